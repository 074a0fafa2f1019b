"""French is complete beside English, and nothing of the interface is left in English on a French page."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.test import Client
from django.utils.translation import override

from deals.record.reading import as_document
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.subjects import outlet_id
from tests import messages
from tests.timeline.conftest import LINE_PLACE, RECORDS, promising_record
from timeline.dates import in_words, on_or_in, short_words, since
from timeline.numbers import money_in_words

CATALOGUES = messages.catalogues()
NAMES = re.compile(r"%\((\w+)\)s|\{(\w+)\}|<(/?\w+)[^>]*>")
TIGHT = re.compile(r"(?<=[\w»)])[:;?!](?=\s|$)| [:;?!»]|« |\w'\w")
"""Signs that French sets apart by a no-break space; an apostrophe of the typewriter."""
SAME_IN_BOTH = {
    "English",
    "UTC",
    "deals.json",
    "record.json",
    "changes.json",
    "party.json",
    "system.json",
    "source.json",
    "outlet.json",
    "overview.json",
    "due.json",
    "compare.json",
    "conflicts.json",
    "one-sided.json",
    "SHA-256",
}
OF_DATA = {"1 batteries", "Quillon-9 SAM system"}
"""Put together from what the register says."""
PAGES = (
    "/", "/method/", "/deals/dealone/", "/deals/practice/", "/deals/dealone/?as_of=2017-10-31", "/nothing/",
    "/deals/dealone/releases/", "/deals/dealone/releases/2/", "/deals/dealone/releases/2/changes/",
    "/deals/dealone/releases/1/changes/", "/deals/nosuchdeal/", "/deals/dealone/?as_of=soon",
    "/parties/partybuyer/", "/parties/partyseller/?role=supplier", "/systems/q9/", "/systems/q9/?phase=agreeing",
    "/sources/gazette/", f"/outlets/{outlet_id('Harbour Gazette')}/", "/sources/wire/?after=0090000000dealonexx",
    "/parties/nosuchparty/", "/systems/q9/?phase=soon",
    "/due/", "/due/?which=soon&kind=order", "/due/?months=soon", "/due/?which=all", "/due/?after=soon",
    f"/due/?after={LINE_PLACE}", "/changes/", "/changes/?until=soon", "/changes/?since=2020-12-21&until=2020-12-20",
    "/changes/", "/changes/?until=soon", "/changes/?since=2020-12-21&until=2020-12-20", "/changes/?since=1999-01-01",
    "/conflicts/", "/conflicts/?kind=event", "/one-sided/?side=recipient",
    "/one-sided/?side=both",
    "/compare/", "/compare/?deal=dealone&deal=practice", "/compare/?deal=dealone&deal=practice&as_of=2017-10-31",
    "/compare/?deal=dealone", "/compare/?deal=dealone&deal=dealone", "/compare/?deal=dealone&deal=nosuchdeal",
    "/overview/", "/overview/?by=soon", "/overview/?after=soon",
)  # fmt: skip


def strings(message: Message) -> list[str]:
    return list(message.string) if isinstance(message.string, tuple) else [str(message.string)]


def ids(message: Message) -> list[str]:
    return list(message.id) if isinstance(message.id, tuple) else [str(message.id)]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_has_its_translation_and_no_other_is_kept(path: Path) -> None:
    catalogue = messages.updated(path)
    assert [message.id for message in catalogue if message.id and not messages.is_translated(message)] == []
    assert messages.as_text(catalogue) == path.read_bytes(), "Run python -m tests.messages."


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_the_compiled_catalogue_is_of_its_source(path: Path) -> None:
    assert path.with_suffix(".mo").read_bytes() == messages.compiled(path), "Run python -m tests.messages."


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_names_what_its_text_names(path: Path) -> None:
    for message in messages.read(path):
        if message.id:
            wanted = {sorted_names(text) for text in ids(message)}
            assert all(sorted_names(text) in wanted for text in strings(message)), message.id


def sorted_names(text: str) -> tuple[str, ...]:
    return tuple(sorted("".join(found) for found in NAMES.findall(text)))


def test_french_sets_its_signs_apart() -> None:
    french = messages.read(messages.LOCALES / "fr" / "LC_MESSAGES" / "django.po")
    every = [text for message in french if message.id for text in strings(message)]
    texts = [re.sub(r"<[^>]*>|%\(\w+\)s|\{\w+\}", "x", text) for text in every]
    assert len(texts) > 700
    assert [text for text in texts if TIGHT.search(text)] == []


class Texts(HTMLParser):
    """What a page says, text by text: also what it says to screen readers."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.is_hidden = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_hidden = tag in {"script", "style", "code"}
        self.found |= {str(value).strip() for name, value in attrs if name in {"aria-label", "title", "placeholder"}}

    def handle_endtag(self, _tag: str) -> None:
        self.is_hidden = False

    def handle_data(self, data: str) -> None:
        if not self.is_hidden:
            self.found.add(" ".join(data.split()).strip("“”«»·,.;:()¶×\u00a0 "))


def own_data() -> str:
    """Every text of the register itself, which stays in its language."""
    told = "\n".join(text for record in (*RECORDS.values(), promising_record()) for text in values(as_document(record)))
    return f"{told}\nThe price is corrected after the minister’s letter."


def values(document: object) -> Iterator[str]:
    parts = document.values() if isinstance(document, dict) else document if isinstance(document, list) else ()
    for part in parts:
        yield from values(part)
    if isinstance(document, str):
        yield document


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_the_interface_is_english_on_a_french_page(client: Client, address: str) -> None:
    english = Texts(client.get(address).content.decode()).found
    french = Texts(client.get(f"/fr{address}").content.decode()).found
    catalogue = messages.read(messages.LOCALES / "fr" / "LC_MESSAGES" / "django.po")
    same = {text.casefold() for message in catalogue if message.id for text in strings(message)} | {"soon"}
    data = own_data()
    left = {re.sub(r" \W*\d+$", "", text) for text in english & french} - SAME_IN_BOTH - OF_DATA
    left = {text for text in left if re.search(r"[^\W\d_]{2}", text) and text.casefold() not in same}
    assert {text for text in left if not all(part in data for part in text.split(", "))} == set()
    assert len(french) > 5


@pytest.mark.parametrize(
    ("text", "alone", "when", "lasting", "short"),
    [
        ("2019-11-01", "1er novembre 2019", "le 1er novembre 2019", "depuis le 1er novembre 2019", "1er nov. 2019"),
        ("2017-09", "septembre 2017", "en septembre 2017", "depuis septembre 2017", "sept. 2017"),
        ("2017", "2017", "en 2017", "depuis 2017", "2017"),
        ("2020-21", "printemps 2020", "au printemps 2020", "depuis le printemps 2020", "printemps 2020"),
        ("2017-04~", *["vers avril 2017"] * 3, "vers avr. 2017"),
        ("../2018", *["fin 2018 au plus tard"] * 4),
        ("../2018-03-11", *["le 11 mars 2018 au plus tard"] * 4),
        ("2018-04/..", *["dès avril 2018"] * 3, "dès avr. 2018"),
        ("2020-05/2020-06", *["entre mai et juin 2020"] * 3, "entre mai et juin 2020"),
        ("2017-09-01/2017-09-12", *["entre le 1er et le 12 septembre 2017"] * 3, "entre le 1er et le 12 sept. 2017"),
        ("2020-21/2020-23", *["entre le printemps et l’automne 2020"] * 4),
        ("2020-33/2020-34", *["entre le premier et le deuxième trimestre de 2020"] * 4),
    ],
)
def test_dates_are_said_as_french_says_them(text: str, alone: str, when: str, lasting: str, short: str) -> None:
    day = PartialDate.parse(text)
    with override("fr"):
        assert (in_words(day), on_or_in(day), since(day), short_words(day)) == (alone, when, lasting, short)


@pytest.mark.parametrize(
    ("amount", "currency", "words"),
    [
        ("2500000000", "USD", "environ 2,5 milliards de dollars des États-Unis"),
        ("410000000", "EUR", "environ 410 millions d’euros"),
        ("1500000", "EUR", "environ 1,5 million d’euros"),
        ("60000", "RUB", "environ 60\u202f000 roubles russes"),
    ],
)
def test_amounts_are_said_as_french_says_them(amount: str, currency: str, words: str) -> None:
    with override("fr"):
        assert money_in_words({"amount": amount, "currency": currency, "amount_mark": "about"}) == words
