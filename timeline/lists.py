"""A deal as the list shows it, with its words and days for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from deals.record.reading import as_document
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.stages import Stage
from timeline.dates import day_in_words
from timeline.stands import stage_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.queries.published import DealRow


@dataclass(frozen=True, slots=True, kw_only=True)
class DealLine:
    row: DealRow
    stage: str
    """“Contract signed on 12 September 2017”; empty where no source reports a stage."""
    period: str
    last_checked: str


def deal_lines(rows: Iterable[DealRow]) -> tuple[DealLine, ...]:
    return tuple(
        DealLine(
            row=row,
            stage=_stage(row),
            period=_period(row),
            last_checked=day_in_words(row.last_checked_on) if row.last_checked_on else "",
        )
        for row in rows
    )


def deal_data(row: DealRow) -> dict[str, object]:
    """A deal as JSON lists it, with its address."""
    return {**as_document(row), "address": reverse("timeline:deal", args=[row.id])}


def _stage(row: DealRow) -> str:
    if not row.stage:
        return ""
    day = PartialDate.parse(row.stage_edtf) if row.stage_edtf else None
    return stage_sentence(Stage(row.stage), day, row.stage_said_by, is_disputed=row.is_disputed)


def _period(row: DealRow) -> str:
    years = dict.fromkeys(str(day.year) for day in (row.first_on, row.last_on) if day)
    return "–".join(years)
