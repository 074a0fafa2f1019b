"""What the public may see: releases and their projection, read as the role that can read nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import connections

from deals.models import PublishedDeal, Release
from deals.record.course import Stretch, course_from
from deals.record.reading import record_from
from deals.vocabulary.withholding import Ground

if TYPE_CHECKING:
    from datetime import datetime

    from deals.record.shape import Record

PUBLIC = "public"
"""The database alias whose role may SELECT releases and the projection, and nothing else."""

RECORDS_KEPT = 256
"""Parsed releases a process keeps. A release changes only by a withholding, of which its note tells: it is the key."""


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
    course: tuple[Stretch, ...]


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
    def state(self) -> str:
        """Differs from release to release, and whenever something is withheld from one."""
        return f"{self.sha256} {len(self.withheld)}"

    @property
    def notices(self) -> tuple[tuple[Ground, date], ...]:
        """The same, each once."""
        return tuple(dict.fromkeys(self.withheld))


def release_notes(deal_id: str, *, most: int, below: int | None = None) -> tuple[ReleaseNote, ...]:
    """At most so many of the deal's releases, the newest first; with `below`, those before that number."""
    releases = Release.objects.using(PUBLIC).filter(deal_public_id=deal_id)
    releases = releases if below is None else releases.filter(number__lt=below)
    notes = releases.values_list("number", "sha256", "why", "published_at", "withheld")
    return tuple(release_note_from(*found) for found in notes.order_by("-number")[:most])


def release_note_from(
    number: int, sha256: str, why: str, published_at: datetime, withheld: list[dict[str, str]]
) -> ReleaseNote:
    told = tuple((Ground(note["ground"]), date.fromisoformat(note["since"])) for note in withheld)
    return ReleaseNote(number=number, sha256=sha256, why=why, published_at=published_at, withheld=told)


def public_state() -> str:
    """Differs whenever anything that is published has changed.

    A deal that is projected anew has new mentions; one that ends, a new release.
    """
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute("SELECT (SELECT max(id) FROM deals_release), (SELECT max(id) FROM deals_publishedmention)")
        return str(cursor.fetchone())


@lru_cache(maxsize=RECORDS_KEPT)
def parsed(deal_id: str, note: ReleaseNote) -> Record:
    """The record of the release that the note is of. What is withheld from it later, the later note's record lacks."""
    documents = Release.objects.using(PUBLIC).values_list("document", flat=True)
    return record_from(documents.get(deal_public_id=deal_id, number=note.number))


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
        course=course_from(deal.course),
    )
