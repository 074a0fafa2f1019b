"""The page of a party or a weapon system: what it counts, where each number leads, what is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.utils.translation import override

from deals.queries.subjects import MentioningDeals
from deals.vocabulary.parties import Role
from deals.vocabulary.stages import Phase
from deals.vocabulary.subjects import Subject
from tests.timeline.conftest import PLACE, largest_figures, mentioning_deals, names_of, subject, tallies
from timeline.subjects import Asked, Read, SubjectPage, asked_values, subject_page

if TYPE_CHECKING:
    from django.test import Client

BUYER, SELLER = "/parties/partybuyer/", "/parties/partyseller/"


def read(own_id: str, asked: Asked, kind: Subject = Subject.PARTY) -> Read:
    head = subject(kind, own_id)
    told = tallies(head)
    found = mentioning_deals(head, role=asked.role or "", phase=asked.phase or "", after="", most=20)
    return Read(
        head=head, tallies=told, names=names_of(asked_values(told)), figures=largest_figures(head), found=found
    )  # fmt: skip


def made(own_id: str, asked: Asked, kind: Subject = Subject.PARTY) -> SubjectPage:
    return subject_page(read(own_id, asked, kind), asked)


def test_a_partys_roles_lead_to_their_deals_phase_by_phase() -> None:
    page = made("partybuyer", Asked())
    (role,) = [row for row in page.roles if row.role.label == "Recipient"]
    assert (role.role.number, role.role.address) == ("2", "?role=recipient")
    assert [(phase.label, phase.address) for phase in role.phases] == [("completed", "?role=recipient&phase=completed")]
    assert (page.name, page.kind) == ("Meridor", "State or territory")


def test_the_other_side_and_the_systems_lead_to_their_pages_and_to_the_deals_in_common() -> None:
    suppliers, systems = made("partybuyer", Asked()).rankings
    assert (suppliers.heading, suppliers.counts[0].label, suppliers.counts[0].number) == (
        "Its suppliers", "Kestovia", "2 deals",
    )  # fmt: skip
    assert suppliers.counts[0].page == SELLER
    assert suppliers.counts[0].address == "/?recipient=partybuyer&supplier=partyseller"
    assert systems.counts[0].page == "/systems/q9/"
    assert systems.counts[0].address == "/?recipient=partybuyer&system=q9"


def test_a_system_has_its_two_sides() -> None:
    page = made("q9", Asked(), Subject.SYSTEM)
    assert [ranking.heading for ranking in page.rankings] == ["Recipients", "Suppliers"]
    assert page.rankings[0].counts[0].address == "/?system=q9&recipient=partybuyer"
    assert [row.role.label for row in page.roles] == ["All deals"]


def test_what_is_chosen_is_told_and_takes_itself_away() -> None:
    page = made("partybuyer", Asked(role=Role.RECIPIENT, phase=Phase.COMPLETED))
    assert [(choice.label, choice.address) for choice in page.chosen] == [
        ("Recipient", "?phase=completed"), ("Completed", "?role=recipient"),
    ]  # fmt: skip
    assert page.next_query == f"?role=recipient&phase=completed&after={PLACE}"


def test_a_subject_leads_to_the_search_among_its_deals() -> None:
    assert made("partybuyer", Asked()).search == "/?party=partybuyer"
    assert made("q9", Asked(), Subject.SYSTEM).search == "/?system=q9"
    named_only = replace(read("partybuyer", Asked()), tallies=())
    assert subject_page(named_only, Asked()).search == ""


def test_each_role_in_a_deal_leads_to_the_claim_that_proves_it() -> None:
    (deal, *_) = made("partyseller", Asked()).deals
    assert "Supplier" in {proven.words for proven in deal.roles}
    assert all(proven.first.startswith("/deals/dealone/claims/") for proven in deal.roles)


def test_a_number_is_told_in_words_of_the_language() -> None:
    with override("fr"):
        assert made("partybuyer", Asked()).rankings[0].counts[0].number == "2 marchés"


def test_an_empty_page_has_no_strip() -> None:
    asked = Asked(role=Role.BROKER)
    page = subject_page(replace(read("partybuyer", asked), found=MentioningDeals(deals=(), next_place="")), asked)
    assert (page.deals, page.next_query) == ((), "")


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("role=owner", "“owner” is not a value of “role”"),
        ("phase=soon", "It has these: exploring"),
        ("after=7", "There is no such place in the list"),
    ],
)
@pytest.mark.parametrize("address", [BUYER, f"{BUYER}party.json", "/systems/q9/", "/systems/q9/system.json"])
def test_what_is_no_filter_is_refused_in_words(client: Client, address: str, query: str, says: str) -> None:
    answer = client.get(f"{address}?{query}")
    told = json.loads(answer.content)["error"] if "json" in address else answer.content.decode()
    assert answer.status_code == 400
    assert says in told


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", ["/parties/q9/", "/systems/partybuyer/", "/parties/nobody/party.json"])
def test_what_no_public_deal_names_is_not_found(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "No public deal names anything at this address." in answer.content.decode()


@pytest.mark.usefixtures("public_deals")
def test_a_party_s_page_leads_to_the_lists_of_its_deals_and_a_system_s_does_not(client: Client) -> None:
    html = client.get(BUYER).content.decode()
    for address in ("/due/", "/conflicts/", "/one-sided/", "/changes/"):
        assert f'<a href="{address}?party=partybuyer">' in html
    assert "?party=" not in client.get("/systems/q9/").content.decode()


@pytest.mark.usefixtures("public_deals")
def test_the_same_stands_in_the_json(client: Client) -> None:
    told = json.loads(client.get(f"{BUYER}party.json?role=recipient").content)
    assert told["party"]["name"] == "Meridor"
    assert {"by": "with", "role": "recipient", "value": "partyseller", "number": 2} in told["counts"]
    assert [(row["unit"], row["step"], row["number"]) for row in told["largest_figures"]] == [
        ("EUR", "contracted", "2500000000.00"), ("EUR", "contracted", "2000000000.00"),
    ]  # fmt: skip
    assert told["deals"][0]["address"] == "/deals/dealone/"
    assert told["deals"][0]["proofs"]["recipient"]
    assert told["next"] == f"{BUYER}party.json?role=recipient&after={PLACE}"


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", [BUYER, f"{BUYER}party.json", f"/fr{BUYER}", f"{BUYER}?role=recipient"])
def test_an_unchanged_page_is_not_sent_again(client: Client, address: str) -> None:
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(SELLER)["ETag"] != etag


@pytest.mark.usefixtures("public_deals")
def test_a_deals_page_leads_to_its_parties_and_systems(client: Client) -> None:
    html = client.get("/deals/dealone/").content.decode()
    assert all(f'href="{address}"' in html for address in (BUYER, SELLER, "/systems/q9/"))
