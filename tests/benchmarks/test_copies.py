"""The large register that figures are taken from is a register like any other: every rule holds in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deals.models import Claim, Deal, PublishedDeal
from deals.queries.search import Search, search
from deals.queries.shown import shown_release
from deals.queries.verifying import verify
from tests import factories
from tests.benchmarks import copies, pattern
from tests.engines import BOOTSTRAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.engines import Connection

pytestmark = pytest.mark.django_db(transaction=True)


def test_copies_of_a_deal_are_deals(role_connection: Callable[[str], Connection]) -> None:
    made, author, publisher = pattern.make(20)
    told: list[int] = []
    copies.multiply(role_connection(BOOTSTRAP), 3, told.append)
    assert told == [3]
    assert [row for done in verify(without=frozenset({"rereadings"})) for row in done.findings] == []
    assert (Deal.objects.count(), PublishedDeal.objects.count(), Claim.objects.count()) == (3, 3, 60)
    found = search(Search(), most=9)
    assert (len({deal.title for deal in found.deals}), found.number) == (3, 3)
    texts = [[claim.text for claim in shown_release(deal.public_id).record.claims] for deal in Deal.objects.all()]
    assert texts == [texts[0]] * 3
    copy = Deal.objects.exclude(pk=made.pk).latest("pk")
    pattern.edit_and_approve(copy.claims.earliest("pk"), author, publisher)
    assert factories.a_release(copy, publisher=publisher).number == 2
    assert factories.an_approved_claim().pk > Claim.objects.filter(deal=copy).latest("pk").pk
