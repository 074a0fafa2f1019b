"""The first members of an installation without the sample."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from deals.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def first() -> None:
    call_command("add_member", "first", role="administrator", stdout=StringIO())


def test_a_member_who_was_added_signs_in_with_the_password_that_was_told(client: Client) -> None:
    told = StringIO()
    call_command("add_member", "ada", role="publisher", stdout=told)
    password = told.getvalue().split()[-1]
    assert client.post("/desk/sign-in/", {"username": "ada", "password": password}).status_code == 302
    assert Member.objects.get(username="ada").role == "publisher"


@pytest.mark.parametrize("name", ["ada", "a b", ""])
def test_a_name_that_is_taken_or_is_none_is_refused(name: str) -> None:
    call_command("add_member", "ada", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("add_member", name)
    assert Member.objects.count() == 2


def test_an_administrator_can_be_named_and_nobody_else() -> None:
    call_command("add_member", "second", role="administrator", stdout=StringIO())
    call_command("add_member", "ada", by="second", stdout=StringIO())
    history = Member.objects.get(username="ada").history.get()  # type: ignore[attr-defined]
    assert history.pgh_context.metadata["member"] == Member.objects.get(username="second").pk
    with pytest.raises(CommandError, match="no active administrator ada"):
        call_command("add_member", "bob", by="ada")
