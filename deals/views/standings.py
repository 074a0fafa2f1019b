"""Where a deal would stand if it were published now: from the approved claims alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from deals.actions.publishing import unchanged_since
from deals.publishing.releases import release_document
from deals.record.differences import differences
from deals.record.overview import grouped, in_short
from deals.record.reading import canonical, record_from
from deals.record.standing import standing
from deals.record.telling import Telling, Wording
from deals.vocabulary.dates import PartialDate

if TYPE_CHECKING:
    from datetime import date

    from deals.models import Deal
    from deals.record.overview import Group
    from deals.record.shape import Record
    from deals.record.standing import Standing


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
    """`changes` tells what would be other than in the last release, `in_short` the same in a line.

    `unchanged` says that a release would be the same as the last one; empty where it would not.
    """

    number: int
    lines: tuple[TrackLine, ...]
    number_claims: int
    changes: tuple[Group, ...]
    in_short: str
    unchanged: str

    @property
    def is_changed(self) -> bool:
        return not self.unchanged


def next_release(deal: Deal) -> NextRelease:
    """What `publish` would freeze now; nothing is stored."""
    last = deal.releases.order_by("-number").first()
    number = last.number + 1 if last else 1
    document = release_document(deal, number=number, published_at=timezone.now())
    before, record = last.record() if last else None, record_from(canonical(document))
    changes = differences(before, record)
    return NextRelease(
        number=number,
        lines=_lines(record),
        number_claims=len(record.claims),
        changes=grouped(Telling(before, record, Wording(day=_day, stands=_stands)).told(changes)),
        in_short=in_short(changes),
        unchanged=unchanged_since(last, document),
    )


def _since(day: PartialDate | None) -> str:
    """“since 2017-09”, “by 2019-11-01” where only the latest day is known, or nothing."""
    if day is None:
        return ""
    return f"by {day.text.removeprefix('../')}" if day.first is None else f"since {day.text}"


def _day(day: PartialDate | date) -> str:
    """As the desk writes dates: EDTF."""
    return day.text if isinstance(day, PartialDate) else day.isoformat()


def _stands(record: Record, stands: Standing) -> str:
    said = f", says {_said_by(record, stands)} alone" if stands.said_by else ""
    return f"{stands.stage.label} {_since(stands.since)}{said}{', disputed' if stands.is_disputed else ''}"


def _said_by(record: Record, stands: Standing) -> str:
    return ", ".join(record.parties[party].name for party in stands.said_by)


def _lines(record: Record) -> tuple[TrackLine, ...]:
    found = [(track, standing(record, track.id)) for track in record.tracks]
    return tuple(
        TrackLine(
            track=track.name,
            stage=stands.stage.label,
            since=_since(stands.since),
            said_by=_said_by(record, stands),
            is_disputed=stands.is_disputed,
        )
        for track, stands in found
        if stands
    )
