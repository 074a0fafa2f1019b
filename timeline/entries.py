"""A release's claims as entries in order of time: with their doubt, their proof's strength, their contradictions."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from deals.record.known import known_since
from deals.record.questions import conflicts
from deals.record.sides import number_of_origins, sides, speaking_parties
from deals.record.standing import steps
from deals.vocabulary.kinds import Kind, Modality, Weight
from deals.vocabulary.stages import Stage
from timeline.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deals.record.shape import ClaimRecord, Record
    from deals.vocabulary.dates import PartialDate
    from deals.vocabulary.parties import Side

# Two statements or events of one day with equal details are two; two reports of one payment or signature are one.
_FOLDING = {Kind.PARTICIPATION, Kind.STAGE, Kind.PAYMENT, Kind.DELIVERY, Kind.ORDER, Kind.VALUATION, Kind.AUTHORISATION}

_NEGATED = {
    Modality.ASSERTED: pgettext_lazy("Modality", "asserted not to be so"),
    Modality.PLANNED: pgettext_lazy("Modality", "planned not to be so"),
    Modality.POSSIBLE: pgettext_lazy("Modality", "possible not to be so"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A claim as the timeline shows it, with those that say the same again; sides and origins are of all of them."""

    claim: ClaimRecord
    restatements: tuple[ClaimRecord, ...]
    known_since: date | None
    side: Side
    said_by: tuple[str, ...]
    """Names of the parties that say so themselves."""
    number_origins: int
    contradicts: tuple[str, ...]
    """Ids of the claims that answer the same question otherwise."""
    is_step: bool
    """It moved its track."""

    @property
    def id(self) -> str:
        return self.claim.id

    @property
    def anchor(self) -> str:
        return anchor(self.claim.id)

    @property
    def day(self) -> PartialDate | None:
        return self.claim.day

    @property
    def is_key(self) -> bool:
        return self.claim.weight is Weight.KEY

    @property
    def number_times_said(self) -> int:
        return 1 + len(self.restatements)

    @property
    def is_struck(self) -> bool:
        """It did not happen, or somebody says so, or we no longer hold it."""
        return self.claim.is_negated or self.claim.modality is Modality.DENIED or not self.claim.stands


def anchor(claim_id: str) -> str:
    """The id of the claim's place on its deal's page."""
    return f"claim-{claim_id}"


def entries(record: Record) -> tuple[Entry, ...]:
    """Every claim once: by itself or as a restatement of the first of its kind. In time, undated ones last."""
    contradictions = _contradictions(record)
    moved = {step.claim.id for track in record.tracks for step in steps(record, track.id)}
    groups = _folded(sorted(record.claims, key=in_time), contradictions)
    return tuple(_entry(record, group, contradictions, moved) for group in groups)


def in_chronology(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those that are told in time: who takes part is told apart, with the cast."""
    return tuple(entry for entry in found if entry.claim.kind is not Kind.PARTICIPATION)


def in_time(claim: ClaimRecord) -> tuple[date, date, int, str]:
    """By the first day that it can mean, else the last; of two with one first day the more exact is later."""
    day = claim.day
    if day is None:
        return date.max, date.max, _rung(claim), claim.id
    first = day.first or day.last or date.max
    return first, day.last or date.max, _rung(claim), claim.id


def modality_in_words(claim: ClaimRecord) -> str:
    """“asserted”, “planned”, “asserted not to be so”, “denied”."""
    if claim.modality is Modality.DENIED:
        return word(claim.modality)
    return str(_NEGATED[claim.modality]) if claim.is_negated else word(claim.modality)


def _rung(claim: ClaimRecord) -> int:
    return Stage(claim.details["stage"]).phase.rung if claim.kind is Kind.STAGE else 0


def _contradictions(record: Record) -> Mapping[str, tuple[str, ...]]:
    """The others, by claim: of every question that it answers, each once."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for conflict in conflicts(record):
        for claim in conflict.claims:
            found[claim] |= dict.fromkeys(other for other in conflict.claims if other != claim)
    return {claim: tuple(others) for claim, others in found.items()}


def _folded(claims: list[ClaimRecord], contradicted: Mapping[str, tuple[str, ...]]) -> list[list[ClaimRecord]]:
    """Groups of claims that say the same; those that contradict another each stand alone."""
    alike: dict[tuple[object, ...], _Alike] = defaultdict(_Alike)
    groups: list[list[ClaimRecord]] = []
    for claim in claims:
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


def _entry(
    record: Record, group: list[ClaimRecord], contradictions: Mapping[str, tuple[str, ...]], moved: set[str]
) -> Entry:
    first = min(group, key=lambda claim: list(Weight).index(claim.weight))
    days = [day for claim in group if (day := known_since(record, claim))]
    together = replace(first, citations=tuple(citation for claim in group for citation in claim.citations))
    parties = (record.parties.get(party) for party in speaking_parties(together))
    return Entry(
        claim=first,
        restatements=tuple(claim for claim in group if claim is not first),
        known_since=min(days, default=None),
        side=sides(record, together),
        said_by=tuple(party.name for party in parties if party),
        number_origins=number_of_origins(together),
        contradicts=contradictions.get(first.id, ()),
        is_step=any(claim.id in moved for claim in group),
    )
