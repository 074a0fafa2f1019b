"""The public pages over records built by hand: the queries are replaced, so that no database is needed."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from unittest.mock import patch

import pytest

from deals.queries.published import DealRow, NotPublishedError, ReleaseNote
from deals.record.known import as_of
from deals.record.reading import as_document, canonical
from deals.record.shape import Record
from tests.timeline.records import hard_record

NEWEST = 3
RECORDS = {"dealone": hard_record(), "practice": replace(hard_record(is_fictional=True), deal_id="practice")}


def public_record(deal_id: str, *, number: int | None = None, day: date | None = None) -> Record:
    if deal_id not in RECORDS or (number or 1) > NEWEST:
        raise NotPublishedError("There is no public deal at this address.")
    record = replace(RECORDS[deal_id], number=number or NEWEST)
    return as_of(record, day) if day else record


WHY = "The price is corrected after the minister’s letter."


def release_note(deal_id: str, number: int) -> ReleaseNote:
    record = public_record(deal_id, number=number)
    sha256 = hashlib.sha256(canonical(as_document(record)).encode()).hexdigest()
    return ReleaseNote(sha256=sha256, why=WHY, published_at=record.published_at, withheld=())


def published_deals() -> tuple[DealRow, ...]:
    return tuple(_row(record) for record in RECORDS.values())


def _row(record: Record) -> DealRow:
    return DealRow(
        id=record.deal_id, title=record.title, summary=record.summary, is_fictional=record.is_fictional,
        suppliers=("Kestovia",), recipients=("Meridor",), systems=("Quillon-9",), phase="completed", stage="delivered",
        stage_edtf="2019-11", first_on=date(2016, 11, 1), last_on=date(2020, 12, 14), number_claims=len(record.claims),
        stage_said_by=("Kestovia",),
        is_disputed=False,
        number_sources=len(record.sources), last_checked_on=record.last_checked_on, published_at=record.published_at,
    )  # fmt: skip


@pytest.fixture
def public_deals() -> Iterator[None]:
    """Two deals are public, each in three releases."""
    with (
        patch("timeline.views.asked.public_record", public_record),
        patch("timeline.views.asked.release_note", release_note),
        patch("timeline.views.deals.public_record", public_record),
        patch("timeline.views.deals.published_deals", published_deals),
        patch("timeline.views.deals.deals_naming", lambda _: ()),
        patch("timeline.views.data.public_record", public_record),
        patch("timeline.views.data.published_deals", published_deals),
    ):
        yield
