"""The first members of an installation without the sample."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from deals.models import Member

pytestmark = pytest.mark.django_db


def test_a_member_who_was_added_signs_in_with_the_password_that_was_told(client: Client) -> None:
    told = StringIO()
    call_command("add_member", "ada", role="publisher", stdout=told)
    password = told.getvalue().split()[-1]
    assert client.post("/desk/sign-in/", {"username": "ada", "password": password}).status_code == 302
    assert Member.objects.get().role == "publisher"


@pytest.mark.parametrize("name", ["ada", "a b", ""])
def test_a_name_that_is_taken_or_is_none_is_refused(name: str) -> None:
    call_command("add_member", "ada", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("add_member", name)
    assert Member.objects.count() == 1
