"""A deal's claims put back to how they stood at a moment, or as a release shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from deals.actions.claims import add_citation, approve_claim, edit_claim, retract_claim
from deals.actions.deals import edit_deal
from deals.actions.moving import move_claims, withdraw_deal
from deals.actions.refused import ChangedMeanwhileError, NotAllowedError, RefusedError
from deals.actions.restoring import CHANGED, NOTHING, SAY_WHY, restore_deal
from deals.actions.undoing import undo_change
from deals.models import Claim, Deal, Member, MemberRole
from deals.models.past import events
from deals.publishing import past_claims
from deals.publishing.past_claims import claims_at, claims_of
from deals.queries.restoring import restoring
from deals.vocabulary.withholding import BLOCK
from tests import factories

if TYPE_CHECKING:
    from datetime import datetime

    from deals.publishing.past_claims import PastClaim

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editor() -> Member:
    return factories.a_member(username="ada")


@pytest.fixture
def publisher() -> Member:
    return factories.a_member(MemberRole.PUBLISHER)


def edited(claim: Claim, by: Member, **columns: Any) -> None:
    stored = Claim.objects.get(pk=claim.pk)
    for column, value in columns.items():
        setattr(stored, column, value)
    edit_claim(claim=stored, seen_version=stored.version, by=by, why="Said better.")


def restored(deal: Deal, moment: datetime, by: Member) -> list[Claim]:
    seen = restoring(claims_at(deal, moment)).seen_versions
    return restore_deal(deal=deal, then=lambda: claims_at(deal, moment), seen_versions=seen, by=by, why="A bad hour.")


def stays(found: list[PastClaim]) -> dict[str, str]:
    return {str(past.now or past.then): past.stays for past in found if past.stays}


def test_the_claims_get_their_words_of_then_and_all_else_stays(editor: Member) -> None:
    deal = factories.a_deal("First title", by=editor)
    one = factories.a_claim(deal, by=editor, text="One.", happened="2031-05")
    two = factories.a_claim(deal, by=editor, text="Two.", track="Financing")
    same = factories.a_claim(deal, by=editor, text="Same.")
    other = factories.a_claim(by=editor, text="Of another deal.")
    moment = timezone.now()
    edited(one, editor, text="One, worse.", happened="2031-06", rank="deprecated", rank_reason="So.")
    edited(two, editor, text="Two, worse.")
    edited(two, editor, text="Two, worst.", track=deal.tracks.get(is_main=True))
    edited(other, editor, text="Another's, changed.")
    add_citation(claim=two, citation=factories.a_paraphrase("Another says so.", by=editor), by=editor)
    renamed = Deal.objects.get(pk=deal.pk)
    renamed.title = "Second title"
    edit_deal(deal=renamed, seen_version=1, by=editor)
    assert [claim.pk for claim in restored(deal, moment, factories.a_member(username="ben"))] == [one.pk, two.pk]
    first, second = (Claim.objects.get(pk=claim.pk) for claim in (one, two))
    assert (first.text, first.happened_edtf, str(first.happened_last), first.rank, first.rank_reason) == (
        "One.", "2031-05", "2031-05-31", "normal", "",
    )  # fmt: skip
    assert (second.text, second.track.name, second.citations.count()) == ("Two.", "Financing", 2)
    assert (first.version, first.state, str(first.drafted_by)) == (3, "draft", "ben")
    assert Claim.objects.get(pk=same.pk).version == 1
    assert Claim.objects.get(pk=other.pk).text == "Another's, changed."
    assert Deal.objects.get(pk=deal.pk).title == "Second title"
    last = events(Claim).filter(pgh_obj__in=[one.pk, two.pk]).order_by("-pgh_id")[:2]
    assert len({event.pgh_context_id for event in last}) == 1, "one signature for all"
    assert last[0].pgh_context.metadata["why"] == "A bad hour."


def test_a_release_is_a_past_too(editor: Member, publisher: Member) -> None:
    claim = factories.an_approved_claim(by=editor, publisher=publisher, text="As published.")
    release = factories.a_release(claim.deal, publisher=publisher)
    edited(claim, editor, text="Drafted since.")
    approve_claim(claim=claim, seen_version=2, by=publisher)
    factories.a_claim(claim.deal, by=editor, label="New")
    found = claims_of(release)
    assert stays(found) == {"New": past_claims.NOT_SHOWN}
    preview = restoring(found)
    (change,) = preview.changes
    assert [(field.column, field.before, field.after) for field in change.fields] == [
        ("text", "Drafted since.", "As published."),
    ]
    restore_deal(
        deal=claim.deal, then=lambda: claims_of(release), seen_versions=preview.seen_versions, by=editor, why="So."
    )
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.text, stored.version, stored.state) == ("As published.", 3, "draft")
    assert list(stored.approvals.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_what_is_left_as_it_is_says_why(editor: Member, publisher: Member) -> None:
    deal = factories.a_deal(by=editor)
    retracted = factories.an_approved_claim(deal, by=editor, publisher=publisher, label="Retracted")
    removed = factories.a_claim(deal, by=editor, label="Removed")
    moved = factories.a_claim(deal, by=editor, label="Moved")
    withheld = factories.a_claim(deal, by=editor, label="Withheld", text=BLOCK * 9)
    moment = timezone.now()
    edited(retracted, editor, text="Other words.")
    approve_claim(claim=retracted, seen_version=2, by=publisher)
    retract_claim(claim=retracted, by=publisher, why="No.")
    undo_change(
        signature=events(Claim).filter(pgh_obj=removed.pk).last().pgh_context_id, by=editor, why="Not this deal."
    )
    move_claims(claims=[moved], to=factories.a_deal(by=editor), by=publisher, why="The other deal's.")
    edited(withheld, editor, text="Other words.")
    factories.a_claim(deal, by=editor, label="Made since")
    found = claims_at(deal, moment)
    assert stays(found) == {
        "Retracted": past_claims.IS_RETRACTED,
        "Removed": past_claims.REMOVED,
        "Moved": past_claims.MOVED,
        "Withheld": past_claims.WITHHELD,
        "Made since": past_claims.MADE_SINCE,
    }
    assert not any(past.is_changed for past in found)
    with pytest.raises(RefusedError, match=NOTHING):
        restored(deal, moment, editor)


def test_who_looked_before_somebody_saved_looks_again(editor: Member) -> None:
    claim = factories.a_claim(by=editor, text="First.")
    moment = timezone.now()
    edited(claim, editor, text="Second.")
    seen = restoring(claims_at(claim.deal, moment)).seen_versions
    edited(claim, editor, text="Third.")
    with pytest.raises(ChangedMeanwhileError, match=CHANGED):
        restore_deal(
            deal=claim.deal, then=lambda: claims_at(claim.deal, moment), seen_versions=seen, by=editor, why="So."
        )
    assert Claim.objects.get(pk=claim.pk).text == "Third."


def test_it_says_why_and_needs_the_right(editor: Member) -> None:
    claim = factories.a_claim(by=editor, text="First.")
    moment = timezone.now()
    edited(claim, editor, text="Second.")
    with pytest.raises(RefusedError, match=SAY_WHY):
        restore_deal(deal=claim.deal, then=list, seen_versions={}, by=editor, why=" ")
    editor.is_active = False
    with pytest.raises(NotAllowedError):
        restored(claim.deal, moment, editor)


def test_a_deal_that_is_followed_no_longer_is_not_put_back(editor: Member, publisher: Member) -> None:
    claim = factories.a_claim(by=editor, text="First.")
    moment = timezone.now()
    edited(claim, editor, text="Second.")
    withdraw_deal(deal=claim.deal, by=publisher, why="No arms.")
    with pytest.raises(RefusedError, match="was withdrawn"):
        restored(claim.deal, moment, editor)


def test_putting_back_is_undone_in_one_go(editor: Member) -> None:
    deal = factories.a_deal(by=editor)
    claims = [factories.a_claim(deal, by=editor, text=text) for text in ("One.", "Two.")]
    moment = timezone.now()
    for claim in claims:
        edited(claim, editor, text="Changed.")
    restored(deal, moment, editor)
    undo_change(signature=events(Claim).last().pgh_context_id, by=editor, why="It was right.")
    assert set(deal.claims.values_list("text", "version")) == {("Changed.", 4)}
