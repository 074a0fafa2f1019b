"""The pages on which a change is undone and a deal's claims are put back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.utils import timezone

from deals.actions.claims import edit_claim
from deals.actions.standing_in_the_way import APPROVED
from deals.models import Claim, Member
from deals.models.past import events
from tests.desk.pages import desk, errors, said, text
from tests.factories import a_claim, a_release, an_approved_claim

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(editor: Member) -> Claim:
    claim = Claim.objects.get(pk=a_claim(by=editor, text="Talks are held.").pk)
    claim.text = "Talks go on."
    edit_claim(claim=claim, seen_version=1, by=editor, why="A later report.")
    return claim


def signature(claim: Claim) -> UUID:
    return events(Claim).filter(pgh_obj=claim.pk).last().pgh_context_id  # type: ignore[no-any-return]


def test_a_change_is_undone_from_the_history_with_a_reason(editor_desk: Client, claim: Claim) -> None:
    history = desk("claim_history", claim.public_id)
    address = f"{desk('undo', signature(claim))}?from=claim:{claim.public_id}"
    assert f'href="{address}"' in text(editor_desk.get(history))
    assert "<ins>Talks go on.</ins>" in text(editor_desk.get(address))
    refused = editor_desk.post(address, {"why": ""})
    assert (refused.status_code, "Say why you undo this" in text(refused)) == (409, True)
    answer = editor_desk.post(address, {"why": "It was a slip."})
    assert answer["Location"] == history
    assert "Undone." in said(answer)
    assert Claim.objects.get(pk=claim.pk).text == "Talks are held."


def test_what_stands_in_the_way_is_said_before_one_types_a_reason(
    editor: Member, publisher: Member, editor_desk: Client
) -> None:
    claim = an_approved_claim(by=editor, publisher=publisher)
    page = text(editor_desk.get(desk("undo", signature(claim))))
    assert APPROVED in page
    assert "Undo the change</button>" not in page
    assert APPROVED in text(editor_desk.post(desk("undo", signature(claim)), {"why": "So."}))


@pytest.mark.parametrize("place", ["deal:", "deal", "claim:../../x", "desk:inbox", "//evil.example"])
def test_the_way_back_leads_nowhere_but_to_a_history(editor_desk: Client, claim: Claim, place: str) -> None:
    answer = editor_desk.post(f"{desk('undo', signature(claim))}?from={place}", {"why": "A slip."})
    assert answer["Location"] == desk("inbox")


def test_a_change_that_never_was_is_not_found(editor_desk: Client) -> None:
    assert editor_desk.get(desk("undo", uuid4())).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_claims_are_put_back_after_one_saw_what_would_change(editor: Member, editor_desk: Client) -> None:
    claim = Claim.objects.get(pk=a_claim(by=editor, text="Talks are held.").pk)
    moment = timezone.now()
    claim.text = "Talks go on."
    edit_claim(claim=claim, seen_version=1, by=editor, why="A later report.")
    address = f"{desk('restore', claim.deal.public_id)}?moment={moment:%Y-%m-%dT%H:%M:%S.%f}"
    page = editor_desk.get(address)
    assert "1 claim would be put back" in text(page)
    assert "<ins>Talks are held.</ins>" in text(page)
    assert f'name="claim" value="{claim.pk}:2"' in text(page)
    stale = editor_desk.post(address, {"claim": f"{claim.pk}:1", "why": "A bad hour."})
    assert (stale.status_code, "Look again" in text(stale)) == (409, True)
    answer = editor_desk.post(address, {"claim": f"{claim.pk}:2", "why": "A bad hour."})
    assert answer["Location"] == desk("deal", claim.deal.public_id)
    assert "1 claim is put back" in said(answer)
    assert Claim.objects.get(pk=claim.pk).text == "Talks are held."


def test_a_release_is_chosen_from_those_there_are(publisher: Member, editor_desk: Client) -> None:
    deal = a_release(publisher=publisher).deal
    address = desk("restore", deal.public_id)
    assert "there is nothing to put back" in text(editor_desk.get(address, {"release": "1"}))
    assert "release" in errors(editor_desk.get(address, {"release": "2"}))


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"moment": "yesterday"}, "moment", "Write a day and a time"),
        ({"moment": "2999-01-01T00:00"}, "moment", "has not come yet"),
        ({"release": "", "moment": ""}, "release", "Choose a release, or give a moment."),
        ({"release": "1", "moment": "2020-01-01T00:00"}, "moment", "not both"),
    ],
)
def test_which_past_is_meant_has_to_be_clear(
    publisher: Member, editor_desk: Client, typed: dict[str, str], field: str, sentence: str
) -> None:
    deal = a_release(publisher=publisher).deal
    assert sentence in errors(editor_desk.get(desk("restore", deal.public_id), typed))[field][0]
