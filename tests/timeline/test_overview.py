"""The overview's page: where each number leads, what is told in words, what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.test import override_settings
from django.utils.translation import override

from deals.queries.overview import Group, GroupPlace, Overview
from deals.queries.search import FacetCount
from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import GroupSorting
from deals.vocabulary.stages import Phase
from tests.timeline.conftest import meridor, overview
from timeline.groups import YEARS_DRAWN, AskedGroups
from timeline.overview import OverviewPage, overview_page
from timeline.views.overview import GROUPS_LISTED

if TYPE_CHECKING:
    from django.test import Client

ADDRESS, DATA = "/overview/", "/overview.json"
MOST_SENT = 150_000
"""Bytes of a page, and of a figure."""


RECIPIENTS = AskedGroups(by=Facet.RECIPIENT)


def made(asked: AskedGroups = RECIPIENTS) -> OverviewPage:
    return overview_page(asked, overview(asked.by, after=asked.after, most=20))


def test_a_group_leads_to_its_deals_to_its_page_and_year_by_year_to_the_deals_of_then() -> None:
    _whole, row = made().rows
    assert (row.name, row.number, row.address) == ("Meridor", "2 deals", "/?recipient=partybuyer")
    assert (row.page, row.opened) == ("/parties/partybuyer/", "/overview/?by=recipient&open=partybuyer")
    assert [(year.words, year.address) for year in row.years] == [
        ("2016: exploring 2", "/?recipient=partybuyer&under_way=2016"),
        ("2017: exploring 2 and contracted 1", "/?recipient=partybuyer&under_way=2017"),
    ]
    assert row.most == "Fullest year 2017: exploring 2 and contracted 1"
    assert all(year.words in drawing for year in row.years for drawing in (made().wide, made().narrow))


def test_all_deals_come_first_and_only_on_the_first_page() -> None:
    whole, _meridor = made().rows
    assert (whole.name, whole.address, whole.years[0].address) == ("All deals", "/", "/?under_way=2016")
    page = made(replace(RECIPIENTS, after=GroupPlace(number=2, value="partybuyer")))
    assert [row.name for row in page.rows] == ["Meridor"]
    assert "All deals" not in page.wide


def test_words_of_the_vocabulary_are_in_the_readers_language_and_have_no_page() -> None:
    value = FacetCount(token="category:missiles", facet=Facet.CATEGORY, label="missiles", number=1)
    found = Overview(number=1, years={}, groups=(Group(value=value, years={}),), next_place=None)
    with override("fr"):
        page = overview_page(AskedGroups(by=Facet.CATEGORY), found)
    _whole, row = page.rows
    assert (row.name, row.number, row.page, row.most) == ("Missiles", "1 marché", "", "")
    assert (page.wide, page.narrow) == ("", "")


def test_of_many_years_the_latest_are_drawn_and_the_page_says_so() -> None:
    years = {year: {Phase.EXPLORING: 1} for year in range(1940, 2020)}
    found = Overview(number=1, years=years, groups=(), next_place=None)
    page = overview_page(AskedGroups(by=Facet.REGION), found)
    assert page.before == f"Years before {2020 - YEARS_DRAWN} are told in words only."
    assert (len(page.rows[0].years), page.wide.count("<title>")) == (80, YEARS_DRAWN)
    assert made().before == ""


def test_groups_are_sorted_by_number_or_by_name_and_each_order_is_an_address() -> None:
    by_number, by_name = made(), made(replace(RECIPIENTS, sort=GroupSorting.NAME))
    assert [(choice.label, choice.query, choice.is_current) for choice in by_name.sorting] == [
        ("number of deals", "?by=recipient", False), ("name", "?by=recipient&sort=name", True),
    ]  # fmt: skip
    assert (by_number.further, by_name.further) == ("Smaller groups", "Further groups")
    assert by_name.next_query == "?by=recipient&sort=name&after=2.partybuyer"
    assert by_name.groupings[1].query == "?by=supplier&sort=name"
    phases, sizes = (made(AskedGroups(by=by)).sorting[1].label for by in (Facet.PHASE, Facet.SIZE))
    assert (phases, sizes) == ("order of phases", "currency and amount")


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize(
    ("query", "says"),
    [("by=value", "“value” is not a value of “by”. It has these: recipient, supplier, region, category, phase, size."),
     ("by=year", "It has these: recipient"),
     ("sort=value", "“value” is not a value of “sort”. It has these: number, name."),
     ("after=7", "There is no such place in the list"), ("after=1.%00", "There is no such place in the list"),
     (f"after={'9' * 10}.x", "There is no such place in the list")],
)  # fmt: skip
@pytest.mark.parametrize("address", [ADDRESS, DATA])
def test_what_is_no_grouping_or_place_is_refused_in_words(client: Client, address: str, query: str, says: str) -> None:
    answer = client.get(f"{address}?{query}")
    told = json.loads(answer.content)["error"] if address == DATA else answer.content.decode()
    assert answer.status_code == 400
    assert says in told


@pytest.mark.usefixtures("public_deals")
def test_the_page_tells_in_words_what_it_draws_and_leads_on(client: Client) -> None:
    html = client.get(ADDRESS).content.decode()
    drawn_and_told = 2 * 2 + 2 * 2  # all deals and the group: twice drawn, in the list and as its fullest year
    assert html.count("2017: exploring 2 and contracted 1") == drawn_and_told
    assert '<a href="?by=recipient" aria-current="page">Recipient</a>' in html
    assert '<a href="/overview/?by=recipient&amp;open=partybuyer">Meridor</a>' in html
    assert 'rel="next" href="?by=recipient&amp;after=2.partybuyer"' in html
    assert '<a href="/overview/">Overview</a>' in client.get("/").content.decode()


@pytest.mark.usefixtures("public_deals")
def test_the_chart_can_be_reached_for_and_the_list_has_its_links(client: Client) -> None:
    with override_settings(CHART_SCRIPT="timeline/reach.js"):
        html = client.get(f"{ADDRESS}?by=recipient").content.decode()
    assert 'data-figure="/overview/figure.json?by=recipient&amp;format=narrow"' in html
    assert html.count('<figure class="chart') == html.count('tabindex="0" role="group"') == 2
    assert html.count("<script") == 1
    assert '<ol class="courses" id="in-words" tabindex="-1">' in html
    figure = client.get(f"{DATA.replace('.json', '/figure.json')}?by=recipient&format=narrow").json()
    assert figure["layout"]["meta"]["columns"][0]["address"] == "/?under_way=2016"


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("query", ["format=tall", "by=value", "open=nobody", "after=7"])
def test_what_is_no_figure_is_refused_in_words(client: Client, query: str) -> None:
    answer = client.get(f"/overview/figure.json?{query}")
    assert (answer.status_code, list(answer.json())) == (400, ["error"])


def test_a_full_page_is_small(client: Client) -> None:
    years = {year: dict.fromkeys(Phase, year) for year in range(2000, 2000 + YEARS_DRAWN)}
    groups = tuple(
        replace(meridor(), value=replace(meridor().value, token=f"recipient:party{n:05}"), years=years)
        for n in range(GROUPS_LISTED)
    )
    found = Overview(number=9, years=years, groups=groups, next_place=None)
    with patch.multiple("timeline.views.overview", overview=lambda *_, **__: found, public_state=lambda: "full"):
        page = client.get(ADDRESS, headers={"accept-encoding": "gzip"})
        figure = client.get("/overview/figure.json", headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == figure["Content-Encoding"] == "gzip"
    assert len(page.content) < MOST_SENT
    assert len(figure.content) < MOST_SENT


@pytest.mark.usefixtures("public_deals")
def test_the_same_stands_in_the_json(client: Client) -> None:
    told = json.loads(client.get(f"{DATA}?by=recipient").content)
    assert (told["by"], told["number"], told["years"]["2016"]) == ("recipient", 2, {"exploring": 2})
    assert told["groups"] == [
        {"label": "Meridor", "token": "recipient:partybuyer", "address": "/?recipient=partybuyer",
         "opened": f"{DATA}?by=recipient&open=partybuyer", "number": 2,
         "years": {"2016": {"exploring": 2}, "2017": {"exploring": 2, "contracted": 1}}}
    ]  # fmt: skip
    assert told["next"] == f"{DATA}?by=recipient&after=2.partybuyer"


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", [ADDRESS, DATA, f"/fr{ADDRESS}", f"{ADDRESS}?by=phase"])
def test_an_unchanged_page_is_not_sent_again(client: Client, address: str) -> None:
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(f"{ADDRESS}?by=supplier")["ETag"] != etag
