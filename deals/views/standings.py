"""Where a deal would stand if it were published now: from the approved claims alone."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from deals.actions.publishing import unchanged_since
from deals.publishing.releases import release_document
from deals.record.reading import canonical, record_from
from deals.record.standing import standing
from deals.record.upgrades import upgraded

if TYPE_CHECKING:
    from deals.models import Deal
    from deals.record.shape import Record
    from deals.vocabulary.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackLine:
    """“The deal: contract signed since 2017-09.” “Joint production: agreed in principle, says Turkey alone.”"""

    track: str
    stage: str
    since: str
    said_by: str
    is_disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRelease:
    """`number_changed` counts the claims that are new or other than in the last release.

    `unchanged` says that a release would be the same as the last one; empty where it would not.
    """

    number: int
    lines: tuple[TrackLine, ...]
    number_claims: int
    number_changed: int
    unchanged: str

    @property
    def is_changed(self) -> bool:
        return not self.unchanged


def next_release(deal: Deal) -> NextRelease:
    """What `publish` would freeze now; nothing is stored."""
    last = deal.releases.order_by("-number").first()
    number = last.number + 1 if last else 1
    document = release_document(deal, number=number, published_at=timezone.now())
    known = {claim["id"]: claim for claim in upgraded(json.loads(last.document))["claims"]} if last else {}
    record = record_from(canonical(document))
    return NextRelease(
        number=number,
        lines=_lines(record),
        number_claims=len(record.claims),
        number_changed=sum(known.get(claim["id"]) != claim for claim in document["claims"]),
        unchanged=unchanged_since(last, document),
    )


def _since(day: PartialDate | None) -> str:
    """“since 2017-09”, “by 2019-11-01” where only the latest day is known, or nothing."""
    if day is None:
        return ""
    return f"by {day.text.removeprefix('../')}" if day.first is None else f"since {day.text}"


def _lines(record: Record) -> tuple[TrackLine, ...]:
    found = [(track, standing(record, track.id)) for track in record.tracks]
    return tuple(
        TrackLine(
            track=track.name,
            stage=stands.stage.label,
            since=_since(stands.since),
            said_by=", ".join(record.parties[party].name for party in stands.said_by),
            is_disputed=stands.is_disputed,
        )
        for track, stands in found
        if stands
    )
