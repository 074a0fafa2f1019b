"""A long chronology in parts: each entry stands in one of them, and every link to it leads there."""

import re
from unittest.mock import patch

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.timeline.conftest import RECORDS
from tests.timeline.records import many_entries
from timeline.entries import entries, in_chronology
from timeline.parts import NotAPartError, part, part_of

LONG = "/deals/long/"
MOST = 20
WHOLE = many_entries(50)
TOLD = in_chronology(entries(WHOLE))

pytestmark = pytest.mark.usefixtures("public_deals", "_long_deal")


@pytest.fixture
def _long_deal(settings: Settings) -> object:
    settings.CHRONOLOGY_ENTRIES = MOST
    with patch.dict(RECORDS, {"long": WHOLE}):
        yield


def ids(html: str) -> set[str]:
    return set(re.findall(r'<li id="claim-([^"]+)"', html))


def read(client: Client, query: str = "") -> str:
    response = client.get(f"{LONG}{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_each_entry_stands_in_one_part_and_all_of_them_in_order() -> None:
    parts = [part(TOLD, str(number), MOST) for number in (1, 2, 3)]
    assert [entry for one in parts for entry in one.entries] == list(TOLD)
    assert [(one.first_entry, one.last_entry) for one in parts] == [(1, 20), (21, 40), (41, len(TOLD))]
    assert {one.last for one in parts} == {3}


@pytest.mark.parametrize("wanted", ["0", "4", "-1", "one", "٢", "1" * 5000, "ALL"])
def test_what_is_no_part_is_refused_with_what_may_be_written(client: Client, wanted: str) -> None:
    with pytest.raises(NotAPartError, match=r"the parts 1 to 3"):
        part(TOLD, wanted, MOST)
    response = client.get(LONG, {"part": wanted})
    assert response.status_code == 400
    assert "the parts 1 to 3" in response.content.decode()


def test_nothing_is_one_part() -> None:
    nothing = part((), "", MOST)
    assert (nothing.number, nothing.last, nothing.entries) == (1, 1, ())


def test_a_part_holds_its_entries_and_all_parts_hold_all(client: Client) -> None:
    shown = [ids(read(client, f"?part={number}")) for number in (1, 2, 3)]
    cast = set.intersection(*shown)
    assert set().union(*shown) == ids(read(client, "?part=all"))
    assert sum(len(one - cast) for one in shown) == len(TOLD)
    assert ids(read(client)) == shown[0]


def test_every_link_to_a_fact_leads_to_the_part_where_it_stands(client: Client) -> None:
    html = read(client, "?part=2&as_of=2026-01-01")
    links = re.findall(r'href="([^"#]*)#claim-([^"]+)"', html)
    assert {query for query, _ in links if not query.startswith("/")} > {""}
    here = set(re.findall(r'id="claim-([^"]+)"', html))
    for query, claim in links:
        there = here if not query else ids(read(client, query.replace("&amp;", "&"))) if query[0] == "?" else {claim}
        assert claim in there, (query, claim)


def test_a_claim_s_own_address_leads_to_its_part(client: Client) -> None:
    last, first = TOLD[-1].id, TOLD[0].id
    assert client.get(f"{LONG}claims/{last}/")["Location"] == f"{LONG}?part=3#claim-{last}"
    assert client.get(f"{LONG}claims/{first}/")["Location"] == f"{LONG}#claim-{first}"
    someone = next(claim.id for claim in WHOLE.participations())
    assert part_of(WHOLE, someone, MOST) == 1


def steps(client: Client, query: str) -> list[tuple[str, str]]:
    """Where the first list of parts leads, and its words."""
    told = re.search(r'<nav class="in-parts.*?</nav>', read(client, query), re.DOTALL)
    return re.findall(r'<a href="(\?[^"]*)#chronology"[^>]*>([^<]+)<', told[0]) if told else []


def test_the_parts_beside_it_are_offered_and_the_whole(client: Client) -> None:
    whole = ("?part=all", "All on one page")
    assert steps(client, "") == [("?part=2", "Later entries"), ("?part=3", "Newest entries"), whole]
    assert steps(client, "?part=2") == [("?", "Earlier entries"), ("?part=3", "Later entries"), whole]
    assert steps(client, "?part=3") == [("?part=2", "Earlier entries"), whole]
    assert steps(client, "?part=all") == [("?", "In parts")]
    assert steps(client, "?q=came&part=2")[1] == ("?q=came&amp;part=3", "Later entries")


def test_the_chart_and_what_is_counted_are_those_of_the_whole(client: Client) -> None:
    first, second = read(client), read(client, "?part=2")
    assert first.count('class="mark') == second.count('class="mark') > 0
    assert "Entries 1 to 20 of" in first
    assert "Entries 21 to 40 of" in second


def test_a_short_chronology_has_no_parts(client: Client, settings: Settings) -> None:
    settings.CHRONOLOGY_ENTRIES = len(TOLD)
    html = read(client)
    assert 'class="in-parts' not in html
    assert "part=" not in html
    assert client.get(LONG, {"part": "2"}).status_code == 400


def test_a_part_goes_on_in_the_phase_in_which_the_one_before_ended(client: Client, settings: Settings) -> None:
    settings.CHRONOLOGY_ENTRIES = len(TOLD) - 2
    heads = re.findall(r'<h3 class="year([^"]*)"', read(client, "?part=2"))
    assert heads[0].startswith(" spine spine-")
