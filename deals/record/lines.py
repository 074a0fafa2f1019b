"""What a deal has in the lists over all deals: a line each, with all that the list says of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from deals.record.known import known_since
from deals.record.promises import outstanding
from deals.record.questions import conflicts
from deals.record.restating import contradictions_of, told_together
from deals.record.sides import sides, speaking_parties
from deals.record.standing import standing
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.listings import Listing
from deals.vocabulary.parties import Side
from deals.vocabulary.relations import Became
from deals.vocabulary.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.record.promises import Promise
    from deals.record.shape import ClaimRecord, Record

VERSIONS_MOST = 8
"""Of one conflict; its deal's page shows them all."""
BETWEEN_SIDES = frozenset({Kind.STAGE, Kind.PAYMENT, Kind.DELIVERY, Kind.ORDER, Kind.VALUATION})
"""Kinds of facts that both sides could confirm: a statement is its speaker's, a decision its authority's."""
_ALONE = {Side.RECIPIENT: Listing.RECIPIENT_ALONE, Side.SUPPLIER: Listing.SUPPLIER_ALONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """“Due by 31 December 2027: the last aircraft.”"""

    listing: Listing
    kind: Kind
    day: date
    """By which the list is sorted; `date.min` where nobody knows it."""
    first_on: date | None
    """Of what is due the first day that its promise can mean; of “by the end of 2027” that end."""
    told: dict[str, Any]
    """Words of the register, ids, words of the vocabulary and dates as text: what JSON can hold."""


def lines(record: Record) -> tuple[Line, ...]:
    """None of a deal that is followed no longer."""
    return () if record.ending else (*_due(record), *_conflicts(record), *_one_sided(record))


def _due(record: Record) -> Iterator[Line]:
    stopped = {track.id: _stopped(record, track.id) for track in record.tracks}
    for promise in outstanding(record):
        yield Line(
            listing=Listing.DUE,
            kind=promise.claim.kind,
            day=promise.due_by,
            first_on=promise.promised.first or promise.due_by,
            told={
                **_told(record, promise.claim),
                "again": [claim.id for claim in promise.again],
                "promised": promise.promised.text,
                "said_on": promise.said.text,
                "in_part": _in_part(promise),
                "stopped": stopped[promise.claim.track],
            },
        )


def _conflicts(record: Record) -> Iterator[Line]:
    """Each question that claims answer differently, with the answers in the order in which they became known."""
    for conflict in conflicts(record):
        claims = sorted((record.by_id[claim] for claim in conflict.claims), key=lambda claim: _known(record, claim))
        yield Line(
            listing=Listing.CONFLICT,
            kind=claims[0].kind,
            day=max(_known(record, claim) for claim in claims),
            first_on=None,
            told={
                "asks": conflict.asks,
                "track": _side_track(record, claims[0]),
                "is_decided": conflict.is_decided,
                "number": len(claims),
                "versions": [_version(record, claim) for claim in claims[:VERSIONS_MOST]],
            },
        )


def _version(record: Record, claim: ClaimRecord) -> dict[str, Any]:
    day = {"day": claim.day.text if claim.day else ""}
    return {**_told(record, claim), **day, "rank": claim.rank.value, "rank_reason": claim.rank_reason}


def _one_sided(record: Record) -> Iterator[Line]:
    """Facts that both sides could confirm, and one alone does, whoever repeats it."""
    for first, *again in told_together(record, contradictions_of(record)):
        together = replace(first, citations=tuple(cited for claim in (first, *again) for cited in claim.citations))
        is_told = first.stands and first.modality is Modality.ASSERTED and not first.is_negated
        listing = _ALONE.get(sides(record, together))
        if listing and is_told and first.kind in BETWEEN_SIDES:
            yield Line(
                listing=listing,
                kind=first.kind,
                day=_known(record, together),
                first_on=None,
                told={
                    **_told(record, together),
                    "day": first.day.text if first.day else "",
                    "again": [claim.id for claim in again],
                },
            )


def _known(record: Record, claim: ClaimRecord) -> date:
    return known_since(record, claim) or date.min


def _side_track(record: Record, claim: ClaimRecord) -> str:
    return next((track.name for track in record.tracks if track.id == claim.track and not track.is_main), "")


def _told(record: Record, claim: ClaimRecord) -> dict[str, Any]:
    """The claim as a list shows it: its words, who says so, through whom, and since when it is known."""
    known = known_since(record, claim)
    sources = (record.sources[citation.source] for citation in claim.supporting)
    return {
        "claim": claim.id,
        "text": claim.text,
        "side": sides(record, claim).value,
        "said_by": [record.parties[party].name for party in speaking_parties(claim) if party in record.parties],
        "outlets": list(dict.fromkeys(source.outlet for source in sources if source.outlet)),
        "known_since": known.isoformat() if known else "",
    }


def _in_part(promise: Promise) -> str:
    """The claim that tells that a part of it came about; empty where none does."""
    links = (link for claim in (promise.claim, *promise.again) for link in claim.sequels)
    return next((link.claim for link in links if link.became is Became.PARTLY_FULFILLED), "")


def _stopped(record: Record, track: str) -> dict[str, str] | None:
    """Since when its track, or the whole deal, is suspended or at an end, and the claim that says so."""
    for told_of in dict.fromkeys((track, record.tracks[0].id)):
        found = standing(record, told_of)
        if found and (found.stage is Stage.SUSPENDED or found.stage.is_end):
            since = found.since.text if found.since else ""
            return {"stage": found.stage.value, "since": since, "claim": found.claim}
    return None
