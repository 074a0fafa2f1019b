"""Each address by each method for each role: one literal table of every address there is, and nothing else is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, include, path, reverse

from config.rights import CLOSED
from deals.actions.members import let_go
from deals.models import MemberRole
from deals.models.past import events
from deals.views.access import states_its_right
from tests import factories
from tests.desk.conftest import signed_in
from tests.desk.pages import text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

pytestmark = pytest.mark.django_db

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "TRACE")
WHO = (None, *MemberRole)

# y: the page answers. s: sent to sign in. n: refused, with a sentence that says who may. m: no such method there.
# Each word is of a stranger, reader, contributor, citation editor, publisher and administrator, in this order.
# The columns: GET, HEAD, OPTIONS, POST, and whatever else changes something.
PUBLIC = ("yyyyyy", "yyyyyy", "mmmmmm", "mmmmmm", "mmmmmm")
REDIRECTED = ("yyyyyy", "yyyyyy", "yyyyyy", "mmmmmm", "mmmmmm")
TABLE: dict[str, tuple[str, str, str, str, str]] = {
    "healthz": PUBLIC,
    "timeline:deals": PUBLIC,
    "timeline:robots": PUBLIC,
    "timeline:favicon": PUBLIC,
    "timeline:deals_json": PUBLIC,
    "timeline:deal": PUBLIC,
    "timeline:record_json": PUBLIC,
    "timeline:figure_json": PUBLIC,
    "timeline:release": PUBLIC,
    "timeline:release_record_json": PUBLIC,
    "timeline:release_figure_json": PUBLIC,
    "timeline:method": PUBLIC,
    "timeline:deals/": REDIRECTED,
    "desk:sign_in": ("yyyyyy", "yyyyyy", "myyyyy", "yyyyyy", "myyyyy"),
    "desk:sign_out": ("mmmmmm", "mmmmmm", "yyyyyy", "yyyyyy", "mmmmmm"),
    "desk:inbox": ("syyyyy", "smmmmm", "smmmmm", "snyyyy", "snmmmm"),
    "desk:members": ("snnnny", "snnnnm", "snnnnm", "snnnny", "snnnnm"),
    "desk:give_role": ("snnnnm", "snnnnm", "snnnnm", "snnnny", "snnnnm"),
    "desk:let_go": ("snnnnm", "snnnnm", "snnnnm", "snnnny", "snnnnm"),
    "desk:take_back": ("snnnnm", "snnnnm", "snnnnm", "snnnny", "snnnnm"),
    "desk:give_password": ("snnnnm", "snnnnm", "snnnnm", "snnnny", "snnnnm"),
    "desk:intake": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:try_again": ("snmmmm", "snmmmm", "snmmmm", "snyyyy", "snmmmm"),
    "desk:take_deal": ("snmmmm", "snmmmm", "snmmmm", "snyyyy", "snmmmm"),
    "desk:new_deal_from_article": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:select_passage": ("snmnmm", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:add_claim": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:accept": ("snmnmm", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:amend": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:reject": ("snmnmm", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:new_deal": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:deal": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:edit_deal": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:approve_seen": ("snnnmm", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:publish": ("snnnmm", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:type_claim": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:restore": ("snynyy", "snmnmm", "snmnmm", "snynyy", "snmnmm"),
    "desk:undo": ("snyyyy", "snmmmm", "snmmmm", "snyyyy", "snmmmm"),
    "desk:source": ("syyyyy", "smmmmm", "smmmmm", "snyyyy", "snmmmm"),
    "desk:claim": ("syyyyy", "smmmmm", "smmmmm", "snynyy", "snmnmm"),
    "desk:cite": ("snmmmm", "snmmmm", "snmmmm", "snyyyy", "snmmmm"),
    "desk:approve": ("snnnmm", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:retract": ("snnnmm", "snnnmm", "snnnmm", "snnnyy", "snnnmm"),
    "desk:deal_history": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:claim_history": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:source_history": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:party_history": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
    "desk:weaponsystem_history": ("syyyyy", "syyyyy", "smmmmm", "smmmmm", "smmmmm"),
}


def walk(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address that Django knows, by its name; one without a name by how it is written."""
    for found in resolver.url_patterns:
        if isinstance(found, URLResolver):
            yield from walk(found, f"{found.namespace}:" if found.namespace else space)
        else:
            yield f"{space}{found.name or found.pattern}", found


def test_the_table_names_every_address() -> None:
    names = [name for name, _ in walk(get_resolver())]
    assert len(names) == len(set(names))
    assert set(names) == set(TABLE)


def test_every_view_of_the_desk_states_its_right() -> None:
    assert [name for name, found in walk(get_resolver()) if name.startswith("desk:")
            and not states_its_right(found.callback)] == []  # fmt: skip


@pytest.mark.parametrize("number", range(len(WHO)), ids=[role or "stranger" for role in WHO])
def test_each_address_answers_each_role_as_the_table_says(number: int) -> None:
    role = WHO[number]
    client = signed_in(factories.a_member(role)) if role else Client()
    places = addresses()
    found = {
        name: {method: answer(client, method, places[name]) for method in METHODS}
        for name, _ in walk(get_resolver())
    }  # fmt: skip
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
    return {403: "n", 405: "m"}.get(response.status_code, str(response.status_code))


def addresses() -> dict[str, str]:
    """Each address, filled with records that are there."""
    editor = factories.a_member()
    claim = factories.an_approved_claim(by=editor)
    deal = factories.a_release(claim.deal).deal
    intake = factories.an_intake_with_suggestions(by=editor, deal=deal)
    left = let_go(member=factories.a_member(), by=factories.a_member(MemberRole.ADMINISTRATOR))
    rows: dict[str, Any] = {
        "intakes/": intake, "deals/": deal, "claims/": claim, "sources/": claim.citations.get().source,
        "parties/": factories.a_party(by=editor), "systems/": factories.a_system(by=editor),
    }  # fmt: skip
    told: dict[str, Any] = {"deal_id": deal.public_id, "signature": events(type(deal)).first().pgh_context_id}

    def filled(name: str, found: URLPattern) -> str:
        route = str(found.pattern)
        row = next((row for start, row in rows.items() if route.startswith(start)), None)
        numbers = {"intakes/": intake.suggestions.all()[0].pk, "members/": left.pk, "deals/": 1}
        number = next((number for start, number in numbers.items() if route.startswith(start)), 0)
        values = {**told, "public_id": getattr(row, "public_id", ""), "number": number}
        place = "?kind=stage&start=0&end=7" if name in {"desk:add_claim", "desk:type_claim"} else ""
        if found.name is None:
            return f"/{route}"
        return reverse(name, kwargs={key: values[key] for key in found.pattern.converters}) + place

    return {name: filled(name, found) for name, found in walk(get_resolver())}


def forgotten(_request: object) -> HttpResponse:
    return HttpResponse("Anybody reads this.")


urlpatterns = [
    path("desk/", include(([path("forgotten/", forgotten, name="forgotten"), path("inbox/", forgotten, name="inbox"),
                            path("out/", forgotten, name="sign_out")], "desk"))),
    path("forgotten/", forgotten),
    path("deals/", include(([path("", forgotten, name="deals")], "timeline"))),
]  # fmt: skip
"""A table of addresses with views that state no right."""


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
