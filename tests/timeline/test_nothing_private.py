"""No draft, private text or member's name can be got out of any address by who has not signed in."""

from __future__ import annotations

import re
from itertools import cycle, product
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.urls import get_resolver

from tests.desk.addresses import walk
from tests.timeline.private import QUOTE, PrivateRegister, private_register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.django_db

VALUES = {"number": ["1", "2"], "text": ["seven"], "signature": ["6f1dbb0e-0b52-4a6c-9f0e-3f2e5c1d7a11"]}
QUERIES = (
    "as_of=2031-12-31", "as_of=2029-01-01", "kind=stage", "kind=nothing", "party=nobody", "track=nothing",
    "side=nobody", "q=talks", "format=narrow", "format=nothing", "since=1", "before=2", "view=explore", "after=x",
    "recipient=nobody", "q=lowlnd", "role=recipient", "phase=exploring",
)  # fmt: skip
HEADERS: tuple[dict[str, str], ...] = (
    {}, {"Accept": "application/json"}, {"Accept": "text/csv, application/xml;q=0.5"}, {"Accept": "*/*;q=0"},
    {"Accept": "no type at all", "X-Requested-With": "XMLHttpRequest"}, {"Accept-Language": "fr"},
    {"Accept-Language": "tr", "Accept": "application/vnd.desk+json"},
)  # fmt: skip
STRANGE = "qzthereisnosuchwordzq"


@pytest.fixture
def register(settings: Any, tmp_path: Path) -> PrivateRegister:
    settings.MEDIA_ROOT = tmp_path
    return private_register()


def addresses(register: PrivateRegister) -> Iterator[str]:
    """Each address that Django knows, filled with what is public and with what is not."""
    values = {**VALUES, **register.public, "public_id": [*register.public["claim_id"], *register.public["deal_id"]]}
    for name, found in walk(get_resolver()):
        parts = re.split(r"<(?:\w+:)?(\w+)>", str(found.pattern))
        choices = [[part] if number % 2 == 0 else values[part] for number, part in enumerate(parts)]
        for chosen in product(*choices):
            yield f"{'/desk' if name.startswith('desk:') else ''}/{''.join(chosen)}"


def told(response: HttpResponse) -> str:
    """All that an answer says, in small letters."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    return f"{headers}\n{response.cookies.output()}\n{response.content.decode()}".casefold()


def leaked(register: PrivateRegister, text: str, address: str) -> set[str]:
    """An address says the ids that stand in it."""
    ids = {secret for secret in register.ids if secret not in address}
    return {secret for secret in register.words | register.gone | ids if secret in text}


def stored(files: Path) -> str:
    """All that the register holds, in small letters."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        rows = " UNION ALL ".join(f"SELECT to_jsonb(t)::text AS said FROM {name} t" for (name,) in cursor.fetchall())
        cursor.execute(f"SELECT string_agg(said, '') FROM ({rows}) told")
        told = str(cursor.fetchone()[0])
    return (told + "".join(path.read_text() for path in files.rglob("*") if path.is_file())).casefold()


def test_each_word_is_in_the_register_and_the_withheld_one_is_not(register: PrivateRegister, tmp_path: Path) -> None:
    """What is looked for below would be found, if it were told."""
    held = stored(tmp_path)
    assert len(register.words) > 50
    assert {word for word in register.words if word not in held} == set()
    assert {word for word in register.gone if word in held} == set()


def asked(register: PrivateRegister) -> Iterator[str]:
    """Each address with each query, and in the other language; the desk's, which ask to sign in, once."""
    for address in addresses(register):
        yield from (address, f"/fr{address}")
        if not address.startswith("/desk/"):
            yield from (f"{address}?{query}" for query in QUERIES)


def test_no_address_tells_a_stranger_anything_that_is_private(client: Client, register: PrivateRegister) -> None:
    public, number = {QUOTE.casefold(), "talks were led by ████████████████."}, 0
    for number, (address, headers) in enumerate(zip(asked(register), cycle(HEADERS), strict=False)):  # noqa: B007
        text = told(client.get(address, headers=headers))
        assert leaked(register, text, address) == set(), address
        public = {words for words in public if words not in text}
    assert number > 500
    assert public == set()


def test_whoever_searches_for_what_is_private_is_answered_as_for_any_word(
    client: Client, register: PrivateRegister
) -> None:
    deal = f"/deals/{register.public['deal_id'][0]}/"
    for address, name in (("/", "q"), ("/", "recipient"), ("/deals.json", "q"), (deal, "q"), (deal, "party")):
        strange = client.get(address, {name: STRANGE})
        for word in sorted(register.words | register.ids):
            answer = client.get(address, {name: word})
            assert answer.status_code == strange.status_code
            assert without(told(answer), word) == without(told(strange), STRANGE), (address, name, word)


def without(text: str, word: str) -> str:
    """Apart from what was asked for, and from what an answer is known by."""
    return re.sub("(?:etag|content-length): .*", "", text.replace(word, "").replace(word[:40], ""))
