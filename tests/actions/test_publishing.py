"""Publishing: what it refuses, and what counts as a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deals.actions.claims import approve_claim, retract_claim
from deals.actions.publishing import publish
from deals.actions.refused import RefusedError
from deals.models import Claim, Deal, Member, MemberRole, Party
from deals.record.differences import DEAL
from deals.signing import signed
from deals.vocabulary.changes import Sort
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> Member:
    return factories.a_member(MemberRole.PUBLISHER)


@pytest.fixture
def deal(publisher: Member) -> Deal:
    """With a participation, published once."""
    deal = factories.a_deal()
    claim = factories.a_participation(deal)
    approve_claim(claim=claim, seen_version=1, by=publisher)
    publish(deal=deal, by=publisher, why="First.")
    return deal


def test_a_release_that_would_say_the_same_is_refused(deal: Deal, publisher: Member) -> None:
    with pytest.raises(RefusedError, match=r"^Nothing has changed since release 1\.$"):
        publish(deal=deal, by=publisher, why="Again.")
    factories.a_claim(deal)  # a draft is no change yet
    with pytest.raises(RefusedError, match="Nothing has changed"):
        publish(deal=deal, by=publisher, why="Again.")
    assert deal.releases.count() == 1


def approve_another(deal: Deal, _: Member) -> None:
    factories.an_approved_claim(deal)


def rename_the_deal(deal: Deal, by: Member) -> None:
    with signed(by=by.pk, why="a test"):
        Deal.objects.filter(pk=deal.pk).update(title="Another title")


def rename_a_party(_: Deal, by: Member) -> None:
    with signed(by=by.pk, why="a test"):
        Party.objects.filter(name="Lowland").update(name="Republic of Lowland")


@pytest.mark.parametrize("change", [approve_another, rename_the_deal, rename_a_party])
def test_a_claim_the_deals_own_line_or_a_name_is_a_change(
    deal: Deal, publisher: Member, change: Callable[[Deal, Member], None]
) -> None:
    change(deal, publisher)
    assert publish(deal=deal, by=publisher, why="It changed.").number == 2


def test_a_release_tells_its_typed_changes(deal: Deal, publisher: Member) -> None:
    first = deal.releases.get()
    assert {change.sort for change in first.changes()} == {Sort.NEW}
    rename_the_deal(deal, publisher)
    claim = Claim.objects.get(deal=deal)
    retract_claim(claim=claim, by=publisher, why="The paper took it back.")
    another = factories.an_approved_claim(deal)
    told = publish(deal=deal, by=publisher, why="It changed.").changes()
    sorts = {(change.about, change.id): change.sort for change in told}
    assert sorts[DEAL, deal.public_id] is Sort.CORRECTED
    assert sorts["claims", claim.public_id] is Sort.RETRACTED
    assert sorts["claims", another.public_id] is Sort.NEW
    assert first.changes() == deal.releases.get(number=1).changes()
