"""What changed over a period, for readers: each release with its changes, the days that are asked for."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.utils.translation import override

from deals.queries.lines import LineRows
from deals.record.changed import CLAIMS_MOST
from tests.timeline.conftest import LINE_PLACE, RECORDS, TODAY, WHY, changes
from timeline.changed import DAYS, Asked, ChangedPage, changed_page

if TYPE_CHECKING:
    from django.test import Client

ADDRESS, DATA = "/changes/", "/changes.json"
MONTH = Asked(since=TODAY - timedelta(days=DAYS), until=TODAY, is_default=True)


def made(asked: Asked = MONTH) -> ChangedPage:
    return changed_page(asked, changes(asked.since, asked.until, after=asked.after, most=9))


def test_a_line_tells_a_release_by_what_it_says_otherwise() -> None:
    later, first = made().lines
    assert (later.number, later.is_first, later.in_short, later.why) == (2, False, "1 claim: new; where it stands", WHY)
    assert later.address == "/deals/dealone/releases/2/changes/"
    (claim,) = later.claims
    assert (claim.sort, claim.address) == ("New", "/deals/dealone/releases/2/#claim-cjoint")
    assert (first.is_first, first.number, first.published) == (True, 1, "20 December 2020, 09:00 UTC")
    assert first.others == f"and {len(RECORDS['practice'].claims) - CLAIMS_MOST} more"


def test_a_stage_is_told_before_and_after() -> None:
    later, first = made().lines
    assert [moved.before for moved in first.stages] == ["No stage reported"] * 2
    assert {moved.track for moved in first.stages} == {"", "Joint production"}
    assert all(moved.before != moved.after for moved in later.stages)


def test_it_is_told_in_french() -> None:
    with override("fr"):
        later, first = made().lines
    assert (later.in_short, first.published) == (
        "1 affirmation\N{NO-BREAK SPACE}: nouvelle\N{NARROW NO-BREAK SPACE}; où en est le marché",
        "20 décembre 2020 à 09:00 UTC",
    )  # fmt: skip


def test_an_empty_list_says_so_in_a_sentence() -> None:
    nothing = LineRows(lines=(), next_place="")
    assert changed_page(MONTH, nothing).none == "Nothing was published in this time."
    further = Asked(since=TODAY, until=TODAY, is_default=False, after=LINE_PLACE)
    assert changed_page(further, nothing).none == "Nothing stands after this place."


def test_days_that_were_asked_for_stay_in_the_address() -> None:
    assert made().next_query == f"?after={LINE_PLACE}"
    asked = Asked(since=date(2020, 1, 1), until=TODAY, is_default=False)
    assert made(asked).next_query == f"?since=2020-01-01&until=2020-12-20&after={LINE_PLACE}"
    assert made(asked).heading == "1 January 2020 to 20 December 2020"


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize(
    ("query", "since", "until"),
    [("", "2020-11-20", "2020-12-20"), ("since=2020-01-01", "2020-01-01", "2020-12-20"),
     ("until=2020-01-31", "2020-01-01", "2020-01-31"), ("since=2020-02-02&until=2020-02-02", *["2020-02-02"] * 2),
     ("until=0001-01-03", "0001-01-01", "0001-01-03"), ("since=&until=", "2020-11-20", "2020-12-20")],
)  # fmt: skip
def test_by_default_it_is_the_last_thirty_days(client: Client, query: str, since: str, until: str) -> None:
    told = json.loads(client.get(f"{DATA}?{query}").content)
    assert (told["since"], told["until"]) == (since, until)


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize(
    ("query", "says"),
    [("since=soon", "“soon” is not a day. Write year, month and day, such as 2017-10-31."),
     ("until=2020-02-30", "“2020-02-30” is not a day"), ("until=9999-12-31", "“9999-12-31” is not a day"),
     ("since=2020-12-21", "A period ends after it begins"),
     ("since=2020-01-02&until=2020-01-01", "A period ends after it begins"), ("after=7", "no such place in the list")],
)  # fmt: skip
@pytest.mark.parametrize("address", [ADDRESS, DATA])
def test_what_is_no_period_is_refused_in_words(client: Client, address: str, query: str, says: str) -> None:
    answer = client.get(f"{address}?{query}")
    told = json.loads(answer.content)["error"] if address == DATA else answer.content.decode()
    assert answer.status_code == 400
    assert says in told


@pytest.mark.usefixtures("public_deals")
def test_the_page_leads_on_and_the_json_says_the_same(client: Client) -> None:
    html, told = client.get(ADDRESS).content.decode(), json.loads(client.get(DATA).content)
    assert f'rel="next" href="?after={LINE_PLACE}"' in html
    assert told["next"] == f"{DATA}?after={LINE_PLACE}"
    assert [line["changes"] for line in told["lines"]] == [
        "/deals/dealone/releases/2/changes.json", "/deals/practice/releases/1/changes.json",
    ]  # fmt: skip
    assert told["lines"][0]["counts"] == {"new": 1}
    assert 'name="since" value="2020-11-20"' in html
    assert f'href="{ADDRESS}"' in client.get("/").content.decode()


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", [ADDRESS, DATA, f"/fr{ADDRESS}"])
def test_an_unchanged_page_is_not_sent_again_on_the_same_day(client: Client, address: str) -> None:
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(f"{address}?until=2020-12-01")["ETag"] != etag
    with patch("timeline.views.changed.today", lambda: TODAY + timedelta(days=1)):
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.usefixtures("public_deals")
def test_another_period_keeps_the_party(client: Client) -> None:
    html = client.get(f"{ADDRESS}?party=partybuyer").content.decode()
    assert '<input type="hidden" name="party" value="partybuyer">' in html
    assert 'name="party"' not in client.get(ADDRESS).content.decode()
