"""What no browser would send is answered, not stumbled over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deals.models import Claim, Deal, Member
from tests.desk.pages import desk, errors, text
from tests.factories import a_claim, a_deal, an_approved_claim, an_intake_with_suggestions

if TYPE_CHECKING:
    from django.test import Client

    from deals.suggestions.models import Intake

NUL = "a\x00b"
HUGE = "9" * 40


@pytest.fixture
def claim(editor: Member) -> Claim:
    return a_claim(by=editor)


@pytest.fixture
def intake(editor: Member, claim: Claim) -> Intake:
    return an_intake_with_suggestions(by=editor, deal=claim.deal)


@pytest.mark.parametrize("typed", [NUL, HUGE, "<script>alert(1)</script>", "\u202e", "x" * 5000])
def test_every_form_answers_whatever_is_typed_into_all_its_fields(
    editor_desk: Client, publisher_desk: Client, claim: Claim, intake: Intake, typed: str
) -> None:
    number = intake.suggestions.all()[0].pk
    pages = [
        desk("inbox"),
        desk("new_deal"),
        desk("edit_deal", claim.deal.public_id),
        desk("new_deal_from_article", intake.public_id),
        desk("amend", intake.public_id, number),
        desk("claim", claim.public_id),
        desk("source", claim.citations.get().source.public_id),
        desk("add_claim", intake.public_id) + "?start=0&end=7&kind=payment",
        desk("type_claim", claim.deal.public_id) + "?kind=delivery",
    ]
    for page in pages:
        fields = [
            f"{f.html_name}" for form in ("form", "citation") for f in editor_desk.get(page).context.get(form) or ()
        ]
        answer = editor_desk.post(page, {"seen_version": typed, **dict.fromkeys(fields, typed)})
        assert answer.status_code < 500
        assert "<script>alert" not in text(answer)
    sent = [
        (desk("take_deal", intake.public_id), {"deal": typed}),
        (desk("select_passage", intake.public_id), {"quote": typed, "start": typed, "end": typed, "kind": typed}),
        (desk("cite", claim.public_id), {}),
        (desk("approve", claim.public_id), {"seen_version": typed}),
        (desk("approve_seen", claim.deal.public_id), {"claim": f"{typed}:{typed}"}),
        (desk("retract", claim.public_id), {"why": typed}),
        (desk("publish", claim.deal.public_id), {"why": typed, "seen_version": "1"}),
    ]
    for page, data in sent:
        assert publisher_desk.post(page, data).status_code < 500


def test_a_reason_is_kept_in_one_line_without_what_cannot_be_seen(
    editor: Member, publisher: Member, publisher_desk: Client
) -> None:
    deal = an_approved_claim(by=editor, publisher=publisher).deal
    publisher_desk.post(desk("publish", deal.public_id), {"why": "Ready\x00,\r\nas agreed\u202e.", "seen_version": "1"})
    assert deal.releases.get().why == "Ready, as agreed."


@pytest.mark.parametrize(
    ("field", "line", "sentence"),
    [("systems", "x" * 101, "at most 100"), ("suppliers", "x" * 201, "at most 200"), ("systems", "x\n" * 2, "")],
)
def test_a_line_longer_than_its_column_is_refused_at_the_field(
    editor: Member, editor_desk: Client, field: str, line: str, sentence: str
) -> None:
    intake = an_intake_with_suggestions(by=editor)
    typed = {"title": "Radars", "transfer": "sale", "route": "unknown", "category": "sensors", field: line}
    answer = editor_desk.post(desk("new_deal_from_article", intake.public_id), typed)
    if sentence:
        assert sentence in errors(answer)[field][0]
    assert Deal.objects.exists() is not bool(sentence)


def test_a_passage_with_markup_in_it_is_shown_as_text(editor: Member, editor_desk: Client) -> None:
    words = '<b onmouseover="x">Lowland</b> & Highland signed.'
    intake = an_intake_with_suggestions(by=editor, deal=a_deal(by=editor), text=words, candidates=())
    page = text(editor_desk.get(desk("intake", intake.public_id)))
    assert "&lt;b onmouseover=&quot;x&quot;&gt;Lowland&lt;/b&gt; &amp; Highland signed." in page
    assert "<b onmouseover" not in page
