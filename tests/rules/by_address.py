"""The rules by what answers on the web: the JSON, the pages, and the admin, which is not installed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from deals.models import Deal, PublishedMention
from deals.vocabulary.kinds import Kind
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.rules.world import World

UNSAFE = ("POST", "PUT", "PATCH", "DELETE")


def no_admin(world: World) -> None:
    """No second way to write: the admin is not installed, and no address leads to one."""
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert not [address for address, _ in addresses(world) if address.startswith("/admin")]


def writes_nothing(world: World) -> None:
    """No public address takes anything but a question; no other address writes for a stranger."""
    stranger, before = Client(), _changes(world)
    public = 0
    for address, view in addresses(world):
        for method in UNSAFE:
            answer = stranger.generic(method, address, "text=otherwise", "application/x-www-form-urlencoded")
            if view.startswith(("timeline.", "config.")):
                public += 1
                assert answer.status_code == 405, f"{method} {address}: {answer.status_code}"
    assert public >= 4 * len(UNSAFE)
    assert _changes(world) == before


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """Each address of the URL configuration, filled with the world's deal, and the module of its view."""
    for route, pattern in _walk(get_resolver(), ""):
        filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda found: _part(found[1], world), route)
        yield "/" + filled, pattern.callback.__module__


def _part(name: str, world: World) -> str:
    kind = name.removesuffix("_id")
    named = PublishedMention.objects.filter(subject__startswith=f"{kind}:").values_list("subject", flat=True).first()
    known = {"deal_id": str(world.ids["deal_id"]), "path": "x"}
    return known.get(name, named.partition(":")[2] if named else "1")


def _walk(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for found in resolver.url_patterns:
        route = prefix + str(found.pattern).lstrip("^").rstrip("$")
        if isinstance(found, URLResolver):
            yield from _walk(found, route)
        else:
            yield route, found


def _changes(world: World) -> list[Any]:
    """The number of every change that history has seen, table by table, and of the frozen rows."""
    bootstrap = world.connect("register_bootstrap")
    tables = bootstrap.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^(deals|sources|suggestions)_'"
    ).fetchall()
    return [bootstrap.execute(f"SELECT '{name}', count(*) FROM {name}".encode()).fetchone() for (name,) in tables]


def stage_is_derived(world: World) -> None:
    """A threat, a plan and talks that go on leave a signed deal signed; the address cannot say otherwise."""
    deal = Deal.objects.get(pk=world.ids["deal"])
    signed: dict[str, Any] = {"stage": "contract_signed", "instrument": "supply_contract", "happened": "2031-09-12"}
    factories.an_approved_claim(deal, **signed)
    factories.an_approved_claim(deal, stage="talks", happened="2031-10-09")
    factories.an_approved_claim(deal, stage="delivered", modality="planned", happened="2031-11")
    factories.an_approved_claim(deal, stage="cancelled", modality="possible", happened="2031-12")
    factories.an_approved_claim(
        deal, Kind.STATEMENT, speaker=factories.a_speaker(), act="threaten", consequence="It ends.", happened="2031-12"
    )
    factories.a_release(deal)
    answer = Client().get(f"/deals/{deal.public_id}/record.json", {"stage": "delivered"})
    assert "contract_signed" in str(answer.json()["standing"])
    assert "delivered" not in str(answer.json()["standing"])


def draft_is_not_told(world: World) -> None:
    deal = Deal.objects.get(pk=world.ids["deal"])
    factories.a_claim(deal, text="A secret draft.", label="Secret")
    unpublished = factories.a_deal("A secret deal")
    other = factories.a_release(factories.an_approved_claim().deal).deal
    two = f"?deal={deal.public_id}&deal={other.public_id}"
    public = [address for address, view in addresses(world) if view.startswith("timeline.")]
    asked = [f"{address}{two}" if address.startswith("/compare") else address for address in public]
    answers = [Client().get(address) for address in asked]
    statuses = {address: answer.status_code for address, answer in zip(asked, answers, strict=True)}
    not_there = {address: 404 for address in asked if re.search("/(claims|parties)/1/", address)}
    assert len(not_there) == 3
    assert statuses == dict.fromkeys(asked, 200) | not_there
    assert not [a for a in answers if b"ecret" in b"".join(a)]
    assert Client().get(f"/deals/{unpublished.public_id}/record.json").status_code == 404
    assert Client().get(f"/deals/{deal.public_id}/releases/2/record.json").status_code == 404


def both_are_told(world: World) -> None:
    one, other = two_values(world)
    told = Client().get(f"/deals/{world.ids['deal_id']}/record.json").json()["record"]["claims"]
    assert {one, other} <= {claim["id"] for claim in told}
    assert {claim["rank"] for claim in told} == {"normal"}


def two_values(world: World) -> tuple[str, str]:
    """Two approved claims that contradict each other, released. Their public ids."""
    deal = Deal.objects.get(pk=world.ids["deal"])
    worth: dict[str, Any] = {"currency": "USD", "amount_mark": "exactly", "basis": "contract", "label": "Worth"}
    one, other = (
        factories.an_approved_claim(deal, Kind.VALUATION, amount=amount, **worth)
        for amount in ("2400000000", "3000000000")
    )
    factories.a_release(deal)
    return one.public_id, other.public_id
