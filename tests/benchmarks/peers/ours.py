"""Our own page as the application answers it: what is measured is what a reader's browser gets."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from unittest.mock import patch

from django.contrib.staticfiles.finders import get_finders
from django.test import Client

from tests.benchmarks.peers.running import Entrant
from tests.timeline import conftest
from tests.timeline.records import many_entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.core.files.storage import Storage

    from deals.record.shape import Record

LINKED = re.compile(r'/static/[^\s"]+')
LINKED_AT_FIRST = re.compile(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"')
IS_READY = "document.readyState !== 'loading' && document.querySelectorAll('.drawing, .closing').length > 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    body: bytes
    """Packed by gzip."""
    kind: str
    policy: str = ""


def a_deal(number: int) -> Record:
    """With so many entries in all: its steps, and statements and payments over the years."""
    wanted = number - len(many_entries(0).claims)
    return replace(many_entries(wanted), deal_id=f"many{number}")


def entrant(record: Record) -> Entrant:
    page = f"/deals/{record.deal_id}/"
    return Entrant(
        address=page, is_ready=IS_READY, chart_address=f"{page}?view=explore", chart=".is-live:visible .live"
    )


def answers(record: Record) -> Iterator[tuple[str, Answer]]:
    """(address, answer) of the deal's page, of its figures and of all files that the page names."""
    conftest.RECORDS[record.deal_id] = record
    page, client = f"/deals/{record.deal_id}/", Client(HTTP_HOST="localhost")
    with patch("timeline.views.asked.shown_release", conftest.shown_release):
        for address in (
            page,
            f"{page}?view=explore",
            f"{page}figure.json?format=wide",
            f"{page}figure.json?format=narrow",
        ):
            answer = client.get(address)
            assert answer.status_code == 200, address
            policy = answer.headers.get("Content-Security-Policy", "")
            yield address, Answer(body=gzip.compress(answer.content), kind=answer["Content-Type"], policy=policy)
            if address == page:
                yield from _files(answer.content.decode())


def weight(answers: Mapping[str, Answer], page: str) -> int:
    """Bytes of script and style that the page loads before its reader reaches for the chart, packed."""
    html = gzip.decompress(answers[page].body).decode()
    styles = "".join(re.findall("<style>(.*?)</style>", html, re.DOTALL))
    linked = LINKED_AT_FIRST.findall(html.split("</head>", maxsplit=1)[0])
    return len(gzip.compress(styles.encode(), 9)) + sum(len(answers[address].body) for address in linked)


def _files(html: str) -> Iterator[tuple[str, Answer]]:
    kinds, collected = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}, _collected()
    for address in sorted(set(LINKED.findall(html))):
        path, storage = collected[address.removeprefix("/static/")]
        with storage.open(path) as file:
            yield address, Answer(body=gzip.compress(file.read()), kind=kinds[address.rpartition(".")[2]])


def _collected() -> dict[str, tuple[str, Storage]]:
    """By its name, where `collectstatic` takes each file from."""
    found = {}
    for finder in get_finders():
        for path, storage in finder.list([]):
            prefix = getattr(storage, "prefix", "")
            found[f"{prefix}/{path}" if prefix else path] = path, storage
    return found
