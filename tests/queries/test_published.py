"""What the public reads of a deal's releases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from deals.queries.published import NotPublishedError, release_notes
from deals.queries.shown import shown_release
from tests import factories

if TYPE_CHECKING:
    from deals.models import Deal

pytestmark = pytest.mark.django_db


@pytest.fixture
def deal() -> Deal:
    """Published three times; another deal, once."""
    factories.a_release()
    deal = factories.an_approved_claim().deal
    for _ in range(3):
        factories.a_release(deal)
    return deal


def test_a_deals_releases_are_listed_newest_first_and_so_many(deal: Deal) -> None:
    def numbers(most: int, below: int | None = None) -> list[int]:
        return [note.number for note in release_notes(deal.public_id, most=most, below=below)]

    assert (numbers(9), numbers(2), numbers(9, below=3), numbers(9, below=1)) == ([3, 2, 1], [3, 2], [2, 1], [])
    assert release_notes("nosuchdeal", most=9) == ()


def test_a_release_is_told_with_its_hash_reason_and_time(deal: Deal) -> None:
    stored = deal.releases.get(number=2)
    note = shown_release(deal.public_id, number=2).note
    assert (note.number, note.sha256, note.why, note.published_at) == (
        2,
        stored.sha256,
        stored.why,
        stored.published_at,
    )
    with pytest.raises(NotPublishedError):
        shown_release(deal.public_id, number=4)


def test_which_release_was_shown_on_a_day(deal: Deal) -> None:
    today = deal.releases.get(number=3).published_at.date()
    assert shown_release(deal.public_id, day=today).shown_then == 3
    assert shown_release(deal.public_id, day=today - timedelta(days=1)).shown_then is None
    with pytest.raises(NotPublishedError):
        shown_release("nosuchdeal", day=today)
