"""Two who edit the same thing: the second sees what it was, what the other saved, what was typed, and chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deals.actions.claims import add_citation, edit_claim, retract_claim
from deals.actions.deals import edit_deal
from deals.actions.sources import edit_source
from deals.models import Claim, Deal, Member
from deals.sources.models import Source
from deals.views.clashes import CHOOSE
from tests.desk.pages import desk, errors, text
from tests.factories import a_claim, a_deal, a_member, a_paraphrase, a_source, an_approved_claim

if TYPE_CHECKING:
    from django.test import Client

OPENED = {
    "text": "Talks are held.", "label": "Talks", "stage": "talks", "modality": "asserted", "weight": "normal",
    "rank": "normal", "happened": "2031-05", "seen_version": "1", "opened_version": "1",
}  # fmt: skip


@pytest.fixture
def claim(editor: Member) -> Claim:
    """Opened by the editor at version 1; ben has saved version 2 meanwhile."""
    claim = Claim.objects.get(pk=a_claim(by=editor, text="Talks are held.", happened="2031-05").pk)
    save(claim, text="Ben's words.", weight="key", why="A later report.")
    return claim


def save(claim: Claim, *, why: str = "", **columns: Any) -> None:
    stored = Claim.objects.get(pk=claim.pk)
    for column, value in columns.items():
        setattr(stored, column, value)
    edit_claim(claim=stored, seen_version=stored.version, by=a_member(), why=why)


def shown(answer: Any) -> dict[str, tuple[str, str, str, str]]:
    return {d.field.name: (d.opened, d.theirs, d.yours, d.taken) for d in answer.context["clash"].differences}


def test_the_second_sees_all_three_and_nothing_is_stored(editor_desk: Client, claim: Claim) -> None:
    mine = {**OPENED, "text": "My words.", "happened": "2031-06"}
    answer = editor_desk.post(desk("claim", claim.public_id), mine)
    assert answer.status_code == 409
    assert shown(answer) == {
        "text": ("Talks are held.", "Ben's words.", "My words.", ""),
        "weight": ("normal", "key", "normal", "theirs"),
        "happened": ("2031-05", "2031-05", "2031-06", "yours"),
    }
    assert "A later report." in text(answer)
    assert (answer.context["opened_version"], answer.context["seen_version"]) == (1, 2)
    assert Claim.objects.get(pk=claim.pk).text == "Ben's words."


def chosen(**ways: str) -> dict[str, Any]:
    """The page of the clash, sent with these choices."""
    choices = {f"choose-{name}": way for name, way in ways.items()}
    typed = {**OPENED, "text": "My words.", "happened": "2031-06", "seen_version": "2"}
    return {**typed, **choices, "differs": ["text", "weight", "happened"]}


@pytest.mark.parametrize(
    ("ways", "stored"),
    [
        ({"text": "yours", "weight": "theirs", "happened": "yours"}, ("My words.", "key", "2031-06")),
        ({"text": "theirs", "weight": "yours", "happened": "theirs"}, ("Ben's words.", "normal", "2031-05")),
    ],
)
def test_one_chooses_field_by_field(
    editor_desk: Client, claim: Claim, ways: dict[str, str], stored: tuple[str, str, str]
) -> None:
    answer = editor_desk.post(desk("claim", claim.public_id), chosen(**ways))
    assert answer.status_code == 302
    kept = Claim.objects.get(pk=claim.pk)
    assert (kept.text, kept.weight, kept.happened_edtf, kept.version) == (*stored, 3)


def test_what_both_changed_is_not_decided_by_itself(editor_desk: Client, claim: Claim) -> None:
    answer = editor_desk.post(desk("claim", claim.public_id), chosen(weight="yours", happened="yours"))
    assert errors(answer)["__all__"] == [CHOOSE]
    assert shown(answer)["text"] == ("Talks are held.", "Ben's words.", "My words.", "")
    assert shown(answer)["weight"][3] == "yours"
    assert Claim.objects.get(pk=claim.pk).version == 2


def test_choosing_theirs_loses_nothing_while_something_is_wrong(editor_desk: Client, claim: Claim) -> None:
    ways = chosen(text="theirs", weight="theirs", happened="yours")
    answer = editor_desk.post(desk("claim", claim.public_id), {**ways, "happened": "soon"})
    assert "is not a date" in errors(answer)["happened"][0]
    assert shown(answer)["text"] == ("Talks are held.", "Ben's words.", "My words.", "theirs")


def test_a_third_one_is_met_with_what_was_opened_first(editor_desk: Client, claim: Claim) -> None:
    save(claim, text="A third one's words.")
    answer = editor_desk.post(desk("claim", claim.public_id), chosen(text="yours", weight="theirs", happened="yours"))
    assert answer.status_code == 409
    assert shown(answer)["text"][:3] == ("Talks are held.", "A third one's words.", "My words.")
    assert answer.context["seen_version"] == 3


def test_a_wrong_date_does_not_hide_that_somebody_else_saved(editor_desk: Client, claim: Claim) -> None:
    """The page that comes back still says which version one had opened."""
    wrong = editor_desk.post(desk("claim", claim.public_id), {**OPENED, "text": "My words.", "happened": "soon"})
    assert wrong.context["seen_version"] == 1
    mended = {**OPENED, "text": "My words.", "seen_version": str(wrong.context["seen_version"])}
    assert editor_desk.post(desk("claim", claim.public_id), mended).status_code == 409
    assert Claim.objects.get(pk=claim.pk).text == "Ben's words."


def test_who_only_added_a_citation_leaves_the_words_to_the_other(editor: Member, editor_desk: Client) -> None:
    claim = a_claim(by=editor, text="Talks are held.", happened="2031-05")
    add_citation(claim=claim, citation=a_paraphrase(by=editor), by=editor)
    answer = editor_desk.post(desk("claim", claim.public_id), {**OPENED, "text": "My words."})
    assert shown(answer) == {"text": ("Talks are held.", "Talks are held.", "My words.", "yours")}


def test_words_typed_for_a_claim_that_was_retracted_meanwhile_are_not_lost(
    editor: Member, publisher: Member, editor_desk: Client
) -> None:
    claim = an_approved_claim(by=editor, publisher=publisher, text="Talks are held.", happened="2031-05")
    retract_claim(claim=claim, by=publisher, why="The paper took it back.")
    page = text(editor_desk.post(desk("claim", claim.public_id), {**OPENED, "text": "My long words.", "why": "So."}))
    assert "What you typed" in page
    assert "<dd>My long words.</dd>" in page


def test_a_deal_is_chosen_field_by_field_too(editor: Member, editor_desk: Client) -> None:
    deal = a_deal("Radars for Lowland", by=editor)
    theirs = Deal.objects.get(pk=deal.pk)
    theirs.not_known, theirs.is_fictional, theirs.summary = ["The price.", "The day."], True, "Ben's."
    edit_deal(deal=theirs, seen_version=1, by=a_member())
    opened = {"title": deal.title, "transfer": "sale", "route": "unknown", "opened_version": "1"}
    answer = editor_desk.post(desk("edit_deal", deal.public_id), {**opened, "summary": "Mine.", "seen_version": "1"})
    assert shown(answer) == {
        "summary": ("", "Ben's.", "Mine.", ""),
        "not_known": ("", "The price.\nThe day.", "", "theirs"),
        "is_fictional": ("no", "yes", "no", "theirs"),
    }
    names = ["summary", "not_known", "is_fictional"]
    ways = {"choose-summary": "yours", "choose-not_known": "theirs", "choose-is_fictional": "theirs", "differs": names}
    editor_desk.post(desk("edit_deal", deal.public_id), {**opened, "summary": "Mine.", "seen_version": "2", **ways})
    stored = Deal.objects.get(pk=deal.pk)
    assert (stored.summary, stored.not_known, stored.is_fictional) == ("Mine.", ["The price.", "The day."], True)


def test_two_who_correct_a_source_meet(editor: Member, editor_desk: Client) -> None:
    source = a_source("Radars", by=editor, published="2031-10-09")
    theirs = Source.objects.get(pk=source.pk)
    theirs.author = "Ben Hill"
    edit_source(source=theirs, seen_version=1, by=a_member(), why="")
    opened = {"title": "Radars", "kind": "article", "outlet_name": "Morning Post", "published_day": "2031-10-09"}
    mine = {**opened, "title": "Radars, again", "seen_version": "1", "opened_version": "1"}
    answer = editor_desk.post(desk("source", source.public_id), mine)
    assert answer.status_code == 409
    assert shown(answer) == {
        "title": ("Radars", "Radars", "Radars, again", "yours"),
        "author": ("", "Ben Hill", "", "theirs"),
    }
    ways = {"choose-title": "yours", "choose-author": "theirs", "differs": ["title", "author"], "seen_version": "2"}
    editor_desk.post(desk("source", source.public_id), {**mine, **ways})
    stored = Source.objects.get(pk=source.pk)
    assert (stored.title, stored.author, stored.version) == ("Radars, again", "Ben Hill", 3)


@pytest.mark.parametrize("tampered", [{"differs": ["deal", "nothing"]}, {"opened_version": "77", "seen_version": "2"}])
def test_what_was_tampered_with_stores_nothing_but_what_the_form_asks(
    editor_desk: Client, claim: Claim, tampered: dict[str, Any]
) -> None:
    ways = {"choose-deal": "theirs", "choose-nothing": "theirs"}
    answer = editor_desk.post(desk("claim", claim.public_id), {**OPENED, "text": "Mine.", **ways, **tampered})
    assert answer.status_code in {302, 409}
    assert Claim.objects.get(pk=claim.pk).deal == claim.deal
