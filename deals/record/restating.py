"""Which claims of a record say the same thing again: two reports of one payment are one payment."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from deals.record.questions import conflicts
from deals.vocabulary.kinds import Kind
from deals.vocabulary.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deals.record.shape import ClaimRecord, Record

# Two statements or events of one day with equal details are two; two reports of one payment or signature are one.
_FOLDING = {Kind.PARTICIPATION, Kind.STAGE, Kind.PAYMENT, Kind.DELIVERY, Kind.ORDER, Kind.VALUATION, Kind.AUTHORISATION}


def in_time(claim: ClaimRecord) -> tuple[date, date, int, str]:
    """By the first day that it can mean, else the last; of two with one first day the more exact is later."""
    day = claim.day
    if day is None:
        return date.max, date.max, _rung(claim), claim.id
    first = day.first or day.last or date.max
    return first, day.last or date.max, _rung(claim), claim.id


def contradictions_of(record: Record) -> Mapping[str, tuple[str, ...]]:
    """The others, by claim: of every question that it answers, each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for conflict in conflicts(record):
        for claim in conflict.claims:
            found[claim] |= dict.fromkeys(other for other in conflict.claims if other != claim)
    return {claim: tuple(others) for claim, others in found.items()}


def told_together(record: Record, contradicted: Mapping[str, tuple[str, ...]]) -> list[list[ClaimRecord]]:
    """Groups of claims that say the same, in time; those that contradict another each stand alone."""
    alike: dict[tuple[object, ...], _Alike] = defaultdict(_Alike)
    groups: list[list[ClaimRecord]] = []
    for claim in sorted(record.claims, key=in_time):
        is_single = claim.kind not in _FOLDING or not claim.stands or claim.id in contradicted
        found = None if is_single else alike[_sameness(claim)].of_one_time(claim)
        if found:
            found.append(claim)
            continue
        groups.append([claim])
        if not is_single:
            alike[_sameness(claim)].add(groups[-1])
    return groups


@dataclass(slots=True)
class _Alike:
    """Groups that say the same but for the day, found by it: a deal of many instalments has a thousand of them."""

    exact: list[list[ClaimRecord]] = field(default_factory=list)
    """By day: claims come in time."""
    days: list[date] = field(default_factory=list)
    vague: list[list[ClaimRecord]] = field(default_factory=list)
    undated: list[list[ClaimRecord]] = field(default_factory=list)

    def add(self, group: list[ClaimRecord]) -> None:
        day = group[0].day
        if day and day.is_exact and day.first:
            self.exact.append(group)
            self.days.append(day.first)
        else:
            (self.vague if day else self.undated).append(group)

    def of_one_time(self, claim: ClaimRecord) -> list[ClaimRecord] | None:
        """The first group, in time, whose day may be the claim's; of what has no day, the one that has none."""
        if claim.day is None:
            return next(iter(self.undated), None)
        nearest = bisect_left(self.days, claim.day.first or date.min)
        near = [*self.exact[nearest : nearest + 1], *self.vague]
        same = (group for group in near if group[0].day and group[0].day.meets(claim.day))
        return min(same, key=lambda group: in_time(group[0]), default=None)


def _sameness(claim: ClaimRecord) -> tuple[object, ...]:
    related = claim.relation, claim.related_deal
    return claim.kind, claim.track, claim.modality, claim.is_negated, related, *sorted(claim.details.items())


def _rung(claim: ClaimRecord) -> int:
    return Stage(claim.details["stage"]).phase.rung if claim.kind is Kind.STAGE else 0
