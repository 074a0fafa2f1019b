"""The same form, sent twice, makes one row: on each form that makes one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from deals import urls
from deals.models import Citation, Claim, Deal, Member, MemberRole, SentForm
from deals.suggestions.models import Intake
from deals.views.once import COUNTED_ONCE, SENT_FORMS_KEPT, SENT_TWICE
from tests.desk.addresses import TABLE
from tests.desk.conftest import signed_in
from tests.desk.pages import desk, said, text
from tests.desk.test_claims import CITE
from tests.factories import ARTICLE, a_claim, a_deal, a_member, an_intake_with_suggestions
from tests.rules.together import at_once

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

TOKEN = {"csrfmiddlewaretoken": "as the page brought it"}
DEAL = {"title": "Radars for Lowland", "transfer": "sale", "route": "unknown", "category": "sensors"}
CLAIM = {"text": "Talks are held.", "label": "Talks", "stage": "talks", "modality": "asserted", "weight": "normal"}

pytestmark = pytest.mark.django_db


def forms(editor: Member) -> dict[str, tuple[str, dict[str, Any], Callable[[], int]]]:
    """Of each form that makes a row: its address, what is typed, and how many rows there are."""
    deal = a_deal(by=editor)
    claim = a_claim(deal, by=editor)
    intake = an_intake_with_suggestions(by=editor, deal=deal)
    bare = an_intake_with_suggestions(by=editor, text=ARTICLE + " And more.")
    payment = intake.suggestions.get(kind="payment")
    paid = {"payment_state": "paid", "payment_measure": "flow", "text": "It paid.", "label": "Paid"}
    passage = f"{desk('add_claim', intake.public_id)}?kind=stage&start=0&end=7"
    edit = {**CLAIM, "rank": "normal", "seen_version": "1"}
    return {
        "take in": (desk("inbox"), {"text": "Lowland buys radars."}, Intake.objects.count),
        "new deal": (desk("new_deal"), DEAL, Deal.objects.count),
        "deal from article": (desk("new_deal_from_article", bare.public_id), DEAL, Deal.objects.count),
        "type a claim": (f"{desk('type_claim', deal.public_id)}?kind=stage", CLAIM | CITE, Claim.objects.count),
        "claim from a passage": (passage, {**CLAIM, "quote": "Lowland"}, Claim.objects.count),
        "cite": (desk("cite", claim.public_id), CITE, Citation.objects.count),
        "amend": (desk("amend", intake.public_id, payment.pk), {**CLAIM, **paid}, Claim.objects.count),
        "edit a claim": (desk("claim", claim.public_id), edit, lambda: Claim.objects.get(pk=claim.pk).version),
    }


@pytest.mark.parametrize("name", [
    "take in", "new deal", "deal from article", "type a claim", "claim from a passage", "cite", "amend", "edit a claim",
])  # fmt: skip
def test_each_form_that_is_sent_twice_counts_once(
    name: str, editor: Member, editor_desk: Client, no_queue: list[int]
) -> None:
    address, typed, number = forms(editor)[name]
    before = number()
    first = editor_desk.post(address, {**typed, **TOKEN})
    assert first.status_code == 302, text(first)
    second = editor_desk.post(address, {**typed, **TOKEN})
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert SENT_TWICE in said(second)
    assert number() == before + 1
    assert len(no_queue) == (name == "take in")


CANNOT_COUNT_TWICE = {
    "try_again": "only an intake that has stopped",
    "take_deal": "the same deal is chosen",
    "select_passage": "it stores nothing",
    "accept": "a suggestion that waits",
    "reject": "a suggestion that waits",
    "approve": "the version seen, while it is a draft",
    "approve_seen": "the versions seen, while they are drafts",
    "review": "the versions seen, while they are drafts",
    "publish": "a release that says something new",
    "retract": "a claim that is not retracted yet",
    "members": "a name that is not taken yet",
    "give_role": "the same role",
    "let_go": "one has left then",
    "take_back": "one is back then",
    "give_password": "the second one stands, and is the one that is told",
}


def test_each_address_that_takes_a_form_counts_it_once() -> None:
    """A new one is under `once`, or says here why it cannot count twice."""
    takes_forms = {name for name, (_, _, _, post, _) in TABLE.items() if name.startswith("desk:") and "y" in post}
    counted = {str(pattern.name) for pattern in urls.urlpatterns if pattern.callback.__name__ in COUNTED_ONCE}
    of_no_account = {"desk:sign_in", "desk:sign_out"}
    assert {f"desk:{name}" for name in counted | set(CANNOT_COUNT_TWICE)} == takes_forms - of_no_account


def test_another_word_another_page_or_another_member_is_another_form(editor_desk: Client) -> None:
    editor_desk.post(desk("new_deal"), {**DEAL, **TOKEN})
    editor_desk.post(desk("new_deal"), {**DEAL, **TOKEN, "title": "Tanks for Lowland"})
    assert Deal.objects.count() == 2
    again = editor_desk.post(desk("new_deal"), {**DEAL, "csrfmiddlewaretoken": "of a page that was opened later"})
    assert "There is a deal of this title already" in text(again)
    other = signed_in(a_member()).post(desk("new_deal"), {**DEAL, **TOKEN})
    assert "There is a deal of this title already" in text(other)


def test_a_file_of_other_bytes_is_another_form(editor_desk: Client, no_queue: list[int]) -> None:
    for words in (b"Lowland buys radars.", b"Lowland buys radars.", b"Lowland buys tanks."):
        editor_desk.post(desk("inbox"), {**TOKEN, "file": SimpleUploadedFile("article.txt", words, "text/plain")})
    assert Intake.objects.count() == 2


def test_what_was_refused_may_be_sent_again(editor_desk: Client) -> None:
    for _ in range(2):
        answer = editor_desk.post(desk("new_deal"), {**DEAL, "title": "", **TOKEN})
        assert answer.status_code == 200
    assert not SentForm.objects.exists()


def test_that_a_form_was_sent_is_forgotten_after_a_day(editor_desk: Client) -> None:
    SentForm.objects.create(key="old", sent_at=timezone.now() - SENT_FORMS_KEPT - timedelta(minutes=1))
    editor_desk.post(desk("new_deal"), {**DEAL, **TOKEN})
    assert list(SentForm.objects.values_list("address", flat=True)) == [desk("deal", Deal.objects.get().public_id)]


@pytest.mark.django_db(transaction=True)
def test_of_two_clicks_at_once_the_second_is_led_where_the_first_was() -> None:
    clients = [signed_in(a_member(MemberRole.CONTRIBUTOR, username="ada"))]
    clients += [signed_in(Member.objects.get(username="ada"))]
    answers: Any = at_once(*(lambda c=c: c.post(desk("new_deal"), {**DEAL, **TOKEN}) for c in clients))
    assert {answer["Location"] for answer in answers} == {desk("deal", Deal.objects.get().public_id)}
