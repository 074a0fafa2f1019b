"""Guessing passwords, and names that are no names."""

import pytest
from django.test import Client

from deals.models import MemberRole
from tests.factories import a_member

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/sign-in/"


def test_a_name_longer_than_any_is_refused_at_the_field(client: Client) -> None:
    answer = client.post(ADDRESS, {"username": "x" * 300, "password": "y"})
    assert answer.status_code == 200
    assert "at most 150" in answer.content.decode()


def test_guesses_at_one_name_lock_that_name_and_nobody_else(client: Client) -> None:
    a_member(MemberRole.CONTRIBUTOR, username="ada", password="a long password 1")
    for _ in range(6):
        locked = client.post(ADDRESS, {"username": "nobody", "password": "wrong"})
    assert locked.status_code == 429
    assert client.post(ADDRESS, {"username": "ada", "password": "a long password 1"}).status_code == 302
