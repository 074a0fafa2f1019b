"""What the public may see: releases and their projection, read as the role that can read nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from deals.models import PublishedDeal, Release
from deals.record.known import as_of as record_as_of
from deals.record.reading import record_from
from deals.vocabulary.withholding import Ground

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from deals.record.shape import Record

PUBLIC = "public"
"""The database alias whose role may SELECT releases and the projection, and nothing else."""

RECORDS_KEPT = 256
"""Parsed releases a process keeps. A release changes only by a withholding: its hash and their number are the key."""


class NotPublishedError(LookupError):
    """No such deal, or no such release, is public."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealRow:
    """A deal as the list shows it."""

    id: str
    title: str
    summary: str
    is_fictional: bool
    suppliers: tuple[str, ...]
    recipients: tuple[str, ...]
    systems: tuple[str, ...]
    phase: str
    stage: str
    stage_edtf: str
    stage_said_by: tuple[str, ...]
    """Names of the parties that say so, where one side alone does."""
    is_disputed: bool
    first_on: date | None
    last_on: date | None
    number_claims: int
    number_sources: int
    last_checked_on: date | None
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseNote:
    """What stands beside a release's record."""

    number: int
    sha256: str
    """Of the release's canonical JSON, in hexadecimal."""
    why: str
    """What its publisher wrote for readers."""
    published_at: datetime
    withheld: tuple[tuple[Ground, date], ...] = ()
    """Of each withholding that touches it the class of reason, and since when."""

    @property
    def notices(self) -> tuple[tuple[Ground, date], ...]:
        """The same, each once."""
        return tuple(dict.fromkeys(self.withheld))


def public_record(deal_id: str, *, number: int | None = None, day: date | None = None) -> Record:
    """The deal's newest release, or release `number`; with `day`, what the sources held had said by then.

    Raises NotPublishedError where there is none.
    """
    releases = Release.objects.using(PUBLIC).filter(deal_public_id=deal_id)
    if number is not None:
        releases = releases.filter(number=number)
    found = releases.order_by("-number").values_list("number", "sha256", "withheld").first()
    if not found:
        raise NotPublishedError("There is no public deal at this address.")
    number, sha256, withheld = found
    record = _parsed(deal_id, number, sha256, len(withheld))
    return record_as_of(record, day) if day else record


def release_note(deal_id: str, number: int) -> ReleaseNote:
    """Raises NotPublishedError where there is no such release."""
    found = _notes(deal_id).filter(number=number).first()
    if not found:
        raise NotPublishedError("There is no such release.")
    return _note(*found)


def release_notes(deal_id: str, *, most: int, below: int | None = None) -> tuple[ReleaseNote, ...]:
    """At most so many of the deal's releases, the newest first; with `below`, those before that number."""
    notes = _notes(deal_id)
    notes = notes if below is None else notes.filter(number__lt=below)
    return tuple(_note(*found) for found in notes.order_by("-number")[:most])


def newest_release_on(deal_id: str, day: date) -> int | None:
    """The number of the release that this register showed at the end of that day, in UTC; None before the first."""
    end = datetime.combine(day, time.max, tzinfo=UTC)
    shown = _notes(deal_id).filter(published_at__lte=end).order_by("-number")
    return shown.values_list("number", flat=True).first()


def _notes(deal_id: str) -> QuerySet[Release, Any]:
    releases = Release.objects.using(PUBLIC).filter(deal_public_id=deal_id)
    return releases.values_list("number", "sha256", "why", "published_at", "withheld")


def _note(number: int, sha256: str, why: str, published_at: datetime, withheld: list[dict[str, str]]) -> ReleaseNote:
    told = tuple((Ground(note["ground"]), date.fromisoformat(note["since"])) for note in withheld)
    return ReleaseNote(number=number, sha256=sha256, why=why, published_at=published_at, withheld=told)


@lru_cache(maxsize=RECORDS_KEPT)
def _parsed(deal_id: str, number: int, sha256: str, number_withheld: int) -> Record:  # noqa: ARG001  part of the key
    text = Release.objects.using(PUBLIC).values_list("document", flat=True)
    return record_from(text.get(deal_public_id=deal_id, number=number, sha256=sha256))


def deal_row(deal: PublishedDeal) -> DealRow:
    return DealRow(
        id=deal.deal_public_id,
        title=deal.title,
        summary=deal.summary,
        is_fictional=deal.is_fictional,
        suppliers=tuple(deal.suppliers),
        recipients=tuple(deal.recipients),
        systems=tuple(deal.systems),
        phase=deal.phase,
        stage=deal.stage,
        stage_edtf=deal.stage_edtf,
        stage_said_by=tuple(deal.stage_said_by),
        is_disputed=deal.is_disputed,
        first_on=deal.first_on,
        last_on=deal.last_on,
        number_claims=deal.number_claims,
        number_sources=deal.number_sources,
        last_checked_on=deal.last_checked_on,
        published_at=deal.published_at,
    )
