"""A release's claims as entries in order of time: with their doubt, their proof's strength, their contradictions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

from deals.record.known import known_since
from deals.record.restating import contradictions_of, told_together
from deals.record.sides import number_of_origins, sides, speaking_parties
from deals.record.standing import steps
from deals.vocabulary.kinds import Kind, Modality, Weight
from deals.vocabulary.stages import Stage
from timeline.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from deals.record.shape import ClaimRecord, Record
    from deals.vocabulary.dates import PartialDate
    from deals.vocabulary.parties import Side

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
    def phase(self) -> str:
        """The phase that its stage belongs to where it moved its track; else empty."""
        is_moving = self.is_step and self.claim.kind is Kind.STAGE
        return Stage(self.claim.details["stage"]).phase if is_moving else ""

    @property
    def is_struck(self) -> bool:
        """It did not happen, or somebody says so, or we no longer hold it."""
        return self.claim.is_negated or self.claim.modality is Modality.DENIED or not self.claim.stands


def anchor(claim_id: str) -> str:
    """The id of the claim's place on its deal's page."""
    return f"claim-{claim_id}"


def entries(record: Record) -> tuple[Entry, ...]:
    """Every claim once: by itself or as a restatement of the first of its kind. In time, undated ones last."""
    contradictions = contradictions_of(record)
    moved = {step.claim.id for track in record.tracks for step in steps(record, track.id)}
    groups = told_together(record, contradictions)
    return tuple(_entry(record, group, contradictions, moved) for group in groups)


def in_chronology(found: Iterable[Entry]) -> tuple[Entry, ...]:
    """Those that are told in time: who takes part is told apart, with the cast."""
    return tuple(entry for entry in found if entry.claim.kind is not Kind.PARTICIPATION)


def modality_in_words(claim: ClaimRecord) -> str:
    """“asserted”, “planned”, “asserted not to be so”, “denied”."""
    if claim.modality is Modality.DENIED:
        return word(claim.modality)
    return str(_NEGATED[claim.modality]) if claim.is_negated else word(claim.modality)


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
