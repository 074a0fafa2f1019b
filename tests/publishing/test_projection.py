"""What is derived from releases can be remade: some deals at once, and from where it was broken off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest

from deals.actions import publishing
from deals.actions.claims import approve_claim
from deals.actions.publishing import rebuild_published
from deals.models import (
    MemberRole,
    PublishedDeal,
    PublishedEntry,
    PublishedFacet,
    PublishedLine,
    PublishedMention,
    PublishedTally,
)
from deals.publishing.projection import MADE_BY, differing, newest_releases, project_all
from deals.signing import signed
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import Role
from tests import factories

if TYPE_CHECKING:
    from deals.models import Member

pytestmark = pytest.mark.django_db
COUNTS: tuple[tuple[type[Any], tuple[str, ...]], ...] = (
    (PublishedFacet, ("token", "label", "number_deals")),
    (PublishedTally, ("subject", "role", "token", "number_deals")),
    (PublishedLine, ("listing", "place", "told")),
    (PublishedEntry, ("claim_public_id", "text")),
    (PublishedMention, ("subject", "role", "counted")),
)


class BrokenOffError(Exception):
    pass


@pytest.fixture
def publisher() -> Member:
    """Of three deals, each with a recipient, a stage and a payment."""
    publisher = factories.a_member(MemberRole.PUBLISHER)
    for recipient in ("Lowland", "Midland", "Lowland"):
        deal = factories.a_deal()
        claim = factories.a_participation(deal, recipient, Role.RECIPIENT)
        approve_claim(claim=claim, seen_version=claim.version, by=publisher)
        factories.an_approved_claim(deal, stage="contract_signed", instrument="supply_contract", happened="2031-09")
        factories.an_approved_claim(
            deal, Kind.PAYMENT, payment_state="paid", payment_measure="flow", amount=5, currency="EUR",
            amount_mark="exactly", happened="2031-10",
        )  # fmt: skip
        factories.a_release(deal, publisher=publisher)
    return publisher


def rows() -> list[list[Any]]:
    return [sorted(model.objects.values_list(*columns), key=str) for model, columns in COUNTS]


def age(publisher: Member) -> None:
    """As an older version would have left it: other rows, other counts."""
    with signed(by=publisher.pk, why="a test"):
        PublishedDeal.objects.update(made_by=MADE_BY - 1)
        PublishedTally.objects.update(number_deals=7)
        PublishedMention.objects.all().delete()
        PublishedLine.objects.all().delete()


def test_several_at_once_are_made_as_one_by_one(publisher: Member) -> None:
    made = rows()
    with signed(by=publisher.pk, why="a test"):
        PublishedEntry.objects.all().delete()
        project_all(list(newest_releases()))
    assert rows() == made
    assert [differing(deal) for deal in PublishedDeal.objects.all()] == [[], [], []]


def test_what_was_broken_off_goes_on_where_it_was_and_ends_with_right_counts(publisher: Member) -> None:
    made, told = rows(), []
    age(publisher)

    def break_off(done: int, of: int) -> None:
        told.append((done, of))
        if done == 1 and of == len(PublishedDeal.objects.all()):
            raise BrokenOffError

    with patch.object(publishing, "AT_ONCE", 1):
        with pytest.raises(BrokenOffError):
            rebuild_published(by=publisher, only_older=True, tell=break_off)
        assert PublishedDeal.objects.filter(made_by=MADE_BY).count() == 1
        assert rebuild_published(by=publisher, only_older=True, tell=break_off) == 2
    assert told == [(1, 3), (1, 2), (2, 2)]
    assert rows() == made
    assert rebuild_published(by=publisher, only_older=True) == 0
    assert rebuild_published(by=publisher) == 3
    assert rows() == made


def keys() -> list[list[int]]:
    return [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model, _ in COUNTS]


def test_of_what_an_older_version_made_only_what_differs_is_written_again(publisher: Member) -> None:
    made, before = rows(), keys()
    deal = PublishedDeal.objects.earliest("pk")
    with signed(by=publisher.pk, why="a test"):
        PublishedDeal.objects.update(made_by=MADE_BY - 1)
    assert rebuild_published(by=publisher, only_older=True) == 3
    assert keys() == before
    with signed(by=publisher.pk, why="a test"):
        PublishedDeal.objects.update(made_by=MADE_BY - 1)
        PublishedDeal.objects.filter(pk=deal.pk).update(title="Another")
        deal.entries.update(text="Another.")
        deal.lines.update(told={})
    assert rebuild_published(by=publisher, only_older=True) == 3
    assert rows() == made
    assert [differing(row) for row in PublishedDeal.objects.all()] == [[], [], []]
    facets, tallies, lines, entries, mentions = keys()
    assert [facets, tallies, mentions] == [before[0], before[1], before[4]]
    others = PublishedEntry.objects.exclude(deal=deal).values_list("pk", flat=True)
    assert set(entries) & set(before[3]) == set(others) != set()
    assert set(lines) & set(before[2]) == set(PublishedLine.objects.exclude(deal=deal).values_list("pk", flat=True))
    rebuild_published(by=publisher)
    assert not set(keys()[4]) & set(mentions)
