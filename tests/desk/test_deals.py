from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deals.actions.claims import edit_claim
from deals.actions.deals import edit_deal
from deals.models import Claim, Deal, Decision, Member, Party, WeaponSystem
from deals.signing import signed
from tests.desk.pages import desk, errors, said, text
from tests.factories import (
    ARTICLE,
    a_claim,
    a_deal,
    a_member,
    a_participation,
    a_release,
    an_approved_claim,
    an_intake_with_suggestions,
)

if TYPE_CHECKING:
    from django.test import Client

TYPED = {"title": "Radars for Lowland", "transfer": "sale", "route": "state_to_state"}


@pytest.fixture
def deal(editor: Member) -> Deal:
    return a_deal(by=editor)


def test_the_page_shows_each_claim_with_its_proof_and_drafts_first(
    editor: Member, publisher: Member, editor_desk: Client, deal: Deal
) -> None:
    an_approved_claim(deal, by=editor, publisher=publisher, text="Talks began.", happened="2031-01")
    a_claim(deal, by=editor, text="Talks went on.", happened="2031-05")
    page = editor_desk.get(desk("deal", deal.public_id))
    assert [row.claim.text for row in page.context["rows"]] == ["Talks went on.", "Talks began."]
    assert "In our words: It says so." in text(page)
    assert "<strong>talks</strong> since 2031-01" in text(page)


def test_the_page_takes_as_many_queries_for_one_claim_as_for_several(
    editor: Member, editor_desk: Client, deal: Deal, django_assert_num_queries: Any
) -> None:
    for _ in range(2):
        for _ in range(3):
            a_claim(deal, by=editor)
        with django_assert_num_queries(20):
            editor_desk.get(desk("deal", deal.public_id))


def test_a_new_deal_has_its_systems(editor_desk: Client) -> None:
    typed = {**TYPED, "systems": "Halberd\nGlaive \n\nHalberd", "category": "sensors"}
    answer = editor_desk.post(desk("new_deal"), typed)
    deal = Deal.objects.get()
    assert answer["Location"] == desk("deal", deal.public_id)
    assert [(s.designation, s.category) for s in deal.systems.order_by("pk")] == [
        ("Halberd", "sensors"),
        ("Glaive", "sensors"),
    ]


def test_a_new_deal_without_a_title_is_not_made(editor_desk: Client) -> None:
    answer = editor_desk.post(desk("new_deal"), {**TYPED, "title": " ", "systems": "Halberd", "category": "sensors"})
    assert errors(answer)["title"] == ["Fill this in."]
    assert "Halberd" in text(answer)
    assert not Deal.objects.exists()
    assert not WeaponSystem.objects.exists()


def test_a_deal_from_an_article_is_filled_in_and_chosen_for_it(editor: Member, editor_desk: Client) -> None:
    intake = an_intake_with_suggestions(by=editor)
    form = editor_desk.get(desk("new_deal_from_article", intake.public_id)).context["form"]
    assert form["title"].value() == "Halberd from Highland to Lowland"
    typed = {**TYPED, "systems": "Halberd", "category": "sensors", "suppliers": "Highland", "recipients": "Lowland"}
    answer = editor_desk.post(desk("new_deal_from_article", intake.public_id), typed)
    intake.refresh_from_db()
    assert answer["Location"] == desk("intake", intake.public_id)
    assert intake.deal == Deal.objects.get(title="Radars for Lowland")
    assert "no sentence of the article" in said(answer)
    assert not Claim.objects.exists()


def test_who_takes_part_becomes_claims_cited_by_the_sentence_that_names_them(
    editor: Member, editor_desk: Client
) -> None:
    intake = an_intake_with_suggestions(by=editor)
    sentence = ARTICLE.splitlines()[0]
    intake.found |= {"quote": sentence, "start": 0, "end": len(sentence)}
    with signed(by=editor.pk, why="a test"):
        intake.save()
    typed = {
        **TYPED,
        "systems": "Halberd",
        "category": "sensors",
        "suppliers": "unknown seller",
        "recipients": "Lowland",
    }
    editor_desk.post(desk("new_deal_from_article", intake.public_id), {**typed, "new_party_kind": "company"})
    claims = Claim.objects.order_by("pk")
    assert [(str(c.participant), c.role, c.state) for c in claims] == [
        ("unknown seller", "supplier", "draft"),
        ("Lowland", "recipient", "draft"),
    ]
    assert {c.citations.get().passages.get().text for c in claims} == {sentence}
    assert Party.objects.get(name="unknown seller").kind == "company"
    assert [d.verdict for d in Decision.objects.all()] == ["added", "added"]


def test_editing_a_deal_stores_what_is_not_known_line_by_line(editor_desk: Client, deal: Deal) -> None:
    typed = {**TYPED, "seen_version": "1", "not_known": "The price.\r\n\r\nThe day. ", "last_checked_on": "2031-10-09"}
    answer = editor_desk.post(desk("edit_deal", deal.public_id), typed)
    assert answer["Location"] == desk("deal", deal.public_id)
    deal.refresh_from_db()
    assert (deal.not_known, deal.version) == (["The price.", "The day."], 2)
    assert deal.last_checked_on
    assert deal.last_checked_on.isoformat() == "2031-10-09"


def test_two_who_edit_a_deal_see_both_versions_and_nothing_is_lost(
    editor: Member, editor_desk: Client, deal: Deal
) -> None:
    theirs = Deal.objects.get(pk=deal.pk)
    theirs.title = "Theirs: radars"
    edit_deal(deal=theirs, seen_version=1, by=a_member())
    address = desk("edit_deal", deal.public_id)
    answer = editor_desk.post(address, {**TYPED, "title": "Mine: radars", "seen_version": "1"})
    assert answer.status_code == 409
    shown = {d.label: (d.theirs, d.yours) for d in answer.context["clash"].differences}
    assert shown["Title"] == ("Theirs: radars", "Mine: radars")
    assert shown["Route"] == ("unknown", "state to state")
    assert "Summary" not in shown
    assert Deal.objects.get().title == "Theirs: radars"
    again = {**TYPED, "title": "Mine: radars", "seen_version": str(answer.context["seen_version"])}
    assert editor_desk.post(address, again).status_code == 302
    assert Deal.objects.get().title == "Mine: radars"


def test_changing_a_public_deal_needs_a_reason(editor_desk: Client) -> None:
    deal = a_release().deal
    address, typed = desk("edit_deal", deal.public_id), {**TYPED, "title": "Another title", "seen_version": "1"}
    answer = editor_desk.post(address, typed)
    assert "Say why you change a deal that is public." in answer.content.decode()
    assert editor_desk.post(address, {**typed, "why": "the makers renamed it"}).status_code == 302
    assert Deal.objects.get(pk=deal.pk).title == "Another title"


@pytest.mark.parametrize("version", ["", "0", "-1", "one", "99"])
def test_a_version_that_was_tampered_with_is_a_clash(editor_desk: Client, deal: Deal, version: str) -> None:
    answer = editor_desk.post(desk("edit_deal", deal.public_id), {**TYPED, "seen_version": version})
    assert answer.status_code == 409


def test_a_publisher_approves_all_drafts_seen_but_their_own(
    editor: Member, publisher: Member, publisher_desk: Client, deal: Deal
) -> None:
    seen, own = a_claim(deal, by=editor), a_claim(deal, by=publisher)
    page = publisher_desk.get(desk("deal", deal.public_id))
    assert [row.claim for row in page.context["to_approve"]] == [seen]
    assert "You wrote this version: another publisher approves it." in text(page)
    answer = publisher_desk.post(desk("approve_seen", deal.public_id), {"claim": [f"{seen.pk}:1", "x:y", ""]})
    assert said(answer) == "1 claim approved."
    assert dict(deal.claims.values_list("pk", "state")) == {seen.pk: "approved", own.pk: "draft"}


def test_a_draft_that_changed_since_it_was_seen_stops_the_whole_approval(
    editor: Member, publisher_desk: Client, deal: Deal
) -> None:
    first, second = a_claim(deal, by=editor), a_claim(deal, by=editor)
    second.text = "Changed."
    edit_claim(claim=second, seen_version=1, by=editor, why="")
    answer = publisher_desk.post(desk("approve_seen", deal.public_id), {"claim": [f"{first.pk}:1", f"{second.pk}:1"]})
    assert "Nothing was approved." in said(answer)
    assert set(deal.claims.values_list("state", flat=True)) == {"draft"}


def test_a_draft_of_another_deal_is_not_approved_with_these(editor: Member, publisher_desk: Client, deal: Deal) -> None:
    other = a_claim(a_deal(by=editor), by=editor)
    publisher_desk.post(desk("approve_seen", deal.public_id), {"claim": [f"{other.pk}:1"]})
    assert Claim.objects.get(pk=other.pk).state == "draft"


def test_publishing_needs_a_reason_and_an_approved_claim(editor: Member, publisher_desk: Client, deal: Deal) -> None:
    address = desk("publish", deal.public_id)
    a_claim(deal, by=editor)
    answer = publisher_desk.post(address, {"why": "Ready.", "seen_version": "1"})
    assert "No claim of this deal is approved" in said(answer)
    assert "Say why" in said(publisher_desk.post(address, {"why": " "}))
    assert not deal.releases.exists()


def test_what_somebody_changed_meanwhile_is_not_published_unseen(publisher_desk: Client) -> None:
    deal = an_approved_claim().deal
    edit_deal(deal=deal, seen_version=1, by=a_member())
    answer = publisher_desk.post(desk("publish", deal.public_id), {"why": "Ready.", "seen_version": "1"})
    assert "changed the deal's own lines meanwhile" in said(answer)
    assert not deal.releases.exists()


def test_a_published_deal_lists_its_releases_with_their_public_pages(
    editor: Member, publisher: Member, publisher_desk: Client, deal: Deal
) -> None:
    a_participation(deal, by=editor)
    an_approved_claim(deal, by=editor, publisher=publisher)
    page = text(publisher_desk.get(desk("deal", deal.public_id)))
    assert "Release 1 would hold 1 claim." in page
    assert "What readers would see changed: 1 claim: new; where it stands, the deal’s own lines" in page
    answer = publisher_desk.post(desk("publish", deal.public_id), {"why": "Ready.", "seen_version": "1"})
    assert "Release 1 is public. 1 claim: new; where it stands, the deal’s own lines" in said(answer)
    page = text(publisher_desk.get(desk("deal", deal.public_id)))
    assert f"/deals/{deal.public_id}/releases/1/" in page
    assert "Nothing has changed since release 1." in page
    assert desk("publish", deal.public_id) not in page
    answer = publisher_desk.post(desk("publish", deal.public_id), {"why": "Once more.", "seen_version": "1"})
    assert said(answer).endswith("Nothing has changed since release 1.")
    publisher_desk.post(
        desk("edit_deal", deal.public_id),
        {"title": "Radars", "transfer": deal.transfer, "route": deal.route, "seen_version": "1", "why": "Shorter."},
    )
    page = text(publisher_desk.get(desk("deal", deal.public_id)))
    assert "What readers would see changed: the deal’s own lines" in page
    assert f"<del>{deal.title}</del>" in page
    assert "<ins>Radars</ins>" in page
    answer = publisher_desk.post(desk("publish", deal.public_id), {"why": "Its title.", "seen_version": "2"})
    assert "Release 2 is public." in said(answer)


def test_claims_that_disagree_stand_under_their_question_drafts_too(
    editor: Member, publisher: Member, editor_desk: Client, deal: Deal
) -> None:
    signed = {"stage": "contract_signed", "instrument": "supply_contract"}
    one = an_approved_claim(deal, by=editor, publisher=publisher, happened="2031-01-05", text="In January.", **signed)
    assert "Where claims disagree" not in text(editor_desk.get(desk("deal", deal.public_id)))
    a_claim(deal, by=editor, happened="2031-03-05", text="In March.", **signed)
    page = text(editor_desk.get(desk("deal", deal.public_id)))
    group = page.partition('id="disagree-title"')[2].partition("</section>")[0]
    assert "On which day?" in group
    assert ">open<" in group
    assert desk("claim", one.public_id) in group
    assert "In March." in group


def test_an_editor_says_which_approved_claims_the_summary_rests_on(
    editor: Member, publisher: Member, editor_desk: Client
) -> None:
    deal = a_deal(by=editor, summary="Talks go on.")
    approved, draft = an_approved_claim(deal, by=editor, publisher=publisher), a_claim(deal, by=editor)
    assert "say which facts it rests on" in text(editor_desk.get(desk("deal", deal.public_id)))
    form = editor_desk.get(desk("edit_deal", deal.public_id)).content.decode()
    assert 'role="group" aria-labelledby="id_rests_on_label"' in form
    assert '<span class="label" id="id_rests_on_label">' in form
    assert 'for=""' not in form
    opened = {**TYPED, "summary": "Talks go on.", "seen_version": "1", "opened_version": "1"}
    answer = editor_desk.post(desk("edit_deal", deal.public_id), {**opened, "rests_on": [draft.public_id]})
    assert errors(answer)["rests_on"] == ["Choose among the approved claims of this deal."]
    editor_desk.post(desk("edit_deal", deal.public_id), {**opened, "rests_on": [approved.public_id]})
    assert Deal.objects.get(pk=deal.pk).rests_on == [approved.public_id]
    assert "say which facts it rests on" not in text(editor_desk.get(desk("deal", deal.public_id)))
    assert approved.label in text(editor_desk.get(desk("deal_history", deal.public_id)))
