"""How a deal came along: the phases of its main track in time, and the years that each of them lasted."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from deals.record.standing import steps
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.kinds import Modality
from deals.vocabulary.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from deals.record.shape import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """“Contracted since 12 September 2017”: a phase, its first stage and the claim that says so."""

    stage: Stage
    since: PartialDate
    claim: str

    def as_document(self) -> dict[str, str]:
        return {"stage": self.stage.value, "since": self.since.text, "claim": self.claim}


def course(record: Record) -> tuple[Stretch, ...]:
    """In time. A phase whose first report has no day is left out: nothing says when it began."""
    taken = steps(record, record.tracks[0].id)
    firsts = [next(run) for _, run in groupby(taken, key=lambda step: step.stage.phase)]
    return tuple(Stretch(stage=s.stage, since=s.since, claim=s.claim.id) for s in firsts if s.since)


def course_from(document: list[dict[str, Any]]) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(stage=Stage(told["stage"]), since=PartialDate.parse(told["since"]), claim=told["claim"])
        for told in document
    )


def told_days(record: Record) -> tuple[date | None, date | None]:
    """The first and the last day of what is said to be so."""
    days = [c.day for c in record.claims if c.day and c.stands and c.modality is Modality.ASSERTED]
    firsts, lasts = (day.first for day in days if day.first), (day.last for day in days if day.last)
    return min(firsts, default=None), max(lasts, default=None)


def phase_years(record: Record) -> tuple[str, ...]:
    """“2017:contracted”: each year in each phase that the deal was in then.

    As its strip shows: from the first day on which a phase can have begun until the next one, the last phase until the
    last fact. Silence is not continuation: from there on the deal is in no phase.
    """
    found = course(record)
    begun = list(_begun(found))
    _, last = told_days(record)
    ends = [*(after for _, (after, _) in pairwise(begun)), *(max(last or sure, sure) for _, sure in begun[-1:])]
    told = (
        f"{year}:{stretch.stage.phase}"
        for stretch, (first, _), end in zip(found, begun, ends, strict=True)
        for year in range(first.year, end.year + 1)
    )
    return tuple(dict.fromkeys(told))


def _begun(found: Iterable[Stretch]) -> Iterator[tuple[date, date]]:
    """Of each phase the first and the last day on which it can have begun, none before the one before it surely did."""
    floor: date | None = None
    for stretch in found:
        known = [day for day in (stretch.since.first, stretch.since.last) if day]
        first, sure = (max(day, floor) if floor else day for day in (known[0], known[-1]))
        yield first, sure
        floor = sure
