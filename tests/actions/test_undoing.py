"""Undoing one change, whatever rows it was in; and what refuses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest

from deals.actions import standing_in_the_way as sentences
from deals.actions.citing import OriginDraft
from deals.actions.claims import add_citation, approve_claim, edit_claim, retract_claim
from deals.actions.deals import add_alias, create_deal, edit_deal
from deals.actions.refused import NotAllowedError, RefusedError
from deals.actions.sources import edit_source
from deals.actions.undoing import SAY_WHY, undo_change
from deals.models import Citation, Claim, Deal, Member, MemberRole, Party, Passage, Track
from deals.models.past import events
from deals.queries.history import history_of
from deals.signing import signed
from deals.sources.models import Source
from deals.suggestions.deciding import accept
from deals.vocabulary.withholding import BLOCK
from tests import factories

if TYPE_CHECKING:
    from uuid import UUID

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Member:
    return factories.a_member(username="ada")


@pytest.fixture
def publisher() -> Member:
    return factories.a_member(MemberRole.PUBLISHER)


def signature(row: Any) -> UUID:
    """Of the last change of the row."""
    return events(type(row)._meta.concrete_model).filter(pgh_obj=row.pk).last().pgh_context_id  # type: ignore[no-any-return]


def edited(claim: Claim, by: Member, why: str = "Said better.", **columns: Any) -> UUID:
    stored = Claim.objects.get(pk=claim.pk)
    for column, value in columns.items():
        setattr(stored, column, value)
    edit_claim(claim=stored, seen_version=stored.version, by=by, why=why)
    return signature(stored)


def undo(what: UUID, by: Member) -> None:
    undo_change(signature=what, by=by, why="It was a slip.")


def refused(what: UUID, by: Member) -> str:
    with pytest.raises(RefusedError) as refusal:
        undo(what, by)
    return str(refusal.value)


def test_an_edited_claim_gets_its_former_words_as_a_new_version_that_says_why(editor: Member) -> None:
    claim = factories.a_claim(by=editor, text="First.", happened="2031-05")
    change = edited(claim, editor, text="Second.", happened="2031-06")
    undo(change, factories.a_member(username="ben"))
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.text, stored.happened_edtf, stored.version) == ("First.", "2031-05", 3)
    assert str(stored.happened_last) == "2031-05-31"
    told = next(c for c in history_of(claim).changes if c.by == "ben")
    assert told.why == "It was a slip."


def test_an_undo_is_undone_like_any_change(editor: Member) -> None:
    claim = factories.a_claim(by=editor, text="First.")
    undo(edited(claim, editor, text="Second."), editor)
    undo(signature(claim), editor)
    assert Claim.objects.get(pk=claim.pk).text == "Second."


def test_what_others_changed_since_in_other_fields_stays(editor: Member) -> None:
    claim = factories.a_claim(by=editor, text="First.")
    change = edited(claim, editor, text="Second.")
    edited(claim, editor, weight="key")
    undo(change, editor)
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.text, stored.weight) == ("First.", "key")


def test_a_later_change_of_the_same_field_stands_in_the_way(editor: Member) -> None:
    claim = factories.a_claim(by=editor, text="First.")
    change = edited(claim, editor, text="Second.")
    edited(claim, editor, text="Third.")
    assert "“Talks” was changed since, by ada on 20" in refused(change, editor)
    assert Claim.objects.get(pk=claim.pk).text == "Third."


def test_an_approved_claim_becomes_a_draft_by_an_undo(editor: Member, publisher: Member) -> None:
    claim = factories.a_claim(by=editor, text="First.")
    change = edited(claim, editor, text="Second.")
    approve_claim(claim=claim, seen_version=2, by=publisher)
    undo(change, editor)
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.text, stored.state, stored.version) == ("First.", "draft", 3)
    assert stored.approvals.get().version == 2


def test_an_approval_is_not_undone(editor: Member, publisher: Member) -> None:
    claim = factories.an_approved_claim(by=editor, publisher=publisher)
    assert refused(signature(claim), publisher) == sentences.APPROVED


def test_a_new_draft_is_removed_with_its_citation_and_its_passages(editor: Member) -> None:
    citation = factories.a_passage("They talk.", by=editor)
    claim = factories.a_claim(by=editor, citations=[citation, factories.a_paraphrase(by=editor)])
    undo(signature(claim), editor)
    assert not Claim.objects.filter(pk=claim.pk).exists()
    assert not Citation.objects.exists()
    assert not Passage.objects.exists()
    assert Deal.objects.filter(pk=claim.deal_id).exists()
    assert Source.objects.count() == 2, "the sources were named before"


@pytest.mark.django_db(transaction=True)
def test_a_claim_that_was_removed_is_there_again_with_its_proof() -> None:
    """Really committed: what the database asks at the end of a transaction holds too."""
    editor = factories.a_member()
    claim = factories.a_claim(by=editor, citations=[factories.a_passage("They talk.", by=editor)])
    number, proof = claim.pk, claim.proof_id
    undo(signature(claim), editor)
    undo(events(Claim).filter(pgh_obj=number).last().pgh_context_id, editor)
    stored = Claim.objects.get(pk=number)
    assert (stored.public_id, stored.proof_id, stored.text) == (claim.public_id, proof, claim.text)
    assert Passage.objects.get().text == "They talk."
    removal = events(Claim).filter(pgh_obj=number, pgh_label="delete").last().pgh_context_id
    assert "is there again already" in refused(removal, editor)


def test_a_claim_that_was_approved_is_not_removed(editor: Member, publisher: Member) -> None:
    claim = factories.a_claim(by=editor)
    change = signature(claim)
    approve_claim(claim=claim, seen_version=1, by=publisher)
    assert refused(change, editor) == sentences.WAS_APPROVED.format("Talks")


def test_a_claim_that_was_edited_is_not_removed_under_the_edit(editor: Member) -> None:
    claim = factories.a_claim(by=editor)
    change = signature(claim)
    edited(claim, editor, text="Second.")
    assert "was changed since" in refused(change, editor)


def test_an_accepted_suggestion_waits_again(editor: Member) -> None:
    deal = factories.a_deal(by=editor)
    suggestion = factories.an_intake_with_suggestions(by=editor, deal=deal).suggestions.all()[0]
    claim = accept(suggestion=suggestion, deal=deal, by=editor)
    undo(signature(claim), editor)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.claim, suggestion.decision) == ("waiting", None, None)
    assert not Claim.objects.exists()
    assert accept(suggestion=suggestion, deal=deal, by=editor).text == claim.text


@pytest.mark.django_db(transaction=True)
def test_a_citation_that_was_added_goes_as_a_new_version_and_the_proof_stays() -> None:
    editor, publisher = factories.a_member(), factories.a_member(MemberRole.PUBLISHER)
    claim = factories.an_approved_claim(by=editor, publisher=publisher)
    add_citation(claim=claim, citation=factories.a_paraphrase("Another says so.", by=editor), by=editor)
    approve_claim(claim=claim, seen_version=2, by=publisher)
    undo(signature(Citation.objects.last()), editor)
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.citations.get().pk, stored.state, stored.version) == (claim.proof_id, "draft", 3)
    undo(events(Citation).last().pgh_context_id, editor)
    assert Claim.objects.get(pk=claim.pk).citations.count() == 2


def test_a_deal_and_a_source_get_their_former_lines_as_a_new_version(editor: Member) -> None:
    deal, source = factories.a_deal("First title", by=editor), factories.a_source("First title", by=editor)
    changed = Deal.objects.get(pk=deal.pk)
    changed.title = "Second title"
    edit_deal(deal=changed, seen_version=1, by=editor, why="Better.")
    corrected = Source.objects.get(pk=source.pk)
    corrected.title = "Second title"
    edit_source(source=corrected, seen_version=1, by=editor, why="Better.")
    undo(signature(deal), editor)
    undo(signature(source), editor)
    for row in (Deal.objects.get(pk=deal.pk), Source.objects.get(pk=source.pk)):
        assert (row.title, row.version) == ("First title", 3)


def test_an_alias_goes_and_comes_and_a_party_that_is_used_stays(editor: Member) -> None:
    party = factories.a_party("Upland", by=editor)
    made = signature(party)
    alias = add_alias(party=party, name="The Uplands", by=editor)
    undo(signature(alias), editor)
    assert not party.aliases.exists()
    factories.a_participation(factories.a_deal(by=editor), "Upland", by=editor)
    assert refused(made, editor).startswith("“Upland” is used by now, in “")
    assert Party.objects.filter(pk=party.pk).exists()


def test_a_name_that_was_made_along_the_way_stays_where_it_is_used(editor: Member) -> None:
    deal = factories.a_deal(by=editor)
    with signed(by=editor.pk, why="two claims"):
        one = factories.a_claim(deal, by=editor, track="Financing", text="One.")
    factories.a_claim(deal, by=editor, track="Financing", text="Two.")
    undo(signature(one), editor)
    assert not Claim.objects.filter(pk=one.pk).exists()
    assert Track.objects.filter(deal=deal, name="Financing").exists()


def test_a_deal_without_claims_is_removed_and_one_with_claims_is_not(editor: Member) -> None:
    empty, full = factories.a_deal(by=editor), factories.a_deal(by=editor)
    undo(signature(empty), editor)
    assert not Deal.objects.filter(pk=empty.pk).exists()
    factories.a_claim(full, by=editor)
    assert "is used by now" in refused(signature(full), editor)


def test_a_retraction_is_taken_back_by_a_publisher_until_readers_know_it(editor: Member, publisher: Member) -> None:
    claim = factories.an_approved_claim(by=editor, publisher=publisher)
    factories.a_release(claim.deal, publisher=publisher)
    retract_claim(claim=claim, by=publisher, why="The paper took it back.")
    change = signature(claim)
    assert refused(change, editor) == sentences.ONLY_A_PUBLISHER
    undo(change, publisher)
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.state, stored.retraction_reason, stored.version) == ("approved", "", 1)
    retract_claim(claim=claim, by=publisher, why="It did take it back.")
    factories.a_release(claim.deal, publisher=publisher)
    assert refused(signature(claim), publisher) == sentences.READERS_KNOW.format("Talks")


def test_an_edit_under_a_retraction_is_not_undone(editor: Member, publisher: Member) -> None:
    claim = factories.a_claim(by=editor)
    change = edited(claim, editor, text="Second.")
    approve_claim(claim=claim, seen_version=2, by=publisher)
    retract_claim(claim=claim, by=publisher, why="No.")
    assert refused(change, publisher) == sentences.IS_RETRACTED.format("Talks")


def test_what_was_withheld_is_not_brought_back(editor: Member) -> None:
    claim = factories.a_claim(by=editor, text=f"He said {BLOCK * 8}.")
    assert refused(edited(claim, editor, text="He said a word."), editor) == sentences.WITHHELD.format("Talks")


def test_what_a_program_did_is_not_undone(editor: Member) -> None:
    with signed(by=editor.pk, why="intake ready", via="worker"):
        party = Party.objects.create(kind="state", name="Upland")
    assert refused(signature(party), editor) == sentences.BY_A_PROGRAM


def test_who_may_not_draft_undoes_nothing_and_an_undo_says_why(editor: Member) -> None:
    change = edited(factories.a_claim(by=editor), editor, text="Second.")
    with pytest.raises(RefusedError, match=SAY_WHY):
        undo_change(signature=change, by=editor, why=" ")
    assert refused(uuid4(), editor) == sentences.NOTHING
    editor.is_active = False
    with pytest.raises(NotAllowedError):
        undo(change, editor)


def test_words_that_are_right_no_longer_are_refused_and_nothing_is_stored(editor: Member) -> None:
    one = factories.a_deal("One", by=editor)
    stored = Deal.objects.get(pk=one.pk)
    stored.title = "Renamed"
    edit_deal(deal=stored, seen_version=1, by=editor, why="Better.")
    create_deal(deal=Deal(title="One"), systems=[], by=editor)
    with pytest.raises(Exception, match="There is a deal of this title already"):
        undo(signature(one), editor)
    assert Deal.objects.get(pk=one.pk).title == "Renamed"


def test_an_origin_that_others_name_stays(editor: Member) -> None:
    source = factories.a_source(by=editor)
    origin = OriginDraft(first_said="The Evening Post", said="2031-05-01")
    draft = factories.CitationDraft(source=source, paraphrase="So.", locator="p. 1", origin=origin)
    first = factories.a_claim(by=editor, citations=[draft])
    second = factories.a_claim(by=editor, citations=[draft])
    undo(signature(first), editor)
    assert second.citations.get().origin.first_said == "The Evening Post"


def test_a_citation_editor_undoes_what_is_about_sources_and_citations_alone(editor: Member) -> None:
    citing = factories.a_member(MemberRole.CITATION_EDITOR)
    claim = factories.a_claim(by=editor)
    add_citation(claim=claim, citation=factories.a_paraphrase("Another says so.", by=editor), by=editor)
    undo(signature(Citation.objects.last()), citing)
    assert claim.citations.count() == 1
    with pytest.raises(NotAllowedError):
        undo(edited(claim, editor, text="Second."), citing)
    assert Claim.objects.get(pk=claim.pk).text == "Second."
