"""What a deal has in the lists over all deals: a line each, with all that the list says of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deals.record.known import known_since
from deals.record.promises import outstanding
from deals.record.sides import sides, speaking_parties
from deals.record.standing import standing
from deals.vocabulary.listings import Listing
from deals.vocabulary.relations import Became
from deals.vocabulary.stages import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from deals.record.promises import Promise
    from deals.record.shape import ClaimRecord, Record
    from deals.vocabulary.kinds import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """“Due by 31 December 2027: the last aircraft.”"""

    listing: Listing
    kind: Kind
    day: date | None
    """By which the list is sorted."""
    first_on: date | None
    """Of what is due the first day that its promise can mean; of “by the end of 2027” that end."""
    told: dict[str, Any]
    """Words of the register, ids, words of the vocabulary and dates as text: what JSON can hold."""


def lines(record: Record) -> tuple[Line, ...]:
    """None of a deal that is followed no longer."""
    return () if record.ending else tuple(_due(record))


def _due(record: Record) -> Iterator[Line]:
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
                "stopped": _stopped(record, promise.claim.track),
            },
        )


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
