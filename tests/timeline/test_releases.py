"""What stands beside a release, and what every site answers: its reason, its dates' ends, its robots, its icon."""

import json
from dataclasses import replace
from datetime import date
from unittest.mock import patch
from urllib.robotparser import RobotFileParser

import pytest
from django.test import Client

from deals.vocabulary.dates import PartialDate
from deals.vocabulary.kinds import Kind
from tests.timeline.conftest import RECORDS, WHY
from tests.timeline.records import BUYER, SELLER, citation, claim, origin, participation, record, stage
from tests.timeline.test_views import DEAL, read

pytestmark = pytest.mark.usefixtures("public_deals")

CAST = (participation(BUYER, "recipient"), participation(SELLER, "supplier"))


@pytest.mark.parametrize("text", ["9999-12-31", "0001-01-01"])
def test_a_day_at_the_calendar_s_end_breaks_no_answer(client: Client, text: str) -> None:
    day = date.fromisoformat(text)
    far = replace(claim(Kind.EVENT), happened=PartialDate(text, day, day))
    whole = replace(RECORDS["dealone"], claims=(*RECORDS["dealone"].claims, far))
    with patch.dict(RECORDS, dealone=whole):
        found = [client.get(f"{DEAL}{end}") for end in ("", "figure.json", "figure.json?format=narrow", "releases/2/")]
    assert [response.status_code for response in found] == [200] * len(found)


@pytest.mark.parametrize("address", [DEAL, f"{DEAL}releases/2/", f"{DEAL}?as_of=2017-10-31"])
def test_why_it_was_published_stands_at_the_foot(client: Client, address: str) -> None:
    assert f"Why it was published: {WHY}" in read(client, address).words.split("What is not known")[1]


def test_a_certain_release_says_at_its_head_why_it_was_published(client: Client) -> None:
    assert f"Why it was published: {WHY}" in read(client, f"{DEAL}releases/2/").words.split("How it came about")[0]


def test_the_record_as_json_says_why_and_when_it_was_published(client: Client) -> None:
    found = json.loads(client.get(f"{DEAL}record.json").content)
    assert (found["why"], found["published_at"]) == (WHY, "2020-12-20T09:00:00+00:00")


def test_the_list_s_old_address_leads_to_it(client: Client) -> None:
    response = client.get("/deals/")
    assert (response.status_code, response["Location"]) == (301, "/")


def test_robots_may_read_all_but_the_desk(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"].startswith("text/plain")
    rules = RobotFileParser()
    rules.parse(response.content.decode().splitlines())
    assert rules.can_fetch("any", DEAL)
    assert not rules.can_fetch("any", "/desk/deals/")


def test_the_icon_answers_at_the_address_that_browsers_guess(client: Client) -> None:
    response = client.get("/favicon.ico")
    assert response["Content-Type"] == "image/svg+xml"
    assert response.content.startswith(b"<svg")


def test_a_fact_told_before_its_speaker_s_role_was_says_whose_side_it_is(client: Client) -> None:
    late = tuple(replace(c, citations=(citation("notice"),)) for c in CAST)
    whole = record(*late, stage("talks", "2016-11", citations=(citation("courier", origin(SELLER)),)))
    with patch.dict(RECORDS, dealone=whole):
        words = read(client, f"{DEAL}?as_of=2016-12-01").words
    assert "Talks since November 2016, said by Kestovia alone" in words
    assert "the supplier alone (Kestovia)" in words
    assert "Who takes part" not in words
