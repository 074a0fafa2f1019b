"""Administrators at the page of members."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from deals.models import Member, MemberRole
from tests.desk.conftest import signed_in
from tests.desk.pages import desk, errors, said, text
from tests.factories import a_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db: None) -> Member:
    return a_member(MemberRole.ADMINISTRATOR, username="ada")


@pytest.fixture
def office(administrator: Member) -> Client:
    return signed_in(administrator)


def password_told(page: str) -> str:
    found = re.search(r'<code class="password">([\w-]+)</code>', page)
    assert found
    return found[1]


def signs_in(name: str, password: str) -> bool:
    return bool(Client().post(desk("sign_in"), {"username": name, "password": password}).status_code == 302)


def test_a_member_who_is_added_signs_in_with_the_password_that_is_told_once(office: Client) -> None:
    page = text(office.post(desk("members"), {"username": "bob", "role": "citation_editor"}))
    assert signs_in("bob", password_told(page))
    assert Member.objects.get(username="bob").role == "citation_editor"
    assert 'class="password"' not in text(office.get(desk("members")))


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"username": "", "role": "reader"}, "username", "Fill this in."),
        ({"username": "ada", "role": "reader"}, "username", "already exists"),
        ({"username": "two words", "role": "reader"}, "username", "Enter a valid username"),
        ({"username": "x" * 10_000, "role": "reader"}, "username", "at most 150"),
        ({"username": "nul\x00", "role": "reader"}, "username", "U+0000"),
        ({"username": "bob", "role": "king"}, "role", "not one of the available choices"),
        ({"username": "bob"}, "role", "Fill this in."),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_nothing_is_stored(
    typed: dict[str, str], field: str, says: str, office: Client
) -> None:
    before = Member.objects.count()
    answer = office.post(desk("members"), typed)
    assert says in " ".join(errors(answer)[field])
    assert Member.objects.count() == before


def test_a_role_is_changed_and_holds_at_the_next_click(office: Client, editor: Member, editor_desk: Client) -> None:
    assert editor_desk.get(desk("new_deal")).status_code == 200
    answer = office.post(desk("give_role", editor.pk), {"role": "reader"})
    assert "editor is now reader" in said(answer)
    assert (editor_desk.get(desk("new_deal")).status_code, editor_desk.get(desk("inbox")).status_code) == (403, 200)
    assert "New deal" not in text(editor_desk.get(desk("inbox")))


def test_whoever_is_let_go_is_signed_out_and_comes_back_as_what_he_was(
    office: Client, editor: Member, editor_desk: Client
) -> None:
    office.post(desk("let_go", editor.pk))
    assert editor_desk.get(desk("inbox")).status_code == 302
    office.post(desk("take_back", editor.pk))
    assert editor_desk.get(desk("inbox")).status_code == 200
    assert Member.objects.get(pk=editor.pk).role == "contributor"


def test_a_new_password_takes_the_place_of_the_old_one_and_signs_out(office: Client) -> None:
    member = a_member(username="bob", password="a long password of his")
    desk_of_bob = signed_in(member)
    page = text(office.post(desk("give_password", member.pk)))
    assert signs_in("bob", password_told(page))
    assert not signs_in("bob", "a long password of his")
    assert desk_of_bob.get(desk("inbox")).status_code == 302


def test_an_unknown_role_or_member_changes_nothing(office: Client, editor: Member) -> None:
    assert "Choose a role of the list" in said(office.post(desk("give_role", editor.pk), {"role": "king"}))
    assert Member.objects.get(pk=editor.pk).role == "contributor"
    for number in (0, 10**30):
        assert office.post(desk("let_go", number)).status_code == 404


def test_the_last_administrator_is_told_to_make_another_one_first(office: Client, administrator: Member) -> None:
    for other in Member.objects.filter(role="administrator").exclude(pk=administrator.pk):
        office.post(desk("let_go", other.pk))
    for name, typed in (("let_go", {}), ("give_role", {"role": "publisher"})):
        answer = office.post(desk(name, administrator.pk), typed)
        assert "This is the last administrator" in said(answer)
    assert office.get(desk("members")).status_code == 200


def test_whoever_gives_up_the_role_himself_is_led_to_the_inbox(office: Client, administrator: Member) -> None:
    answer = office.post(desk("give_role", administrator.pk), {"role": "publisher"})
    assert answer["Location"] == desk("inbox")
    assert office.get(desk("members")).status_code == 403
