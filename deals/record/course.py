"""How a deal came along: the phases of its main track in time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from deals.record.standing import steps
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.stages import Stage

if TYPE_CHECKING:
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
