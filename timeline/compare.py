"""Two to four deals side by side: their charts on one axis, a table row by row, their key moments in one list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from deals.record.restating import in_time
from deals.vocabulary.kinds import Modality
from timeline.beside import Beside
from timeline.compare_rows import Row, table
from timeline.dates import day_in_words, in_words, machine_date
from timeline.entries import Entry, anchor, entries, modality_in_words
from timeline.marks import NARROW, WIDE, Format, chart, placeable
from timeline.moments import key_moments
from timeline.parts import WHOLE
from timeline.related import related_lines
from timeline.stands import stands
from timeline.svg import svg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deals.queries.related import NamingDeal
    from deals.record.shape import Record
    from timeline.related import RelatedLine
    from timeline.stands import Stand

LEAST, MOST = 2, 4
"""Deals compared at once."""
MOMENTS = 6
"""Key moments of each deal, marked and told."""


@dataclass(frozen=True, kw_only=True)
class Compared:
    """A deal that is compared, as it is known today or on a day."""

    record: Record
    naming: tuple[NamingDeal, ...]

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        return entries(self.record)

    @cached_property
    def moments(self) -> tuple[Entry, ...]:
        return key_moments(placeable(self.entries), MOMENTS)

    @cached_property
    def page(self) -> str:
        """The address of the deal's page, with the day; of a long deal's with all that it tells."""
        day = {"as_of": self.record.as_of.isoformat()} if self.record.as_of else {}
        part = {"part": WHOLE} if len(self.record.claims) > settings.CHRONOLOGY_ENTRIES else {}
        query = urlencode({**day, **part})
        return reverse("timeline:deal", args=[self.record.deal_id]) + (f"?{query}" if query else "")

    def address(self, claim: str) -> str:
        """Of the fact on the deal's page; of the page itself where there is none."""
        return f"{self.page}#{anchor(claim)}" if claim else self.page


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A deal beside others."""

    record: Record
    page: str
    stand: Stand
    stand_address: str
    wide: SafeString
    narrow: SafeString
    """The drawings; empty where no entry has a date."""
    without: str
    """The query of the page without it; empty where too few would be left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """“12 September 2017, Turkey – Russia: S-400: contract signed”."""

    when: str
    machine_when: str
    deal: str
    label: str
    address: str
    modality: str
    """Empty for what is asserted and was not taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """“Rival offer: …”, and the query of the page with it."""

    relation: str
    title: str
    query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparePage:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    moments: tuple[Moment, ...]
    candidates: tuple[Candidate, ...]
    as_of: str
    query: str
    present_query: str


def compare_page(compared: Sequence[Compared]) -> ComparePage:
    told = sorted(((deal, e) for deal in compared for e in deal.moments), key=lambda one: in_time(one[1].claim))
    numbers: dict[str, dict[str, int]] = {deal.record.deal_id: {} for deal in compared}
    for number, (deal, entry) in enumerate(told, 1):
        numbers[deal.record.deal_id][entry.id] = number
    days = tuple(entry.day for deal in compared for entry in placeable(deal.entries) if entry.day)
    ids, day = [deal.record.deal_id for deal in compared], compared[0].record.as_of
    return ComparePage(
        columns=tuple(
            _column(deal, Beside(days=days, numbers=numbers[deal.record.deal_id], page=deal.page), at, ids)
            for at, deal in enumerate(compared, 1)
        ),
        rows=table(compared),
        moments=tuple(_moment(deal, entry) for deal, entry in told),
        candidates=candidates(compared) if len(compared) < MOST else (),
        as_of=day_in_words(day) if day else "",
        query=query_of(ids, day.isoformat() if day else ""),
        present_query=query_of(ids),
    )


def query_of(ids: Sequence[str], day: str = "") -> str:
    """The query string of the page that compares these deals, with its question mark."""
    return f"?{urlencode([*(('deal', one) for one in ids), *([('as_of', day)] if day else [])])}"


def candidates(compared: Sequence[Compared]) -> tuple[Candidate, ...]:
    """The deals that are related to these, rival offers first, each once."""
    ids = [deal.record.deal_id for deal in compared]
    day = compared[0].record.as_of
    lines: dict[str, RelatedLine] = {}
    for deal in compared:
        for line in related_lines(deal.record, deal.naming):
            lines.setdefault(line.deal, line)
    found = sorted((line for line in lines.values() if line.deal not in ids), key=lambda line: not line.is_rival)
    return tuple(
        Candidate(
            relation=line.label, title=line.title, query=query_of([*ids, line.deal], day.isoformat() if day else "")
        )
        for line in found
    )


def as_data(page: ComparePage) -> dict[str, Any]:
    """The same as the page: texts in its language, days as EDTF text, null for what is not published."""
    return {
        "as_of": page.columns[0].record.as_of,
        "deals": [
            {"id": one.record.deal_id, "title": one.record.title, "stage": one.stand.sentence, "address": one.page}
            for one in page.columns
        ],
        "rows": [{"label": row.label, "cells": list(_cells(row, page.columns))} for row in page.rows],
        "moments": [
            {"when": one.machine_when, "deal": one.deal, "label": one.label, "modality": one.modality or None,
             "address": one.address}
            for one in page.moments
        ],
    }  # fmt: skip


def _cells(row: Row, columns: Sequence[Column]) -> Iterator[Mapping[str, Any]]:
    for column, cell in zip(columns, row.cells, strict=True):
        told = [{"text": said.text, "address": said.address or None} for said in cell.said] or None
        yield {"deal": column.record.deal_id, "said": told}


def _column(deal: Compared, beside: Beside, place: int, ids: Sequence[str]) -> Column:
    (stand, *_others), own, day = stands(deal.record), deal.record.deal_id, deal.record.as_of
    rest = [one for one in ids if one != own]
    return Column(
        record=deal.record,
        page=deal.page,
        stand=stand,
        stand_address=f"{deal.page}#{stand.anchor}" if stand.anchor else "",
        wide=_drawn(deal, _format(WIDE, place), beside),
        narrow=_drawn(deal, _format(NARROW, place), beside),
        without=query_of(rest, day.isoformat() if day else "") if len(rest) >= LEAST else "",
    )


def _format(form: Format, place: int) -> Format:
    """The tracks with the key moments on them; its name differs from deal to deal, as ids in a page must."""
    return replace(form, name=f"{form.name}-{place}", has_lanes=False, labels_most=MOMENTS)


def _drawn(deal: Compared, form: Format, beside: Beside) -> SafeString:
    drawn = chart(deal.record, deal.entries, form, beside=beside)
    return mark_safe(svg(drawn) if drawn else "")  # noqa: S308  timeline.svg escapes every text in it


def _moment(deal: Compared, entry: Entry) -> Moment:
    is_plain = entry.claim.modality is Modality.ASSERTED and not entry.is_struck
    return Moment(
        when=in_words(entry.day) if entry.day else "",
        machine_when=machine_date(entry.day) if entry.day else "",
        deal=deal.record.title,
        label=entry.claim.label,
        address=deal.address(entry.id),
        modality="" if is_plain else modality_in_words(entry.claim),
    )
