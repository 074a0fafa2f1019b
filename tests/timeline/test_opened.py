"""A group of the overview from near: its years over its deals on one axis, the ways on, what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.utils.translation import override

from deals.queries.overview import Group, OpenedGroup
from deals.queries.search import FacetCount
from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import Sorting
from deals.vocabulary.stages import Phase
from tests.timeline.conftest import PLACE, opened_group
from timeline.groups import YEARS_DRAWN, AskedGroup
from timeline.opened import OpenedPage, opened_page

if TYPE_CHECKING:
    from django.test import Client

ADDRESS, DATA = "/overview/?by=recipient&open=partybuyer", "/overview.json?by=recipient&open=partybuyer"
ASKED = AskedGroup(by=Facet.RECIPIENT, value="partybuyer")


def made(asked: AskedGroup = ASKED) -> OpenedPage:
    return opened_page(asked, opened_group(asked.by, asked.value, sort=asked.sort, after=asked.after, most=20))


def test_a_groups_years_stand_over_its_deals_on_one_axis() -> None:
    page = made()
    assert (page.name, page.page, page.above, page.above_query) == (
        "Meridor", "/parties/partybuyer/", "By recipient", "?by=recipient",
    )  # fmt: skip
    assert (page.whole.name, page.whole.number, page.whole.address) == (
        "All its deals", "2 deals", "/?recipient=partybuyer",
    )  # fmt: skip
    assert [deal.line.row.id for deal in page.deals] == ["dealone", "practice"]
    for drawing in (page.wide, page.narrow):
        assert drawing.count(">2017<") == 1
        places = [drawing.index(words) for words in ("All its deals", "Practice, invented –")]
        assert places == sorted(places)
        assert all(f'href="{step.address}"' in drawing for step in page.deals[0].steps if "2016" in step.words)


def test_each_order_is_an_address_and_begins_at_the_top() -> None:
    page = made(replace(ASKED, sort=Sorting.TITLE, after="x"))
    assert [(choice.label, choice.query) for choice in page.sorting if choice.is_current] == [
        ("title", "?by=recipient&open=partybuyer&sort=title")
    ]
    assert page.sorting[0].query == "?by=recipient&open=partybuyer"
    assert len(page.sorting) == len(Sorting) - 1
    assert page.next_query == f"?by=recipient&open=partybuyer&sort=title&after={PLACE}"


def test_a_group_of_many_years_draws_the_latest_and_says_so() -> None:
    years = {year: {Phase.EXPLORING: 1} for year in range(1940, 2020)}
    value = FacetCount(token="phase:exploring", facet=Facet.PHASE, label="exploring", number=1)
    found = OpenedGroup(group=Group(value=value, years=years), deals=(), next_place="")
    with override("fr"):
        page = opened_page(AskedGroup(by=Facet.PHASE, value="exploring"), found)
    assert (page.name, page.page, page.next_query) == ("Exploration", "", "")
    assert page.wide.count("<title>") == YEARS_DRAWN
    assert str(2020 - YEARS_DRAWN) in page.before


@pytest.mark.usefixtures("public_deals")
def test_the_page_leads_up_down_and_on(client: Client) -> None:
    html = client.get(ADDRESS).content.decode()
    assert '<a href="?by=recipient">By recipient</a>' in html
    assert '<a href="/deals/dealone/">' in html
    assert '<a href="/?recipient=partybuyer">2 deals</a>' in html
    assert f'rel="next" href="?by=recipient&amp;open=partybuyer&amp;after={PLACE}"' in html
    assert 'href="/overview.json?by=recipient&amp;open=partybuyer"' in html
    assert html.count("practice, invented") == 1
    assert html.count("<script") <= 1  # what waits for a reader to reach for the chart


@pytest.mark.usefixtures("public_deals")
def test_the_same_stands_in_the_json(client: Client) -> None:
    told = json.loads(client.get(f"{DATA}&sort=title").content)
    assert (told["by"], told["group"]["number"], told["group"]["years"]["2016"]) == ("recipient", 2, {"exploring": 2})
    assert [deal["address"] for deal in told["deals"]] == ["/deals/dealone/", "/deals/practice/"]
    assert told["deals"][0]["course"][0].keys() == {"stage", "since", "claim"}
    assert told["next"] == f"{DATA}&sort=title&after={PLACE}"


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize(
    ("query", "says"),
    [("open=nobody", "No deal has the recipient “nobody”. Choose one from the list."),
     ("open=%00", "No deal has the recipient “�”"),
     ("by=region&open=atlantis", "No deal has the recipient’s region “atlantis”"),
     ("by=value&open=partybuyer", "“value” is not a value of “by”"),
     ("open=partybuyer&sort=value", "“value” is not a value of “sort”. It has these: newest, oldest"),
     ("open=partybuyer&sort=number", "“number” is not a value of “sort”"),
     ("open=partybuyer&after=2.partybuyer", "There is no such place in the list"),
     (f"open=partybuyer&sort=title&after={PLACE}", "There is no such place in the list")],
)  # fmt: skip
@pytest.mark.parametrize("address", ["/overview/", "/overview.json"])
def test_what_is_no_group_order_or_place_is_refused_in_words(
    client: Client, address: str, query: str, says: str
) -> None:
    answer = client.get(f"{address}?{query}")
    told = json.loads(answer.content)["error"] if address.endswith(".json") else answer.content.decode()
    assert answer.status_code == 400
    assert says in told


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", [ADDRESS, DATA, f"/fr{ADDRESS}"])
def test_an_unchanged_page_is_not_sent_again(client: Client, address: str) -> None:
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(f"{address}&sort=title")["ETag"] != etag
