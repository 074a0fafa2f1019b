"""Drafting, editing, approving, retracting: what each refuses, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.exceptions import ValidationError

from deals.actions.citing import CitationDraft, OriginDraft
from deals.actions.claims import add_citation, add_claim, approve_claim, approve_drafts, edit_claim, retract_claim
from deals.actions.refused import ChangedMeanwhileError, NotAllowedError, RefusedError
from deals.models import Approval, Citation, Claim, MemberRole, Origin, Payment
from deals.vocabulary.kinds import ClaimState, Kind
from deals.vocabulary.proof import Bearing
from tests import factories
from tests.rules.together import at_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.conf import LazySettings

    from deals.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> Member:
    return factories.a_member(MemberRole.PUBLISHER)


def why_of(claim: Claim) -> str:
    newest = claim.history.latest("pgh_id")  # type: ignore[attr-defined]
    return str(newest.pgh_context.metadata["why"])


def test_a_claim_without_citation_is_refused() -> None:
    claim = factories.a_claim()
    with pytest.raises(RefusedError, match="A claim needs a citation"):
        add_claim(claim=Claim(deal=claim.deal, track=claim.track), citations=[], by=factories.a_member())


def test_a_wrong_claim_is_refused_and_nothing_is_stored() -> None:
    deal = factories.a_deal()
    with pytest.raises(ValidationError):
        factories.a_claim(deal, Kind.VALUATION, amount=5)
    assert not Claim.objects.exists()
    assert not Citation.objects.exists()


def test_a_signed_step_without_instrument_is_refused() -> None:
    with pytest.raises(ValidationError, match="stage_is_whole"):
        factories.a_claim(stage="contract_signed")


@pytest.mark.parametrize("action", ["add", "cite", "edit"])
def test_a_member_who_has_left_changes_nothing(action: str) -> None:
    claim, left = factories.a_claim(), factories.a_member()
    left.is_active = False
    proof = factories.a_paraphrase()
    calls = {
        "add": lambda: add_claim(claim=Claim(), citations=[proof], by=left),
        "cite": lambda: add_citation(claim=claim, citation=proof, by=left),
        "edit": lambda: edit_claim(claim=claim, seen_version=1, by=left, why="A slip."),
    }
    with pytest.raises(NotAllowedError, match="Your account may not"):
        calls[action]()


def test_an_edit_is_a_draft_of_the_next_version(publisher: Member) -> None:
    claim, editor = factories.an_approved_claim(publisher=publisher), factories.a_member()
    claim.text = "Talks go on."
    edited = edit_claim(claim=claim, seen_version=1, by=editor, why="Said better.")
    stored = Claim.objects.get(pk=edited.pk)
    assert (stored.version, stored.state, stored.drafted_by, stored.text) == (2, "draft", editor, "Talks go on.")
    assert why_of(stored) == "Said better."
    assert stored.approvals.count() == 1


def test_an_edit_does_not_choose_the_proof() -> None:
    claim = factories.a_claim()
    proof, claim.proof = claim.proof, None
    edit_claim(claim=claim, seen_version=1, by=factories.a_member(), why="")
    assert Claim.objects.get(pk=claim.pk).proof == proof


def test_an_edit_of_an_approved_claim_without_a_reason_is_refused() -> None:
    claim = factories.an_approved_claim()
    with pytest.raises(RefusedError, match="Say why you change a claim that was approved"):
        edit_claim(claim=claim, seen_version=1, by=factories.a_member(), why=" ")


def test_an_edit_of_an_older_version_is_refused() -> None:
    claim = factories.a_claim()
    edit_claim(claim=Claim.objects.get(pk=claim.pk), seen_version=1, by=factories.a_member(), why="")
    with pytest.raises(ChangedMeanwhileError, match="Somebody else saved this claim meanwhile"):
        edit_claim(claim=claim, seen_version=1, by=factories.a_member(), why="")


def test_approval_pins_the_version(publisher: Member) -> None:
    claim = factories.a_claim(text="Talks are held in spring.")
    approval = approve_claim(claim=claim, seen_version=1, by=publisher)
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.state, approval.version, approval.is_by_author) == ("approved", 1, False)
    assert approval.document["text"] == "Talks are held in spring."
    assert (approval.drafted_by, approval.approved_by) == (claim.drafted_by, publisher)


def test_a_contributor_approves_nothing() -> None:
    with pytest.raises(NotAllowedError, match="Only a publisher approves"):
        approve_claim(claim=factories.a_claim(), seen_version=1, by=factories.a_member())


def test_whoever_wrote_a_claim_does_not_approve_it(publisher: Member) -> None:
    with pytest.raises(RefusedError, match="Whoever wrote a claim does not approve it"):
        approve_claim(claim=factories.a_claim(by=publisher), seen_version=1, by=publisher)


def test_in_a_staff_of_one_the_approval_says_that_it_is_the_authors(publisher: Member, settings: LazySettings) -> None:
    settings.AUTHORS_MAY_APPROVE = True
    approval = approve_claim(claim=factories.a_claim(by=publisher), seen_version=1, by=publisher)
    assert approval.is_by_author
    assert approval.document["is_by_author"] is True


def test_an_approved_claim_is_not_approved_again(publisher: Member) -> None:
    claim = factories.an_approved_claim(publisher=publisher)
    with pytest.raises(ChangedMeanwhileError, match="not as you saw it"):
        approve_claim(claim=claim, seen_version=1, by=publisher)
    assert Approval.objects.count() == 1


def test_a_version_that_was_not_seen_is_not_approved(publisher: Member) -> None:
    claim = factories.a_claim()
    add_citation(claim=claim, citation=factories.a_paraphrase(), by=factories.a_member())
    with pytest.raises(ChangedMeanwhileError, match="not as you saw it"):
        approve_claim(claim=claim, seen_version=1, by=publisher)


def test_a_claim_that_is_only_disputed_is_not_approved(publisher: Member) -> None:
    against = CitationDraft(
        source=factories.a_source(), paraphrase="It denies so.", locator="paragraph 1", bearing=Bearing.DISPUTES
    )
    claim = factories.a_claim(citations=[against])
    assert claim.proof is None
    with pytest.raises(RefusedError, match="No source supports this claim"):
        approve_claim(claim=claim, seen_version=1, by=publisher)


def test_the_first_supporting_citation_is_the_proof() -> None:
    claim = factories.a_claim()
    first = claim.proof
    again = add_citation(claim=claim, citation=factories.a_paraphrase(), by=factories.a_member())
    assert again.proof == first
    assert again.citations.count() == 2
    assert (again.version, again.state) == (2, "draft")


def test_drafts_are_approved_all_or_none(publisher: Member) -> None:
    deal = factories.a_deal()
    claims = [factories.a_claim(deal) for _ in range(2)]
    own = factories.a_claim(deal, by=publisher)
    seen = {claim.pk: claim.version for claim in [*claims, own]}
    with pytest.raises(RefusedError, match="Whoever wrote"):
        approve_drafts(among=deal.claims.all(), seen_versions=seen, by=publisher)
    assert not Approval.objects.exists()
    seen.pop(own.pk)
    assert len(approve_drafts(among=deal.claims.all(), seen_versions=seen, by=publisher)) == 2


def test_a_retraction_needs_a_publisher_and_a_reason_and_something_approved(publisher: Member) -> None:
    approved, draft = factories.an_approved_claim(publisher=publisher), factories.a_claim()
    with pytest.raises(RefusedError, match="Say why the claim is retracted"):
        retract_claim(claim=approved, by=publisher, why=" ")
    with pytest.raises(NotAllowedError, match="Only a publisher retracts"):
        retract_claim(claim=approved, by=factories.a_member(), why="A slip.")
    with pytest.raises(RefusedError, match="never approved"):
        retract_claim(claim=draft, by=publisher, why="A slip.")


@pytest.mark.parametrize("action", ["edit", "cite", "retract"])
def test_a_retracted_claim_stays_as_it_is(action: str, publisher: Member) -> None:
    claim = factories.an_approved_claim(publisher=publisher)
    retract_claim(claim=claim, by=publisher, why="A slip.")
    calls = {
        "edit": lambda: edit_claim(claim=claim, seen_version=1, by=publisher, why="Better."),
        "cite": lambda: add_citation(claim=claim, citation=factories.a_paraphrase(), by=publisher),
        "retract": lambda: retract_claim(claim=claim, by=publisher, why="Another reason."),
    }
    with pytest.raises(RefusedError, match=r"retracted claim is not edited|retracted already"):
        calls[action]()
    assert Claim.objects.get(pk=claim.pk).retraction_reason == "A slip."


def test_a_second_paper_that_relays_one_dated_utterance_shares_its_origin() -> None:
    said = OriginDraft(speaker=factories.a_speaker(), first_said="Morning Post", said="2031-10-07")
    papers = [factories.a_source(outlet=outlet) for outlet in ("Morning Post", "Evening Post")]
    one, other = (CitationDraft(source=paper, origin=said, paraphrase="So.", locator="p. 1") for paper in papers)
    claim = factories.a_claim(citations=[one])
    add_citation(claim=claim, citation=other, by=factories.a_member())
    assert {citation.origin for citation in claim.citations.all()} == {Origin.objects.get(said_edtf="2031-10-07")}


def test_undated_utterances_in_two_papers_are_two_origins_and_in_one_paper_one() -> None:
    said = OriginDraft(speaker=factories.a_speaker(), first_said="an interview")
    paper, another = factories.a_source(), factories.a_source()
    drafts = [
        CitationDraft(source=source, origin=said, paraphrase="So.", locator=locator)
        for source, locator in ((paper, "p. 1"), (paper, "p. 2"), (another, "p. 1"))
    ]
    claim = factories.a_claim(citations=drafts)
    origins = [citation.origin_id for citation in claim.citations.order_by("id")]
    assert origins[0] == origins[1] != origins[2]


def test_a_passage_outside_the_text_is_refused_and_nothing_is_stored() -> None:
    reading = factories.a_reading()
    beyond = CitationDraft(source=reading.snapshot.source, passages=((reading, 5, len(reading.text) + 1),))
    with pytest.raises(RefusedError, match="outside the article's text"):
        factories.a_claim(citations=[beyond])
    assert not Claim.objects.exists()


def test_a_row_comes_back_as_its_kinds_class() -> None:
    claim = factories.a_claim(kind=Kind.PAYMENT, payment_state="paid", payment_measure="flow")
    assert type(Claim.objects.get(pk=claim.pk)) is Payment
    assert type(Claim.objects.only("text").get(pk=claim.pk)) is Claim
    assert type(Payment.objects.get(pk=claim.pk)) is Payment


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_is_told_that_somebody_else_saved() -> None:
    claim = factories.a_claim()
    editors = [factories.a_member() for _ in range(2)]

    def edit(by: Member) -> Claim:
        return edit_claim(claim=Claim.objects.get(pk=claim.pk), seen_version=1, by=by, why="Said better.")

    found = at_once(*(lambda by=by: edit(by) for by in editors))
    assert sorted(type(one).__name__ for one in found) == ["ChangedMeanwhileError", "StageReport"]
    assert Claim.objects.get(pk=claim.pk).version == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_publishers_at_once_one_approves() -> None:
    claim = factories.a_claim()
    publishers = [factories.a_member(MemberRole.PUBLISHER) for _ in range(2)]
    found = at_once(*(lambda by=by: approve_claim(claim=claim, seen_version=1, by=by) for by in publishers))
    assert sorted(type(one).__name__ for one in found) == ["Approval", "ChangedMeanwhileError"]
    assert Claim.objects.get(pk=claim.pk).state == ClaimState.APPROVED


def test_who_wrote_at_a_claim_does_not_approve_it_though_another_added_to_it() -> None:
    publisher, editor = factories.a_member(MemberRole.PUBLISHER), factories.a_member()
    claim = factories.a_claim(by=publisher)
    added = add_citation(claim=claim, citation=factories.a_paraphrase(by=editor), by=editor)
    with pytest.raises(RefusedError, match="does not approve it"):
        approve_claim(claim=added, seen_version=added.version, by=publisher)
    other = factories.a_member(MemberRole.PUBLISHER)
    assert approve_claim(claim=added, seen_version=added.version, by=other).approved_by == other
    added.refresh_from_db()
    edited = add_citation(claim=added, citation=factories.a_paraphrase(by=editor), by=editor)
    assert approve_claim(claim=edited, seen_version=edited.version, by=publisher), "approval begins a new count"


def test_the_same_claim_typed_twice_is_refused() -> None:
    claim = factories.a_claim(text="Talks are held.")
    with pytest.raises(RefusedError, match="has that claim already"):
        factories.a_claim(claim.deal, text="Talks are held.")
    assert Claim.objects.count() == 1


def test_a_fact_in_the_year_9999_is_refused() -> None:
    with pytest.raises(ValidationError, match="between 1900 and 2100"):
        factories.a_claim(happened="9999-12-31")


@pytest.mark.parametrize("action", ["add", "edit"])
def test_a_code_that_is_no_currency_is_refused(action: str) -> None:
    money: dict[str, Any] = {"amount": 5, "currency": "ZZZ", "amount_mark": "exactly", "basis": "contract"}
    claim = factories.a_claim(kind=Kind.VALUATION, **{**money, "currency": "EUR"})
    claim.currency = "ZZZ"
    actions: dict[str, Callable[[], object]] = {
        "add": lambda: factories.a_claim(kind=Kind.VALUATION, **money),
        "edit": lambda: edit_claim(claim=claim, seen_version=1, by=factories.a_member(), why=""),
    }
    with pytest.raises(ValidationError, match="“ZZZ” is no currency of ISO 4217"):
        actions[action]()
