"""The front page: what a search answers, and what it refuses in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest

from deals.queries.search import FacetCount, Found, Search
from deals.vocabulary.facets import Facet
from tests.timeline.conftest import listed_deals
from timeline.finding import finding
from timeline.searches import query_of

if TYPE_CHECKING:
    from django.test import Client

TURKEY = FacetCount(token="recipient:abc", facet=Facet.RECIPIENT, label="Turkey", number=7)
TALKS = FacetCount(token="phase:exploring", facet=Facet.PHASE, label="exploring", number=9)
FOUND = Found(
    deals=listed_deals(),
    matches={},
    values={},
    number=9,
    is_sampled=False,
    facets=(TURKEY, TALKS),
    next_place="0123456789",
)


def test_a_choice_adds_to_the_address_and_a_chosen_one_takes_itself_away() -> None:
    made = finding(Search(words="s 400", tokens=("phase:exploring",)), FOUND)
    assert [(choice.label, choice.query) for choice in made.chosen] == [("Phase: exploring", "?q=s+400")]
    assert [choice.query for facet in made.facets for choice in facet.choices] == [
        "?q=s+400&phase=exploring&recipient=abc"
    ]
    assert made.next_query == "?q=s+400&phase=exploring&after=0123456789"
    assert made.kept == (("phase", "exploring"),)


def test_a_value_that_all_have_in_common_is_not_offered() -> None:
    made = finding(Search(words="x"), FOUND)
    assert [facet.name for facet in made.facets] == ["Recipient"]
    sampled = finding(Search(words="x"), replace(FOUND, is_sampled=True))
    assert [facet.name for facet in sampled.facets] == ["Recipient", "Phase"]


def test_a_value_that_has_a_page_leads_to_it() -> None:
    system = FacetCount(token="system:q9", facet=Facet.SYSTEM, label="Quillon-9", number=2)
    made = finding(Search(words="x", tokens=("system:q9",)), replace(FOUND, facets=(TURKEY, TALKS, system), number=10))
    assert [choice.page for facet in made.facets for choice in facet.choices] == ["/parties/abc/", ""]
    assert [choice.page for choice in made.chosen] == ["/systems/q9/"]


@pytest.mark.usefixtures("public_deals")
def test_a_link_to_a_page_tells_a_screen_reader_whose(client: Client) -> None:
    narrowed = replace(FOUND, facets=(TURKEY,))
    with patch("timeline.views.finding.search", lambda *_, **__: narrowed):
        html = client.get("/").content.decode()
    assert '<a href="/parties/abc/">its page<span class="unseen">: Turkey</span></a>' in html


def test_numbers_are_told_in_words() -> None:
    assert finding(Search(words="x"), FOUND).number == "9 deals"
    assert finding(Search(words="x"), replace(FOUND, number=1)).number == "1 deal"
    many = replace(FOUND, number=2000, is_sampled=True)
    assert finding(Search(words="x"), many).number == "more than 2,000 deals"


def test_the_whole_list_has_the_plain_address() -> None:
    assert query_of(Search(), ()) == "?"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("q=" + "x" * 201, "Search for at most 200."),
        ("q=the", "“the” is too common to search by"),
        ("q=%E2%80%93", "too common to search by"),
        ("q=-radar", "only what is to be left out"),
        ("recipient=nobody", "No deal has the recipient “nobody”"),
        ("phase=%00", "No deal has the phase"),
        ("after=7", "There is no such place in the list"),
        ("sort=loudest", "“loudest” is not a value of “sort”. It has these: newest, oldest"),
        ("sort=%00", "is not a value of “sort”"),
        ("sort=value", "within one currency"),
        ("sort=title&after=00900000dealonexxx", "There is no such place in the list"),
        ("sort=oldest&after=0title%20dealonexxx", "There is no such place in the list"),
        ("&".join(f"year={year}" for year in range(1990, 2020)), "at most 20 values at once"),
    ],
)
@pytest.mark.parametrize("address", ["/", "/deals.json"])
def test_what_is_no_search_is_refused_in_words(client: Client, address: str, query: str, says: str) -> None:
    answer = client.get(f"{address}?{query}")
    assert answer.status_code == 400
    assert says in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "status"),
    [("q=", 200), ("q=+++", 200), ("q=%2B%2B%2B", 400), ("q=s400%00", 200), ("q='\"(%26|!:*", 400), ("q=%22", 400),
     ("recipient=", 200), ("unknown=1", 200), ("sort=", 200), ("sort=oldest", 200),
     ("sort=title&after=0radars%20dealonexxx", 200),
     ("sort=furthest&after=019999999dealonexxx", 200)],
)  # fmt: skip
def test_what_says_nothing_or_little_is_answered(client: Client, query: str, status: int) -> None:
    assert client.get(f"/?{query}").status_code == status
