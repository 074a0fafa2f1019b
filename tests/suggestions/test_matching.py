"""Which deal an article is about."""

from __future__ import annotations

import pytest

from deals.actions.claims import approve_claim, retract_claim
from deals.models import Deal, MemberRole
from deals.suggestions.matching import MATCHES_SHOWN, matching_deals
from deals.vocabulary.parties import Role
from tests import factories

pytestmark = pytest.mark.django_db


def found(systems: str = "Halberd", recipients: str = "Lowland", suppliers: str = "Highland") -> dict[str, list[str]]:
    told = {"systems": systems, "recipients": recipients, "suppliers": suppliers}
    return {key: [name] if name else [] for key, name in told.items()}


def a_deal_between(supplier: str, recipient: str, system: str = "Halberd") -> Deal:
    deal = factories.a_deal(system=system)
    if supplier:
        factories.a_participation(deal, supplier, Role.SUPPLIER)
    factories.a_participation(deal, recipient, Role.RECIPIENT)
    return deal


def test_the_deal_of_the_same_system_and_parties_matches() -> None:
    deal = a_deal_between("Highland", "Lowland")
    a_deal_between("Highland", "Lowland", system="Pike")
    a_deal_between("Highland", "Saltport")
    assert matching_deals(found()) == [deal]


def test_a_deal_with_another_supplier_does_not_match_one_without_a_supplier_does() -> None:
    a_deal_between("Saltport", "Lowland")
    open_deal = a_deal_between("", "Lowland")
    factories.a_party("Highland")
    assert matching_deals(found()) == [open_deal]


def test_without_a_system_or_a_recipient_nothing_matches() -> None:
    a_deal_between("Highland", "Lowland")
    assert matching_deals(found(systems="")) == []
    assert matching_deals(found(recipients="")) == []
    assert matching_deals(found(recipients="Nowhere")) == []


def test_a_supplier_that_the_article_does_not_name_is_no_hindrance() -> None:
    deal = a_deal_between("Saltport", "Lowland")
    assert matching_deals(found(suppliers="")) == [deal]


def test_a_retracted_participation_does_not_count() -> None:
    deal = factories.a_deal()
    claim = factories.a_participation(deal, "Lowland", Role.RECIPIENT)
    publisher = factories.a_member(MemberRole.PUBLISHER)
    approve_claim(claim=claim, seen_version=1, by=publisher)
    assert matching_deals(found()) == [deal]
    retract_claim(claim=claim, by=publisher, why="It is another state.")
    assert matching_deals(found()) == []


def test_at_most_five_deals_are_shown_the_best_first() -> None:
    deals = [a_deal_between("Highland", "Lowland") for _ in range(MATCHES_SHOWN + 1)]
    assert matching_deals(found()) == deals[:MATCHES_SHOWN]
