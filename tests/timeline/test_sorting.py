"""By what a list is sorted: each order an address, and sums only within one currency."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from deals.queries.search import FacetCount, Found, Search
from deals.queries.values import Value
from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import Sorting
from deals.vocabulary.terms import Mark
from tests.timeline.conftest import listed_deals
from timeline.finding import finding
from timeline.searches import query_of

if TYPE_CHECKING:
    from django.test import Client

DOLLARS = FacetCount(token="currency:USD", facet=Facet.CURRENCY, label="USD", number=2)
EUROS = FacetCount(token="currency:EUR", facet=Facet.CURRENCY, label="EUR", number=1)
FOUND = Found(
    deals=listed_deals(), matches={}, values={}, number=3, is_sampled=False, facets=(DOLLARS, EUROS), next_place="0x",
)  # fmt: skip
ABOUT = Value(
    currency="USD", number=Decimal(2_500_000_000), mark=Mark.ABOUT, is_disputed=True, claim="csigned"
)  # fmt: skip


def choices(asked: Search) -> dict[str, str]:
    return {choice.label: choice.query for choice in finding(asked, FOUND).sorting}


def test_each_order_is_an_address_that_keeps_the_search() -> None:
    offered = choices(Search(words="s 400", tokens=("phase:exploring",)))
    assert list(offered) == [
        "latest news", "longest without news", "furthest along", "earliest phase", "title",
        "largest sum in US dollars", "largest sum in euros",
    ]  # fmt: skip
    assert offered["latest news"] == "?q=s+400&phase=exploring"
    assert offered["title"] == "?q=s+400&phase=exploring&sort=title"
    assert offered["largest sum in euros"] == "?q=s+400&phase=exploring&currency=EUR&sort=value"


def test_sums_are_compared_within_the_currency_that_was_chosen() -> None:
    chosen = choices(Search(tokens=("currency:EUR",)))
    assert [label for label in chosen if "sum" in label] == ["largest sum in euros"]
    assert chosen["largest sum in euros"] == "?currency=EUR&sort=value"
    assert not [label for label in choices(Search(tokens=("currency:EUR", "currency:USD"))) if "sum" in label]


def test_without_its_currency_a_list_is_by_value_no_more() -> None:
    asked = Search(tokens=("currency:EUR", "phase:exploring"), sort=Sorting.VALUE)
    assert query_of(asked, ("phase:exploring",)) == "?phase=exploring"
    assert query_of(asked, asked.tokens, after="0x") == "?currency=EUR&phase=exploring&sort=value&after=0x"


def test_what_a_list_is_sorted_by_is_kept_and_told() -> None:
    made = finding(Search(sort=Sorting.TITLE), FOUND)
    assert made.kept == (("sort", "title"),)
    assert [choice.label for choice in made.sorting if choice.is_current] == ["title"]
    assert made.next_query == "?sort=title&after=0x"
    assert made.value_told == ""


def test_a_list_by_value_says_so_and_shows_each_sum_with_its_claim() -> None:
    asked = Search(tokens=("currency:USD",), sort=Sorting.VALUE)
    made = finding(asked, replace(FOUND, values={"dealone": ABOUT}))
    assert made.value_told.startswith("Sorted by the largest contracted sum in US dollars")
    first, second = (result.value for result in made.results)
    assert first is not None
    assert second is not None
    assert (first.words, first.address, first.is_disputed) == (
        "Contracted: about 2.5 billion US dollars", "/deals/dealone/claims/csigned/", True,
    )  # fmt: skip
    assert (second.words, second.address) == ("No contracted sum in US dollars", "")


@pytest.mark.usefixtures("public_deals")
def test_the_page_and_the_data_show_the_sums(client: Client) -> None:
    found = replace(FOUND, values={"dealone": ABOUT})
    asked = "?currency=USD&sort=value"
    with (
        patch("timeline.views.finding.search", lambda *_, **__: found),
        patch("timeline.views.finding.known_tokens", frozenset),
    ):
        html = client.get(f"/{asked}").content.decode()
        first, second = client.get(f"/deals.json{asked}").json()["deals"]
    assert '<a href="?currency=USD&amp;sort=value" aria-current="true">largest sum in US dollars</a>' in html
    assert '<input type="hidden" name="sort" value="value">' in html
    assert "sources disagree" in html
    assert first["value"] == {
        "currency": "USD", "number": "2500000000", "mark": "about", "is_disputed": True, "claim": "csigned",
    }  # fmt: skip
    assert "value" not in second
