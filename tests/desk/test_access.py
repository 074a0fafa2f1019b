"""Signing in, and what holds of every page behind it. Who sees which page is in `test_rights`."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver

from deals.actions.members import let_go
from deals.models import Claim, Member, MemberRole
from tests.desk.addresses import TABLE, places
from tests.desk.conftest import signed_in
from tests.desk.pages import desk, text
from tests.factories import a_claim, a_member

ADMINISTRATOR = -1
"""Whose letters are the last ones in the table of addresses."""


@pytest.mark.django_db
def test_nothing_on_a_page_is_inline_and_no_page_is_stored() -> None:
    client = signed_in(a_member(MemberRole.ADMINISTRATOR))
    known = places(get_resolver())
    pages = [name for name, (get, *_) in TABLE.items() if name.startswith("desk:") and get[ADMINISTRATOR] == "y"]
    for name in set(pages) - {"desk:sign_in"}:
        answer = client.get(known[name])
        page = text(answer)
        assert "no-store" in answer["Cache-Control"], name
        assert "<style" not in page
        assert " style=" not in page
        assert page.count("<script") == page.count('<script src="/static/desk/')
        assert " onclick=" not in page


def test_what_comes_without_a_token_is_answered_in_our_words(editor: Member) -> None:
    strict = Client(enforce_csrf_checks=True)
    for client in (strict, signed_in(editor, strict)):
        answer = client.post(desk("inbox"), {"text": "Lowland may buy radars."})
        assert answer.status_code == 403
        assert "This was not stored" in text(answer)
        assert "CSRF" not in text(answer)


@pytest.mark.parametrize("name", ["approve_seen", "publish", "approve", "retract"])
def test_an_editor_is_told_that_a_publisher_does_it(name: str, editor: Member, editor_desk: Client) -> None:
    claim = a_claim(by=editor)
    row = claim.deal if name in {"approve_seen", "publish"} else claim
    answer = editor_desk.post(desk(name, row.public_id), {"why": "I want to", "seen_version": "1"})
    assert answer.status_code == 403
    assert "Only a publisher" in text(answer)
    assert Claim.objects.get(pk=claim.pk).state == "draft"
    assert not claim.deal.releases.exists()


def test_a_member_who_left_is_a_stranger(editor: Member, editor_desk: Client) -> None:
    let_go(member=editor, by=a_member(MemberRole.ADMINISTRATOR))
    assert editor_desk.get(desk("inbox")).status_code == 302


def test_a_form_without_its_token_is_refused(editor: Member) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(desk("inbox"), {"text": "Some words."}).status_code == 403


@pytest.mark.django_db
def test_signing_in_leads_back_to_the_page_asked_for() -> None:
    a_member(username="ada", password="a long password of hers")
    client = Client()
    there = client.get(desk("new_deal"))["Location"]
    answer = client.post(there, {"username": "ada", "password": "a long password of hers", "next": desk("new_deal")})
    assert answer["Location"] == desk("new_deal")


@pytest.mark.django_db
def test_signing_out_needs_to_be_sent_and_ends_the_session(editor: Member) -> None:
    client = signed_in(editor)
    assert client.get(desk("sign_out")).status_code == 405
    assert client.post(desk("sign_out"))["Location"] == desk("sign_in")
    assert client.get(desk("inbox")).status_code == 302


@pytest.mark.django_db
def test_too_many_wrong_passwords_lock_the_name_and_say_so() -> None:
    a_member(username="ada", password="a long password of hers")
    client = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        answer = client.post(desk("sign_in"), {"username": "ada", "password": "a guess"})
    assert answer.status_code == 429
    assert "Too many wrong passwords" in text(answer)
    assert client.post(desk("sign_in"), {"username": "ada", "password": "a long password of hers"}).status_code == 429
