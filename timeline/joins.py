"""The first plan of each outcome, joined with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from deals.vocabulary.kinds import Modality

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from deals.record.shape import SequelRecord
    from timeline.entries import Entry

_AHEAD = {Modality.PLANNED, Modality.POSSIBLE}


@dataclass(frozen=True, slots=True)
class Join:
    """Ids of two claims that have marks: what was said to come, and what came of it."""

    plan: str
    outcome: str


def joins(entries: Iterable[Entry], drawn: Collection[str]) -> tuple[Join, ...]:
    """Of all plans with one outcome the one that was said first; where it or the outcome has no mark, nothing."""
    entries = tuple(entries)
    shown = {claim.id: entry for entry in entries for claim in (entry.claim, *entry.restatements)}
    first: dict[str, Entry] = {}
    for entry in sorted(entries, key=_said):
        if entry.claim.modality in _AHEAD and entry.claim.stands:
            for link in _links(entry):
                if link.claim in shown:
                    first.setdefault(shown[link.claim].id, entry)
    return tuple(_drawn(first, drawn))


def _drawn(first: Mapping[str, Entry], drawn: Collection[str]) -> Iterable[Join]:
    for outcome, plan in first.items():
        if plan.id in drawn and outcome in drawn and plan.id != outcome:
            yield Join(plan.id, outcome)


def _links(entry: Entry) -> Iterable[SequelRecord]:
    return (link for claim in (entry.claim, *entry.restatements) for link in claim.sequels)


def _said(entry: Entry) -> tuple[date, str]:
    return entry.known_since or date.max, entry.id
