"""Splitting, merging and withdrawing deals at the desk, relations in a claim's form, and what became of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deals.models import Claim, Deal, Sequel
from deals.vocabulary.relations import Became, Ending, Relation
from tests.desk.pages import desk, errors, said, text
from tests.factories import a_claim, a_deal, an_approved_claim

if TYPE_CHECKING:
    from django.test import Client

    from deals.models import Member


@pytest.fixture
def deal(editor: Member) -> Deal:
    return a_deal("Framework for radars", by=editor)


@pytest.fixture
def claim(deal: Deal, editor: Member, publisher: Member) -> Claim:
    return an_approved_claim(deal, by=editor, publisher=publisher)


def typed(claim: Claim, **more: Any) -> dict[str, Any]:
    """The claim's own form, as its page sends it."""
    return {
        "text": claim.text, "label": claim.label, "weight": "normal", "modality": "asserted", "stage": "talks",
        "rank": "normal", "seen_version": claim.version, "why": "It is a call-off.", **more,
    }  # fmt: skip


# --- Moving -----------------------------------------------------------------------------------------------------------
def test_a_claim_is_split_off_into_a_new_deal_of_the_same_systems(publisher_desk: Client, claim: Claim) -> None:
    page = text(publisher_desk.get(desk("move", claim.deal.public_id)))
    assert claim.label in page
    form = {"claims": [claim.pk], "to": "", "new_title": "First contract", "why": "A call-off."}
    answer = publisher_desk.post(desk("move", claim.deal.public_id), form)
    assert answer["Location"] == desk("deal", claim.deal.public_id)
    made = Deal.objects.get(title="First contract")
    assert Claim.objects.get(pk=claim.pk).deal == made
    assert list(made.systems.all()) == list(claim.deal.systems.all())


@pytest.mark.parametrize(
    ("form", "field", "words"),
    [
        ({"to": "", "new_title": ""}, "to", "one of the two"),
        ({"to": "Elsewhere", "new_title": "New"}, "to", "one of the two"),
        ({"to": "Nowhere at all"}, "to", "no deal of this title"),
        ({"new_title": "Elsewhere"}, "new_title", "of this title already"),
        ({"to": "Elsewhere", "claims": []}, "claims", "Choose the claims"),
        ({"to": "Elsewhere", "claims": ["x"]}, "claims", "valid"),
        ({"to": "Elsewhere", "why": " "}, "why", "Fill this in"),
        ({"to": "Elsewhere", "why": "x" * 301}, "why", "300"),
        ({"to": "Framework for radars"}, "__all__", "in that deal already"),
    ],
)
def test_a_wrong_move_is_told_at_its_field_and_moves_nothing(
    publisher_desk: Client, claim: Claim, form: dict[str, Any], field: str, words: str
) -> None:
    a_deal("Elsewhere")
    answer = publisher_desk.post(desk("move", claim.deal.public_id), {"claims": [claim.pk], "why": "So.", **form})
    assert words in " ".join(errors(answer)[field])
    assert Claim.objects.get(pk=claim.pk).deal == claim.deal


def test_a_contributor_does_not_rearrange_deals(editor_desk: Client, deal: Deal) -> None:
    for name in ("move", "end_deal"):
        assert editor_desk.get(desk(name, deal.public_id)).status_code == 403
        assert editor_desk.post(desk(name, deal.public_id), {}).status_code == 403
    assert "Move claims" not in text(editor_desk.get(desk("deal", deal.public_id)))


# --- Ending -----------------------------------------------------------------------------------------------------------
def test_a_deal_is_merged_and_its_page_says_into_which(publisher_desk: Client, claim: Claim) -> None:
    into = a_deal("The same radars")
    form = {"ending": "merged", "into": into.title, "why": "One sale."}
    publisher_desk.post(desk("end_deal", claim.deal.public_id), form)
    deal = Deal.objects.get(pk=claim.deal_id)
    assert (deal.ending, deal.merged_into) == (Ending.MERGED, into)
    page = text(publisher_desk.get(desk("deal", deal.public_id)))
    assert "This deal was merged into" in page
    assert "The same radars" in page


def test_a_withdrawn_deal_is_followed_again(publisher_desk: Client, deal: Deal) -> None:
    address = desk("end_deal", deal.public_id)
    publisher_desk.post(address, {"ending": "withdrawn", "why": "A slip."})
    assert Deal.objects.get().ending == Ending.WITHDRAWN
    assert "Follow it again" in text(publisher_desk.get(address))
    publisher_desk.post(address, {"why": "No slip."})
    assert Deal.objects.get().ending == ""


@pytest.mark.parametrize(
    ("form", "field", "words"),
    [
        ({"ending": "merged"}, "into", "Name the deal"),
        ({"ending": "withdrawn", "into": "The same radars"}, "into", "goes nowhere"),
        ({"ending": "sold"}, "ending", "valid"),
        ({}, "ending", "Fill this in"),
        ({"ending": "merged", "into": "Framework for radars"}, "__all__", "into another one"),
    ],
)
def test_a_wrong_ending_is_told_at_its_field(
    publisher_desk: Client, deal: Deal, form: dict[str, str], field: str, words: str
) -> None:
    a_deal("The same radars")
    answer = publisher_desk.post(desk("end_deal", deal.public_id), {"why": "So.", **form})
    assert words in " ".join(errors(answer)[field])
    assert Deal.objects.get(pk=deal.pk).ending == ""


# --- Relations --------------------------------------------------------------------------------------------------------
def test_a_claim_says_that_its_deal_is_part_of_another(editor_desk: Client, claim: Claim) -> None:
    other = a_deal("The larger framework")
    form = typed(claim, relation="part_of", related_deal="the larger FRAMEWORK")
    editor_desk.post(desk("claim", claim.public_id), form)
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.relation, stored.related_deal) == (Relation.PART_OF, other)
    page = text(editor_desk.get(desk("claim", claim.public_id)))
    assert 'value="The larger framework"' in page
    assert "Part of" in text(editor_desk.get(desk("deal", claim.deal.public_id)))


@pytest.mark.parametrize(
    ("told", "field", "words"),
    [
        ({"relation": "part_of"}, "related_deal", "Fill in both"),
        ({"related_deal": "The larger framework"}, "relation", "Fill in both"),
        ({"relation": "part_of", "related_deal": "Nothing like it"}, "related_deal", "no deal of this title"),
        ({"relation": "part_of", "related_deal": "Framework for radars"}, "related_deal", "another one"),
        ({"relation": "cousin_of", "related_deal": "The larger framework"}, "relation", "valid"),
    ],
)
def test_half_a_relation_is_told_at_its_field(
    editor_desk: Client, claim: Claim, told: dict[str, str], field: str, words: str
) -> None:
    a_deal("The larger framework")
    answer = editor_desk.post(desk("claim", claim.public_id), typed(claim, **told))
    assert words in " ".join(errors(answer)[field])
    assert Claim.objects.get(pk=claim.pk).relation == ""


# --- What became of it ------------------------------------------------------------------------------------------------
def test_a_plan_is_linked_to_what_became_of_it_as_a_draft(editor_desk: Client, claim: Claim, editor: Member) -> None:
    came = a_claim(claim.deal, by=editor)
    editor_desk.post(desk("became", claim.public_id), {"became": "fulfilled", "followed_by": came.pk})
    (sequel,) = Sequel.objects.all()
    assert (sequel.claim_id, sequel.followed_by_id, sequel.became) == (claim.pk, came.pk, Became.FULFILLED)
    assert Claim.objects.get(pk=claim.pk).version == claim.version + 1
    assert "Fulfilled:" in text(editor_desk.get(desk("claim", claim.public_id)))
    editor_desk.post(desk("not_became", claim.public_id, sequel.pk))
    assert not Sequel.objects.exists()


@pytest.mark.parametrize("told", [{"became": "forgotten"}, {"followed_by": "0"}, {"followed_by": "x"}, {}])
def test_a_wrong_link_is_refused_with_a_sentence(
    editor_desk: Client, claim: Claim, editor: Member, told: dict[str, str]
) -> None:
    came = a_claim(claim.deal, by=editor)
    form = {"became": "fulfilled", "followed_by": str(came.pk), **told} if told else {}
    answer = editor_desk.post(desk("became", claim.public_id), form)
    assert said(answer)
    assert not Sequel.objects.exists()


def test_a_claim_of_another_deal_is_no_answer_and_a_link_of_another_claim_is_not_there(
    editor_desk: Client, claim: Claim, editor: Member
) -> None:
    elsewhere = a_claim(by=editor)
    editor_desk.post(desk("became", claim.public_id), {"became": "fulfilled", "followed_by": elsewhere.pk})
    assert not Sequel.objects.exists()
    assert editor_desk.post(desk("not_became", claim.public_id, 4711)).status_code == 404
