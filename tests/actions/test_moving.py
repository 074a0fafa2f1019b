"""Splitting, merging and withdrawing deals: nothing is lost, and readers are told where it went."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from deals.actions.claims import add_citation, approve_claim, edit_claim, retract_claim
from deals.actions.deals import edit_deal
from deals.actions.moving import follow_again, merge_deal, move_claims, split_deal, withdraw_deal
from deals.actions.publishing import publish
from deals.actions.refused import ChangedMeanwhileError, NotAllowedError, RefusedError
from deals.models import Claim, Deal, Member, MemberRole, Move, PublishedDeal
from deals.record.reading import record_from
from deals.vocabulary.kinds import Kind
from deals.vocabulary.relations import Ending, Relation
from tests import factories

if TYPE_CHECKING:
    from deals.models import Release
    from deals.record.shape import Record

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> Member:
    return factories.a_member(MemberRole.PUBLISHER)


def tanks(deal: Deal, number: int, publisher: Member, **columns: object) -> Claim:
    """An approved order of so many tanks."""
    told = {"system": factories.a_system("Tank"), "quantity": number, "quantity_unit": "tanks"}
    words = {"text": f"{number} tanks are ordered in {deal.title}.", "label": f"{number} tanks"}
    marks = {"quantity_mark": "exactly", "commitment": "firm"}
    return factories.an_approved_claim(deal, Kind.ORDER, publisher=publisher, **told, **words, **marks, **columns)


def published(deal: Deal, by: Member) -> Record:
    release: Release = publish(deal=Deal.objects.get(pk=deal.pk), by=by, why="A test.")
    return record_from(release.document)


def fresh(claim: Claim) -> Claim:
    return Claim.objects.get(pk=claim.pk)


# --- A framework of 1,000 tanks with executive contracts of 180 -------------------------------------------------------
def test_a_framework_gives_off_its_contracts_and_each_names_the_framework(publisher: Member) -> None:
    framework = factories.a_deal("Framework for 1,000 tanks", system="Tank")
    tanks(framework, 1000, publisher, track="")
    calls = [tanks(framework, number, publisher) for number in (180, 182)]
    assert len(published(framework, publisher).claims) == 3
    for number, call in enumerate(calls, 1):
        contract = Deal(title=f"Executive contract {number}")
        contract = split_deal(claims=[call], into=contract, systems=[factories.a_system("Tank")], by=publisher, why="x")
        named = fresh(call)
        named.relation, named.related_deal = Relation.PART_OF, framework
        edit_claim(claim=named, seen_version=named.version, by=factories.a_member(), why="It is a call-off.")
        approve_claim(claim=named, seen_version=fresh(call).version, by=publisher)
        told = published(contract, publisher)
        (order,) = told.claims
        assert (order.id, order.relation, order.related_deal) == (call.public_id, Relation.PART_OF, framework.public_id)
        assert told.deals[framework.public_id].title == "Framework for 1,000 tanks"
    left = published(framework, publisher)
    assert [claim.details["quantity"] for claim in left.claims] == ["1000"]
    assert {moved.claim for moved in left.moved} == {call.public_id for call in calls}
    assert all(moved.deal in left.deals for moved in left.moved)


def test_a_claim_keeps_its_id_its_proof_and_its_approval_and_gets_the_track_of_the_same_name(publisher: Member) -> None:
    deal, other = factories.a_deal(), factories.a_deal()
    claim = factories.an_approved_claim(deal, publisher=publisher, track="Offsets")
    (move,) = move_claims(claims=[claim], to=other, by=publisher, why="It is about that one.")
    moved = fresh(claim)
    assert (moved.public_id, moved.proof_id, moved.state, moved.version) == (
        claim.public_id, claim.proof_id, claim.state, claim.version,
    )  # fmt: skip
    assert (moved.deal, moved.track.name, moved.track.deal) == (other, "Offsets", other)
    assert (move.from_deal, move.to_deal, move.why) == (deal, other, "It is about that one.")
    (told,) = published(other, publisher).claims
    assert told.track == moved.track.public_id


def test_a_claim_that_moves_on_and_back_is_shown_where_it_is(publisher: Member) -> None:
    deal, other = factories.a_deal(), factories.a_deal()
    claim = factories.an_approved_claim(deal, publisher=publisher)
    published(deal, publisher)
    move_claims(claims=[claim], to=other, by=publisher, why="There.")
    assert published(deal, publisher).moved[0].deal == ""  # the other one is a draft: it is not named
    move_claims(claims=[fresh(claim)], to=deal, by=publisher, why="And back.")
    told = published(deal, publisher)
    assert [one.id for one in told.claims] == [claim.public_id]
    assert told.moved == ()


def test_a_public_claim_that_moves_and_is_retracted_stays_in_sight_and_a_draft_does_not(publisher: Member) -> None:
    deal, other = factories.a_deal(), factories.a_deal()
    shown = factories.an_approved_claim(deal, publisher=publisher)
    published(deal, publisher)
    never = factories.an_approved_claim(deal, publisher=publisher)
    factories.an_approved_claim(other, publisher=publisher)
    move_claims(claims=[shown, never], to=other, by=publisher, why="There.")
    for claim in (shown, never):
        retract_claim(claim=fresh(claim), by=publisher, why="A slip.")
    told = {claim.id: claim.is_retracted for claim in published(other, publisher).claims}
    assert told[shown.public_id]
    assert never.public_id not in told


# --- Merging and withdrawing ------------------------------------------------------------------------------------------
def test_a_merged_deal_hands_over_all_and_its_last_release_says_where(publisher: Member) -> None:
    deal, into = factories.a_deal("Twice the same"), factories.a_deal("The same")
    for one in (deal, into):
        factories.an_approved_claim(one, publisher=publisher)
        published(one, publisher)
    draft = factories.a_claim(deal)
    ended = merge_deal(deal=deal, into=into, by=publisher, why="One sale, two records.")
    assert (ended.ending, ended.merged_into, ended.ending_why) == (Ending.MERGED, into, "One sale, two records.")
    assert fresh(draft).deal == into
    with pytest.raises(RefusedError, match="does not show yet"):
        published(deal, publisher)
    assert len(published(into, publisher).claims) == 2
    last = published(deal, publisher)
    assert last.claims == ()
    assert last.ending
    assert (last.ending.ending, last.ending.merged_into) == (Ending.MERGED, into.public_id)
    assert [moved.deal for moved in last.moved] == [into.public_id]
    assert PublishedDeal.objects.get(deal_public_id=deal.public_id).merged_into == into.public_id


def test_a_withdrawn_deal_says_why_and_can_be_followed_again(publisher: Member) -> None:
    deal = factories.an_approved_claim(publisher=publisher).deal
    published(deal, publisher)
    withdraw_deal(deal=deal, by=publisher, why="No such deal was ever made.")
    told = published(deal, publisher)
    assert told.ending
    assert told.ending.why == "No such deal was ever made."
    assert len(told.claims) == 1
    with pytest.raises(RefusedError, match="withdrawn"):
        factories.a_claim(Deal.objects.get(pk=deal.pk))
    follow_again(deal=deal, by=publisher, why="It was.")
    factories.a_claim(Deal.objects.get(pk=deal.pk))
    assert published(deal, publisher).ending is None


# --- What is refused --------------------------------------------------------------------------------------------------
def test_what_would_lose_or_tangle_something_is_refused_with_a_sentence(publisher: Member) -> None:
    deal, other = factories.a_deal(), factories.a_deal()
    claim = factories.an_approved_claim(deal, publisher=publisher)
    naming = factories.a_claim(deal, relation=Relation.PART_OF, related_deal=other)
    with pytest.raises(NotAllowedError):
        move_claims(claims=[claim], to=other, by=factories.a_member(), why="x")
    for words, call in {
        "Say why": lambda: move_claims(claims=[claim], to=other, by=publisher, why=" "),
        "Choose the claims": lambda: move_claims(claims=[], to=other, by=publisher, why="x"),
        "in that deal already": lambda: move_claims(claims=[claim], to=deal, by=publisher, why="x"),
        "names the deal it would go to": lambda: merge_deal(deal=deal, into=other, by=publisher, why="x"),
        "Choose which": lambda: merge_deal(deal=deal, into=deal, by=publisher, why="x"),
        "followed already": lambda: follow_again(deal=deal, by=publisher, why="x"),
    }.items():
        with pytest.raises(RefusedError, match=words):
            call()
    published(deal, publisher)
    with pytest.raises(RefusedError, match=r"Publish .* first"):
        merge_deal(deal=deal, into=other, by=publisher, why="x")
    assert not Move.objects.exists()
    assert fresh(naming).deal == deal
    merge_deal(deal=other, into=deal, by=publisher, why="It holds nothing.")
    with pytest.raises(RefusedError, match="was merged into"):
        move_claims(claims=[claim], to=Deal.objects.get(pk=other.pk), by=publisher, why="x")


def test_readers_are_never_led_in_a_circle_nor_to_a_deal_that_they_never_knew(publisher: Member) -> None:
    deal, into = factories.a_deal(), factories.a_deal()
    for one in (deal, into):
        factories.an_approved_claim(one, publisher=publisher)
        published(one, publisher)
    merge_deal(deal=deal, into=into, by=publisher, why="One sale.")
    with pytest.raises(RefusedError, match="was merged into"):
        merge_deal(deal=into, into=deal, by=publisher, why="And back.")
    published(into, publisher)
    published(deal, publisher)
    follow_again(deal=deal, by=publisher, why="The other name is the better one.")
    merge_deal(deal=into, into=deal, by=publisher, why="And back.")
    with pytest.raises(RefusedError, match="would be led on"):
        published(into, publisher)
    published(deal, publisher)
    published(into, publisher)
    never = factories.a_deal()
    withdraw_deal(deal=never, by=publisher, why="A slip.")
    with pytest.raises(RefusedError, match="never public"):
        published(never, publisher)


def test_who_edits_a_claim_that_moved_meanwhile_is_told(publisher: Member) -> None:
    deal, other = factories.a_deal(), factories.a_deal()
    claim = factories.an_approved_claim(deal, publisher=publisher)
    open_in_a_form = fresh(claim)
    move_claims(claims=[claim], to=other, by=publisher, why="There.")
    open_in_a_form.text = "Otherwise."
    with pytest.raises(ChangedMeanwhileError):
        edit_claim(claim=open_in_a_form, seen_version=claim.version, by=publisher, why="x")


def test_a_retraction_is_told_also_where_the_claim_went_on_a_way_round(publisher: Member) -> None:
    deal, between, at_last = (factories.a_deal() for _ in range(3))
    claim = factories.an_approved_claim(deal, publisher=publisher)
    for one in (deal, at_last):
        factories.an_approved_claim(one, publisher=publisher)
        published(one, publisher)
    for to in (between, at_last):
        move_claims(claims=[fresh(claim)], to=to, by=publisher, why=f"To {to.pk}.")
    retract_claim(claim=fresh(claim), by=publisher, why="A slip.")
    told = {one.id: one.is_retracted for one in published(at_last, publisher).claims}
    assert told[claim.public_id]
    (left,) = published(deal, publisher).moved
    assert left.why == f"To {between.pk}."


def test_nothing_is_said_in_a_deal_that_ended(publisher: Member) -> None:
    claim = factories.a_claim()
    withdraw_deal(deal=claim.deal, by=publisher, why="A slip.")
    for call in (
        lambda: add_citation(claim=claim, citation=factories.a_paraphrase(), by=publisher),
        lambda: edit_claim(claim=fresh(claim), seen_version=1, by=publisher, why="x"),
        lambda: approve_claim(claim=claim, seen_version=1, by=publisher),
    ):
        with pytest.raises(RefusedError, match="withdrawn"):
            call()


def test_a_retracted_claim_that_names_the_other_deal_stays_and_does_not_stop_a_merger(publisher: Member) -> None:
    deal, into = factories.a_deal(), factories.a_deal()
    naming = factories.an_approved_claim(deal, publisher=publisher, relation=Relation.PART_OF, related_deal=into)
    retract_claim(claim=naming, by=publisher, why="They are one.")
    merge_deal(deal=deal, into=into, by=publisher, why="They are one.")
    assert fresh(naming).deal == deal


# --- What only drafts know stays in the house -------------------------------------------------------------------------
def test_a_release_names_no_deal_that_is_not_public(publisher: Member) -> None:
    deal, draft = factories.a_deal(), factories.a_deal("A secret title")
    factories.an_approved_claim(deal, publisher=publisher, relation=Relation.FOLLOWS_FROM, related_deal=draft)
    release = publish(deal=deal, by=publisher, why="First.")
    assert draft.public_id not in release.document
    assert "A secret title" not in release.document
    factories.an_approved_claim(draft, publisher=publisher)
    published(draft, publisher)
    renamed = Deal.objects.get(pk=draft.pk)
    renamed.title = "A title that is a draft"
    edit_deal(deal=renamed, seen_version=renamed.version, by=publisher, why="Not published yet.")
    told = json.loads(publish(deal=deal, by=publisher, why="Now it may.").document)
    assert told["claims"][0]["related_deal"] == draft.public_id
    assert told["deals"][draft.public_id]["title"] == "A secret title"
