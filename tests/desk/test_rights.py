"""Who may do what at which address, by which method; and nothing else is open."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import get_resolver, include, path, reverse

from config import urls as site_urls
from config.rights import CLOSED
from deals import urls as desk_urls
from deals.models import MemberRole
from deals.views.access import states_its_right
from tests import factories
from tests.desk.addresses import METHODS, TABLE, WHO, places, walk
from tests.desk.conftest import signed_in
from tests.desk.pages import text

pytestmark = pytest.mark.django_db


def test_the_table_names_every_address() -> None:
    names = [name for name, _ in walk(get_resolver())]
    assert len(names) == len(set(names))
    assert set(names) == set(TABLE)


def test_every_view_of_the_desk_states_its_right() -> None:
    assert [name for name, found in walk(get_resolver()) if name.startswith("desk:")
            and not states_its_right(found.callback)] == []  # fmt: skip


@pytest.mark.parametrize("number", range(len(WHO)), ids=[role or "stranger" for role in WHO])
def test_each_address_answers_each_role_as_the_table_says(number: int) -> None:
    role, known = WHO[number], places(get_resolver())
    member = factories.a_member(role) if role else None
    found = {}
    for name, _ in walk(get_resolver()):
        client = signed_in(member) if member else Client()  # anew: one of the addresses signs out
        found[name] = {method: answer(client, method, known[name]) for method in METHODS}
    columns = dict(zip(METHODS, (0, 1, 2, 3, 4, 4, 4, 4), strict=True))
    assert found == {
        name: {method: row[column][number] for method, column in columns.items()} for name, row in TABLE.items()
    }


def answer(client: Client, method: str, address: str) -> str:
    """The table's letter for what comes back, or the number of what should never come. All of it is taken back."""
    with transaction.atomic():
        response = client.generic(method, address)
        transaction.set_rollback(True)
    if response.status_code == 302 and response["Location"].startswith(f"{reverse('desk:sign_in')}?next="):
        return "s"
    if response.status_code in {200, 301, 302, 409, 422}:
        return "y"
    return {403: "n", 404: "f", 405: "m"}.get(response.status_code, str(response.status_code))


def forgotten(_request: object) -> HttpResponse:
    return HttpResponse("Anybody reads this.")


urlpatterns = [
    path("desk/", include(([path("forgotten/", forgotten), *desk_urls.urlpatterns], "desk"))),
    path("forgotten/", forgotten),
    *site_urls.urlpatterns,
]
"""The addresses there are, and two views more that state no right."""


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize("role", [None, *MemberRole])
def test_a_view_that_states_no_right_is_closed_to_everybody(role: MemberRole | None) -> None:
    client = signed_in(factories.a_member(role)) if role else Client()
    for method in METHODS:
        answer = client.generic(method, "/desk/forgotten/")
        assert answer.status_code == 403
        assert "Anybody" not in text(answer)
    assert CLOSED in text(client.get("/desk/forgotten/"))


@override_settings(ROOT_URLCONF=__name__)
def test_nothing_that_is_public_takes_a_write_whatever_its_view_says() -> None:
    for method in METHODS:
        answer = Client().generic(method, "/forgotten/")
        assert answer.status_code == (200 if method in {"GET", "HEAD", "OPTIONS"} else 405)
