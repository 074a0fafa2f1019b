"""The page of a source or an outlet: what it is, what rests on it, and where each claim leads."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from deals.queries.resting import CLAIMS_SHOWN
from deals.vocabulary.subjects import Subject, outlet_id
from tests.timeline.conftest import PLACE, claims_in_words, mentioning_deals, subject
from timeline.sources import SourcePage, source_page

if TYPE_CHECKING:
    from django.test import Client

OUTLET = outlet_id("Harbour Gazette")


def made(kind: Subject, own_id: str) -> SourcePage:
    head = subject(kind, own_id)
    found = mentioning_deals(head, role="", phase="", after="", most=20)
    return source_page(head, found, claims_in_words(found.deals))


def test_a_source_says_what_it_is_and_names_its_outlet() -> None:
    page = made(Subject.SOURCE, "gazette")
    assert (page.title, page.kind, page.outlet) == ("Report gazette on the batteries", "Article", "Harbour Gazette")
    assert page.outlet_address == f"/outlets/{OUTLET}/"
    assert (page.published, page.url) == ("9 October 2017", "https://gazette.example/gazette")


def test_each_claim_is_told_in_its_words_and_leads_to_its_place() -> None:
    deal = made(Subject.SOURCE, "gazette").deals[0]
    claims = [claim for group in deal.groups for claim in group.claims]
    payment = next(claim for claim in claims if claim.address == "/deals/dealone/claims/cpayment/")
    assert payment.text == "Meridor made the first payment; the sum was not published."
    assert deal.groups[0].words == ""


def test_an_outlet_holds_what_rests_on_all_its_sources() -> None:
    page = made(Subject.OUTLET, OUTLET)
    assert (page.title, page.kind, page.url) == ("Harbour Gazette", "Outlet", "")
    assert len(page.deals[0].groups[0].claims) > len(made(Subject.SOURCE, "gazette").deals[0].groups[0].claims)
    assert page.next_query == f"?after={PLACE}"


def test_of_very_many_claims_the_others_are_counted() -> None:
    head = subject(Subject.SOURCE, "gazette")
    found = mentioning_deals(head, role="", phase="", after="", most=20)
    many = replace(found.deals[0], proofs={"disputes": tuple(f"c{number}" for number in range(CLAIMS_SHOWN + 12))})
    (group,) = source_page(head, replace(found, deals=(many,)), {}).deals[0].groups
    assert (group.words, len(group.claims), group.others) == ("Disputed:", CLAIMS_SHOWN, "and 12 more")


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", ["/sources/nobody/", "/outlets/gazette/", "/sources/nobody/source.json"])
def test_what_no_public_deal_cites_is_not_found(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "No public deal names anything at this address." in answer.content.decode()


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", ["/sources/gazette/", "/sources/gazette/source.json", f"/outlets/{OUTLET}/"])
def test_an_odd_place_is_refused_and_an_unchanged_page_is_not_sent_again(client: Client, address: str) -> None:
    assert client.get(f"{address}?after=7").status_code == 400
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.usefixtures("public_deals")
def test_the_same_stands_in_the_json(client: Client) -> None:
    told = json.loads(client.get("/sources/gazette/source.json").content)
    assert told["source"]["url"] == "https://gazette.example/gazette"
    assert "cpayment" in told["deals"][0]["claims"]["supports"]
    assert told["next"] == f"/sources/gazette/source.json?after={PLACE}"


@pytest.mark.usefixtures("public_deals")
def test_a_proof_leads_to_its_source_and_outlet(client: Client) -> None:
    html = client.get("/deals/dealone/").content.decode()
    assert 'href="/sources/gazette/"' in html
    assert f'href="/outlets/{OUTLET}/"' in html
