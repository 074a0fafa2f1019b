"""What the address of a merged or withdrawn deal answers, over a real register: never that there is no such deal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from deals.actions.moving import merge_deal, withdraw_deal
from deals.actions.publishing import publish
from deals.models import Deal, Member, MemberRole
from deals.vocabulary.relations import Relation
from tests import factories

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> Member:
    return factories.a_member(MemberRole.PUBLISHER)


@pytest.fixture
def deal(publisher: Member) -> Deal:
    return a_public_deal("Radars for Lowland", publisher)


def a_public_deal(title: str, publisher: Member, **columns: object) -> Deal:
    deal = factories.a_deal(title)
    factories.an_approved_claim(deal, publisher=publisher, **columns)
    publish(deal=deal, by=publisher, why="First.")
    return deal


def publish_again(deal: Deal, publisher: Member) -> None:
    publish(deal=Deal.objects.get(pk=deal.pk), by=publisher, why="It ends.")


def test_a_withdrawn_deal_says_so_and_its_releases_stay(client: Client, deal: Deal, publisher: Member) -> None:
    withdraw_deal(deal=deal, by=publisher, why="It never was.")
    assert client.get(f"/deals/{deal.public_id}/").status_code == 200  # a draft until it is published
    publish_again(deal, publisher)
    gone = client.get(f"/deals/{deal.public_id}/")
    assert gone.status_code == 410
    assert "It never was." in gone.content.decode()
    data = client.get(f"/deals/{deal.public_id}/record.json")
    assert data.status_code == 410
    assert "It never was." in json.loads(data.content)["error"]
    kept = client.get(f"/deals/{deal.public_id}/releases/2/")
    assert "Withdrawn from the register" in kept.content.decode()
    assert client.get(f"/deals/{deal.public_id}/releases/1/").status_code == 200
    assert deal.title not in client.get("/").content.decode()


def test_a_merged_deal_leads_to_the_other_one_which_names_it(client: Client, deal: Deal, publisher: Member) -> None:
    into = a_public_deal("The same radars", publisher)
    merge_deal(deal=deal, into=into, by=publisher, why="One sale.")
    publish_again(into, publisher)
    publish_again(deal, publisher)
    for name in ("", "record.json", "figure.json"):
        answer = client.get(f"/deals/{deal.public_id}/{name}?as_of=2031-01-01")
        assert (answer.status_code, answer["Location"]) == (301, f"/deals/{into.public_id}/{name}?as_of=2031-01-01")
    page = client.get(f"/deals/{into.public_id}/").content.decode()
    assert "Merged into this deal" in page
    last = client.get(f"/deals/{deal.public_id}/releases/2/").content.decode()
    assert "Merged into The same radars" in last
    assert "now there" in last


def test_related_deals_are_named_from_both_sides(client: Client, deal: Deal, publisher: Member) -> None:
    part = a_public_deal("The second lot", publisher, relation=Relation.PART_OF, related_deal=deal)
    assert "Part of: <a" in client.get(f"/deals/{part.public_id}/").content.decode()
    seen = client.get(f"/deals/{deal.public_id}/")
    assert "Has as a part: <a" in seen.content.decode()
    withdraw_deal(deal=part, by=publisher, why="A slip.")
    publish_again(part, publisher)
    again = client.get(f"/deals/{deal.public_id}/")
    assert "Has as a part" not in again.content.decode()
    assert again["ETag"] != seen["ETag"]


@pytest.mark.parametrize("name", ["compare/", "compare.json"])
def test_deals_compared_with_a_merged_one_are_compared_with_the_one_that_goes_on(
    client: Client, deal: Deal, publisher: Member, name: str
) -> None:
    into, other = a_public_deal("The same radars", publisher), a_public_deal("Other radars", publisher)
    merge_deal(deal=deal, into=into, by=publisher, why="One deal.")
    publish_again(into, publisher)
    publish_again(deal, publisher)
    here = f"/{name}?deal={other.public_id}&deal={deal.public_id}&as_of=2031-01-01"
    led = client.get(here)
    assert (led.status_code, led["Location"]) == (
        301, f"/{name}?deal={other.public_id}&deal={into.public_id}&as_of=2031-01-01",
    )  # fmt: skip
    assert client.get(led["Location"]).status_code == 200
    same = client.get(f"/{name}?deal={deal.public_id}&deal={into.public_id}")
    assert same.status_code == 410
    assert "These deals were merged into one" in same.content.decode()
