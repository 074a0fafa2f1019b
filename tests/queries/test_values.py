"""Lists in each order, by value within one currency, out of a real register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from deals.actions.publishing import publish
from deals.models import PublishedValue
from deals.queries.search import Search, search
from deals.vocabulary.kinds import Kind
from deals.vocabulary.sorting import Sorting
from tests import factories

if TYPE_CHECKING:
    from deals.models import Member
    from deals.queries.search import Found

pytestmark = pytest.mark.django_db
DOLLARS = ("currency:USD",)


@pytest.fixture
def publisher() -> Member:
    return factories.a_member("publisher")


def a_deal(publisher: Member, title: str, stage: str = "", happened: str = "", **more: Any) -> None:
    """Published; with sums, pairs of an amount in a currency and its basis."""
    deal = factories.a_deal(title, is_fictional=more.get("is_fictional", False))
    if stage:
        factories.an_approved_claim(deal, publisher=publisher, stage=stage, happened=happened)
    for (amount, currency), basis in more.get("sums", {}).items():
        told = {"amount": amount, "currency": currency, "amount_mark": "about", "basis": basis}
        factories.an_approved_claim(deal, Kind.VALUATION, publisher=publisher, **told)
    publish(deal=deal, by=publisher, why="First.")


def listed(sort: Sorting, *tokens: str) -> list[str]:
    """Page by page, one deal on each."""
    titles, place = [], ""
    while True:
        found: Found = search(Search(tokens=tokens, sort=sort), after=place, most=1)
        titles += [deal.title for deal in found.deals]
        place = found.next_place
        if not place:
            return titles


def test_each_order_is_told_page_by_page_with_practice_deals_last(publisher: Member) -> None:
    a_deal(publisher, "a practice", "talks", "2001-01-01", is_fictional=True)
    a_deal(publisher, "“Émeraude”", "delivered", "2015-01-01")
    a_deal(publisher, "dunes", "talks", "2017-01-01")
    a_deal(publisher, "Falcons", "cancelled", "2012-01-01")
    a_deal(publisher, "Ghosts", sums={(1, "GBP"): "estimate"})
    assert {sort: " ".join(title[:1] for title in listed(sort)) for sort in Sorting if sort is not Sorting.VALUE} == {
        Sorting.NEWEST: "d “ F G a",
        Sorting.OLDEST: "F “ d G a",
        Sorting.FURTHEST: "“ d F G a",
        Sorting.EARLIEST: "d “ F G a",
        Sorting.TITLE: "d “ F G a",
    }


def test_within_a_currency_the_largest_contracted_sum_comes_first(publisher: Member) -> None:
    a_deal(publisher, "small", sums={(10, "USD"): "contract", (99, "EUR"): "contract"})
    a_deal(publisher, "estimated", sums={(10**9, "USD"): "estimate"})
    a_deal(publisher, "large", sums={(20, "USD"): "contract", (30, "USD"): "contract", (500, "USD"): "estimate"})
    a_deal(publisher, "in euros", sums={(10**9, "EUR"): "contract"})
    a_deal(publisher, "no money", "talks", "2001-01-01")
    assert listed(Sorting.VALUE, *DOLLARS) == ["large", "small", "estimated"]
    found = search(Search(tokens=DOLLARS, sort=Sorting.VALUE), most=9)
    told = {deal.title: found.values.get(deal.id) for deal in found.deals}
    assert {title: value and (value.number, value.mark) for title, value in told.items()} == {
        "large": (30, "about"), "small": (10, "about"), "estimated": None,
    }  # fmt: skip


def test_a_deal_published_anew_replaces_its_sums(publisher: Member) -> None:
    a_deal(publisher, "small", sums={(10, "USD"): "contract"})
    value = PublishedValue.objects.get()
    factories.a_release(value.deal.release.deal, publisher=publisher)
    assert PublishedValue.objects.get().number == value.number == 10


def test_a_list_by_value_asks_once_more(publisher: Member) -> None:
    a_deal(publisher, "small", sums={(10, "USD"): "contract"})
    with CaptureQueriesContext(connections["public"]) as caught:
        search(Search(tokens=DOLLARS, sort=Sorting.VALUE), most=10)
    reads = [query["sql"] for query in caught.captured_queries if query["sql"].startswith(("SELECT", " ", "\n"))]
    assert len(reads) == 4, reads
