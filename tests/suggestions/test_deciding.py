"""A person's decision on a suggestion: once, signed, and for good."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from deals.actions.refused import NotAllowedError, RefusedError
from deals.models import Claim, Decision
from deals.suggestions.deciding import accept, add_from_passage, reject
from deals.suggestions.drafting import drafted_claim
from tests import factories
from tests.rules.together import at_once

if TYPE_CHECKING:
    from deals.suggestions.models import Suggestion

pytestmark = pytest.mark.django_db

QUOTE = "Both sides agreed in principle to build the radars together"


def a_suggestion(quote: str = QUOTE) -> Suggestion:
    intake = factories.an_intake_with_suggestions(deal=factories.a_deal())
    return intake.suggestions.get(quote=quote)


def test_an_accepted_suggestion_is_a_draft_claim_that_quotes_its_passage_and_keeps_the_decision() -> None:
    suggestion, editor = a_suggestion(), factories.a_member()
    assert suggestion.intake.deal is not None
    claim = accept(suggestion=suggestion, deal=suggestion.intake.deal, by=editor)
    passage = claim.citations.get().passages.get()
    assert (claim.kind, claim.state, claim.entry) == ("stage", "draft", "suggested")
    assert claim.track.name == "joint production"
    assert (passage.text, passage.reading) == (QUOTE, suggestion.reading)
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.claim_id) == ("accepted", claim.pk)
    assert suggestion.decision == claim.decision
    assert claim.decision is not None
    assert (claim.decision.decided_by, claim.decision.verdict) == (editor, "accepted")


def test_accepting_twice_makes_one_claim_and_one_decision() -> None:
    suggestion = a_suggestion()
    deal = suggestion.intake.deal
    assert deal is not None
    claims = {accept(suggestion=suggestion, deal=deal, by=factories.a_member()).pk for _ in range(2)}
    assert len(claims) == 1
    assert (Claim.objects.count(), Decision.objects.count()) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_accepting_and_rejecting_at_once_does_one_of_them() -> None:
    suggestion = a_suggestion()
    deal = suggestion.intake.deal
    assert deal is not None
    one, other = factories.a_member(), factories.a_member()
    found = at_once(
        lambda: accept(suggestion=suggestion, deal=deal, by=one), lambda: reject(suggestion=suggestion, by=other)
    )
    suggestion.refresh_from_db()
    assert sum(isinstance(result, RefusedError) for result in found) == 1, found
    assert (suggestion.state == "accepted") == (Claim.objects.count() == 1)
    assert Decision.objects.count() == 1


def test_an_amended_claim_is_stored_as_amended() -> None:
    suggestion = a_suggestion()
    deal = suggestion.intake.deal
    assert deal is not None
    draft = drafted_claim(suggestion, deal)
    draft.claim.text = "Lowland says that both agreed in principle."
    claim = accept(suggestion=suggestion, deal=deal, by=factories.a_member(), amended=replace(draft, track=""))
    suggestion.refresh_from_db()
    assert (suggestion.state, claim.track.is_main) == ("amended", True)
    assert claim.text == "Lowland says that both agreed in principle."


def test_an_amendment_that_lacks_something_is_refused_and_nothing_is_decided() -> None:
    suggestion = a_suggestion()
    deal = suggestion.intake.deal
    assert deal is not None
    draft = drafted_claim(suggestion, deal)
    draft.claim.stage = None
    with pytest.raises(ValidationError):
        accept(suggestion=suggestion, deal=deal, by=factories.a_member(), amended=draft)
    suggestion.refresh_from_db()
    assert suggestion.state == "waiting"
    assert not Decision.objects.exists()


def test_what_was_rejected_is_not_accepted_and_what_was_accepted_not_rejected() -> None:
    rejected, editor = a_suggestion(), factories.a_member()
    deal = rejected.intake.deal
    assert deal is not None
    reject(suggestion=rejected, by=editor, reason="It is about another deal.")
    assert reject(suggestion=rejected, by=editor).state == "rejected"
    with pytest.raises(RefusedError, match="was rejected meanwhile"):
        accept(suggestion=rejected, deal=deal, by=editor)
    accepted = a_suggestion()
    accept(suggestion=accepted, deal=deal, by=editor)
    with pytest.raises(RefusedError, match="was accepted meanwhile"):
        reject(suggestion=accepted, by=editor)
    assert Claim.objects.count() == 1
    assert Decision.objects.get(verdict="rejected").reason == "It is about another deal."


def test_a_member_who_has_left_decides_nothing() -> None:
    suggestion, left = a_suggestion(), factories.a_member()
    left.is_active = False
    with pytest.raises(NotAllowedError, match="may not decide on suggestions"):
        reject(suggestion=suggestion, by=left)


def test_a_passage_that_a_person_selects_is_a_typed_claim() -> None:
    suggestion = a_suggestion()
    deal = suggestion.intake.deal
    assert deal is not None
    claim = add_from_passage(
        reading=suggestion.reading, start=suggestion.start, end=suggestion.end, deal=deal,
        draft=drafted_claim(suggestion, deal), by=factories.a_member(),
    )  # fmt: skip
    assert (claim.entry, claim.decision) == ("typed", None)
    assert claim.citations.get().passages.get().text == QUOTE
