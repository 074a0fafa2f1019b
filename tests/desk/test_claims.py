from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deals.actions.claims import edit_claim
from deals.forms.kinds import LABELS
from deals.models import Claim, Deal, Member, Party
from deals.models.kinds import ALL_COLUMNS
from deals.sources.models import Source
from deals.vocabulary.kinds import Kind
from tests.desk.pages import desk, errors, said, text
from tests.factories import a_claim, a_deal, a_member, a_source, a_speaker, an_approved_claim

if TYPE_CHECKING:
    from django.test import Client

EDIT = {
    "text": "Talks are held.",
    "label": "Talks",
    "stage": "talks",
    "modality": "asserted",
    "weight": "normal",
    "rank": "normal",
}
CITE = {
    "citation-source_title": "Radar talks go on",
    "citation-source_kind": "article",
    "citation-outlet": "Evening Post",
    "citation-paraphrase": "The talks go on.",
    "citation-locator": "paragraph 4",
    "citation-bearing": "supports",
    "citation-kind": "own_reporting",
}


@pytest.fixture
def deal(editor: Member) -> Deal:
    return a_deal(by=editor)


@pytest.fixture
def claim(editor: Member, deal: Deal) -> Claim:
    return a_claim(deal, by=editor)


def test_editing_a_draft_makes_its_next_version(editor_desk: Client, claim: Claim) -> None:
    typed = {**EDIT, "text": "Talks go on.", "happened": "2031-09", "track": "Financing", "seen_version": "1"}
    answer = editor_desk.post(desk("claim", claim.public_id), typed)
    assert answer["Location"] == desk("claim", claim.public_id)
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.text, stored.version, stored.track.name) == ("Talks go on.", 2, "Financing")
    assert (stored.happened_edtf, stored.happened_last.isoformat()) == ("2031-09", "2031-09-30")
    assert stored.proof_id == claim.proof_id


def test_editing_an_approved_claim_needs_a_reason_and_makes_a_draft(
    editor: Member, publisher: Member, editor_desk: Client, deal: Deal
) -> None:
    claim = an_approved_claim(deal, by=editor, publisher=publisher)
    typed = {**EDIT, "text": "Talks go on.", "seen_version": "1"}
    answer = editor_desk.post(desk("claim", claim.public_id), typed)
    assert "Say why you change a claim that was approved." in errors(answer)["__all__"]
    assert "Talks go on." in text(answer)
    editor_desk.post(desk("claim", claim.public_id), {**typed, "why": "A newer report."})
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.state, stored.version, stored.text) == ("draft", 2, "Talks go on.")


def test_two_who_edit_a_claim_see_both_versions(editor_desk: Client, claim: Claim) -> None:
    theirs = Claim.objects.get(pk=claim.pk)
    theirs.text, theirs.happened = "Theirs.", "2031-05"
    edit_claim(claim=theirs, seen_version=1, by=a_member(), why="")
    answer = editor_desk.post(desk("claim", claim.public_id), {**EDIT, "text": "Mine.", "seen_version": "1"})
    assert answer.status_code == 409
    shown = {d.label: (d.theirs, d.yours) for d in answer.context["clash"].differences}
    assert shown == {"What is claimed": ("Theirs.", "Mine."), "When it happened": ("2031-05", "")}
    assert Claim.objects.get(pk=claim.pk).text == "Theirs."
    editor_desk.post(desk("claim", claim.public_id), {**EDIT, "text": "Mine.", "seen_version": "2"})
    assert Claim.objects.get(pk=claim.pk).text == "Mine."


def test_a_date_that_is_no_date_is_said_at_the_field(editor_desk: Client, claim: Claim) -> None:
    typed = {**EDIT, "happened": "2031-02-30", "seen_version": "1"}
    answer = editor_desk.post(desk("claim", claim.public_id), typed)
    assert errors(answer)["happened"] == ["“2031-02-30” is not in the calendar: write a day of that month as 01 to 28."]
    assert Claim.objects.get(pk=claim.pk).version == 1


def test_a_statement_keeps_its_speaker_when_it_is_edited(editor: Member, editor_desk: Client, deal: Deal) -> None:
    speaker = a_speaker("Ada Brook", office="minister", by=editor)
    claim = a_claim(deal, Kind.STATEMENT, by=editor, speaker=speaker, act="confirm")
    form = editor_desk.get(desk("claim", claim.public_id)).context["form"]
    shown = {field.name: field.value() for field in form if field.value() not in (None, False)}
    editor_desk.post(desk("claim", claim.public_id), {**shown, "text": "She confirms.", "seen_version": "1"})
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.text, stored.speaker) == ("She confirms.", speaker)


def test_another_citation_may_dispute_the_claim(editor_desk: Client, claim: Claim) -> None:
    typed = {
        **CITE,
        "citation-bearing": "disputes",
        "citation-speaker_party": "Farland",
        "citation-url": "HTTPS://e.example/a#b",
    }
    answer = editor_desk.post(desk("cite", claim.public_id), typed)
    assert said(answer) == "The citation is added."
    stored = Claim.objects.get(pk=claim.pk)
    first, second = stored.citations.all()
    assert (stored.version, stored.proof_id, stored.state) == (2, first.pk, "draft")
    assert (second.basis, second.bearing, second.locator) == ("paraphrased", "disputes", "paragraph 4")
    assert (second.source.url, str(second.source.outlet)) == ("https://e.example/a", "Evening Post")
    assert str(second.origin.speaker) == "Farland"


def test_a_source_that_is_known_by_its_address_is_cited_and_not_made_again(
    editor: Member, editor_desk: Client, claim: Claim
) -> None:
    known = a_source(by=editor, url="https://e.example/a")
    number = Source.objects.count()
    editor_desk.post(desk("cite", claim.public_id), {**CITE, "citation-url": "https://e.example/a"})
    assert Source.objects.count() == number
    assert claim.citations.last().source == known  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"citation-paraphrase": ""}, "paraphrase", "Fill this in, or"),
        ({"citation-locator": ""}, "locator", "Fill this in: a paraphrase"),
        ({"citation-published": "soon"}, "published", "is not a date"),
        ({"citation-said": "soon"}, "said", "is not a date"),
        ({"citation-url": "ftp://e.example/"}, "url", "http"),
        ({"citation-speaker_name": "Ada Brook"}, "speaker_party", "for which party"),
    ],
)
def test_a_citation_that_lacks_something_is_not_stored(
    editor_desk: Client, claim: Claim, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = editor_desk.post(desk("cite", claim.public_id), {**CITE, "citation-outlet": "New Post", **typed})
    assert sentence in " ".join(errors(answer, "citation")[field])
    assert "Radar talks go on" in text(answer)
    assert claim.citations.count() == 1
    assert not Source.objects.filter(outlet__name="New Post").exists()


def test_a_publisher_approves_the_version_seen(publisher_desk: Client, claim: Claim) -> None:
    address = desk("approve", claim.public_id)
    assert "not as you saw it" in said(publisher_desk.post(address, {"seen_version": "2"}))
    assert "Approved: Talks." in said(publisher_desk.post(address, {"seen_version": "1"}))
    assert Claim.objects.get(pk=claim.pk).state == "approved"


def test_a_publisher_does_not_approve_their_own(publisher: Member, publisher_desk: Client, deal: Deal) -> None:
    claim = a_claim(deal, by=publisher)
    assert "Ask another publisher" in said(publisher_desk.post(desk("approve", claim.public_id), {"seen_version": "1"}))
    assert "disabled" in text(publisher_desk.get(desk("claim", claim.public_id)))


def test_a_claim_is_retracted_with_a_reason_and_stays_visible(
    editor: Member, publisher: Member, publisher_desk: Client, deal: Deal
) -> None:
    claim = an_approved_claim(deal, by=editor, publisher=publisher)
    address = desk("retract", claim.public_id)
    assert "Say why" in said(publisher_desk.post(address, {"why": ""}))
    publisher_desk.post(address, {"why": "It was another deal."})
    assert Claim.objects.get(pk=claim.pk).state == "retracted"
    assert "It was another deal." in text(publisher_desk.get(desk("deal", deal.public_id)))
    answer = publisher_desk.post(desk("claim", claim.public_id), {**EDIT, "seen_version": "1", "why": "Again."})
    assert "Make a new one." in errors(answer)["__all__"][0]


KINDS: dict[Kind, dict[str, Any]] = {
    Kind.PARTICIPATION: {"participant": "Farland", "role": "broker"},
    Kind.STAGE: {"stage": "contract_signed", "instrument": "supply_contract"},
    Kind.PAYMENT: {"payment_state": "paid", "payment_measure": "flow", "payer": "Lowland"},
    Kind.DELIVERY: {"delivery_measure": "flow", "quantity": "2", "quantity_unit": "radars"},
    Kind.ORDER: {"quantity": "4", "quantity_unit": "radars", "commitment": "firm"},
    Kind.VALUATION: {"amount": "2500000", "currency": "EUR", "amount_mark": "about", "basis": "contract"},
    Kind.AUTHORISATION: {"organ": "Highland", "subject": "export", "outcome": "granted"},
    Kind.STATEMENT: {"speaker_party": "Lowland", "speaker_name": "Ada Brook", "act": "confirm"},
    Kind.EVENT: {"actor": "Farland", "event_type": "sanction"},
}


@pytest.mark.parametrize("kind", list(Kind))
def test_a_claim_of_each_kind_is_typed_by_hand_with_its_first_citation(
    editor_desk: Client, deal: Deal, kind: Kind
) -> None:
    address = f"{desk('type_claim', deal.public_id)}?kind={kind}"
    form = editor_desk.get(address).context["form"]
    shown = {field.name: field.value() for field in form if field.value() not in (None, False)}
    answer = editor_desk.post(address, {**shown, "text": "It is so.", "label": "So", **CITE, **KINDS[kind]})
    assert said(answer) == "Added: So."
    claim = deal.claims.get()
    assert (claim.kind, claim.entry, claim.citations.get().basis) == (kind, "typed", "paraphrased")
    assert str(claim.citations.get().origin.speaker or "") == ("Ada Brook, Lowland" if kind is Kind.STATEMENT else "")
    page = text(editor_desk.get(desk("deal", deal.public_id)))
    assert "It is so." in page


@pytest.mark.parametrize("kind", list(Kind))
def test_what_a_kind_cannot_do_without_is_asked_for_at_its_field(editor_desk: Client, deal: Deal, kind: Kind) -> None:
    address = f"{desk('type_claim', deal.public_id)}?kind={kind}"
    answer = editor_desk.post(
        address, {"text": "It is so.", "label": "So", "modality": "asserted", "weight": "key", **CITE}
    )
    assert "Fill this in." in " ".join(sentence for found in errors(answer).values() for sentence in found)
    assert not Claim.objects.exists()
    assert not Party.objects.exists()


def test_a_kind_that_is_none_is_not_found(editor_desk: Client, deal: Deal) -> None:
    assert editor_desk.get(f"{desk('type_claim', deal.public_id)}?kind=rumour").status_code == 404


def test_each_column_has_a_label() -> None:
    assert set(ALL_COLUMNS) - {"speaker"} == set(LABELS)


def test_a_rank_other_than_normal_needs_its_reason(editor_desk: Client, claim: Claim) -> None:
    typed = {**EDIT, "rank": "deprecated", "seen_version": "1"}
    answer = editor_desk.post(desk("claim", claim.public_id), typed)
    assert "Say why" in errors(answer)["rank_reason"][0]
    editor_desk.post(desk("claim", claim.public_id), {**typed, "rank_reason": "Taken back by the paper."})
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.rank, stored.rank_reason) == ("deprecated", "Taken back by the paper.")


def test_a_staff_of_one_may_approve_their_own_where_the_setting_says_so(
    publisher: Member, publisher_desk: Client, deal: Deal, settings: Any
) -> None:
    settings.AUTHORS_MAY_APPROVE = True
    claim = a_claim(deal, by=publisher)
    assert [row.claim for row in publisher_desk.get(desk("deal", deal.public_id)).context["to_approve"]] == [claim]
    publisher_desk.post(desk("approve", claim.public_id), {"seen_version": "1"})
    assert Claim.objects.get(pk=claim.pk).state == "approved"


def test_the_unknown_party_is_one_party_of_its_own_kind(editor_desk: Client, deal: Deal) -> None:
    for words in ("It is so.", "It is so again."):
        address = f"{desk('type_claim', deal.public_id)}?kind=event"
        typed = {"text": words, "label": "So", "modality": "asserted", "weight": "key", **CITE}
        editor_desk.post(address, {**typed, "actor": "Unknown", "event_type": "sanction"})
    assert deal.claims.count() == 2
    assert [(party.name, party.kind) for party in Party.objects.all()] == [("unknown", "unknown")]
