"""A release that is asked for, and all else that decides what its pages show, from one query."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django.db import connections

from deals.queries.published import PUBLIC, NotPublishedError, ReleaseNote, parsed, release_note_from
from deals.queries.related import NamingDeal, naming_from

if TYPE_CHECKING:
    from datetime import date

    from deals.record.shape import Record


NUMBER_MOST = 2**31 - 1
"""No release has a higher number, whatever an address asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRelease:
    deal_id: str
    note: ReleaseNote
    newest: int
    """The number of the deal's newest release."""
    shown_then: int | None
    """The release that this register itself showed at the end of the day asked about, in UTC; None before the first."""
    naming: tuple[NamingDeal, ...]
    """The deals that name this one today."""

    @property
    def record(self) -> Record:
        """Read from the database by the first who asks in a process; it does not change."""
        return parsed(self.deal_id, self.note)


class NoSuchReleaseError(NotPublishedError):
    """The deal is public, and has no release of this number."""

    def __init__(self, newest: int) -> None:
        super().__init__(f"The newest release is {newest}.")
        self.newest = newest


def shown_release(deal_id: str, *, number: int | None = None, day: date | None = None) -> ShownRelease:
    """The deal's newest release, or release `number`. Raises NotPublishedError, or NoSuchReleaseError."""
    end = datetime.combine(day, time.max, tzinfo=UTC) if day else None
    number = number if number is None else min(number, NUMBER_MOST)
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(SHOWN, {"deal": deal_id, "number": number, "end": end})
        found: tuple[Any, ...] | None = cursor.fetchone()
    if found is None:
        raise NotPublishedError("There is no public deal at this address.")
    newest, shown_then, naming, asked, sha256, why, published_at, withheld = found
    if asked is None:
        raise NoSuchReleaseError(newest)
    return ShownRelease(
        deal_id=deal_id,
        note=release_note_from(asked, sha256, why, published_at, json.loads(withheld)),
        newest=newest,
        shown_then=shown_then,
        naming=naming_from(json.loads(naming or "[]")),
    )


# Every part of it is found by an index: tests/queries/test_shown.py asks for the plan.
SHOWN = """
    SELECT newest.number,
        (SELECT number FROM deals_release
            WHERE deal_public_id = %(deal)s AND published_at <= %(end)s ORDER BY number DESC LIMIT 1),
        (SELECT json_agg(json_build_array(relation, deal_public_id, title))::text FROM (
            SELECT DISTINCT entry.relation, deal.deal_public_id, deal.title
            FROM deals_publishedentry entry JOIN deals_publisheddeal deal ON deal.id = entry.deal_id
            WHERE entry.related_deal_public_id = %(deal)s AND deal.ending = '' AND NOT entry.is_retracted
            UNION ALL SELECT '', deal_public_id, title FROM deals_publisheddeal WHERE merged_into = %(deal)s
        ) naming),
        asked.number, asked.sha256, asked.why, asked.published_at, asked.withheld
    FROM (SELECT number FROM deals_release WHERE deal_public_id = %(deal)s ORDER BY number DESC LIMIT 1) newest
    LEFT JOIN deals_release asked
        ON asked.deal_public_id = %(deal)s AND asked.number = coalesce(%(number)s::bigint, newest.number)
"""
