"""The largest figures of a party and of a weapon system, out of a real register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from deals.actions.publishing import publish
from deals.models import Party, PublishedFigure, WeaponSystem
from deals.queries.figures import FIGURES_READ, FIGURES_SHOWN, FigureRow, largest_figures
from deals.queries.subjects import subject
from deals.record.figures import Step
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import Role
from deals.vocabulary.subjects import Subject
from tests import factories
from tests.engines import BOOTSTRAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from deals.models import Member
    from tests.engines import Connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> Member:
    return factories.a_member("publisher")


def a_deal(publisher: Member, *facts: tuple[Kind, dict[str, Any]]) -> str:
    """Lowland buys from Highland; published. Returns the deal's id."""
    deal = factories.a_deal()
    for party, role in (("Lowland", Role.RECIPIENT), ("Highland", Role.SUPPLIER)):
        buys = {"participant": factories.a_party(party), "role": role}
        factories.an_approved_claim(deal, Kind.PARTICIPATION, publisher=publisher, **buys)
    for kind, columns in facts:
        factories.an_approved_claim(deal, kind, publisher=publisher, **columns)
    publish(deal=deal, by=publisher, why="First.")
    return deal.public_id


def worth(amount: int, currency: str = "USD") -> tuple[Kind, dict[str, Any]]:
    return Kind.VALUATION, {"amount": amount, "currency": currency, "amount_mark": "about", "basis": "contract"}


def paid(amount: int, year: int = 2031) -> tuple[Kind, dict[str, Any]]:
    told = {"amount": amount, "currency": "USD", "amount_mark": "exactly", "happened": str(year)}
    return Kind.PAYMENT, {"purpose": "instalment", "payment_state": "paid", "payment_measure": "flow", **told}


def ordered(number: int, unit: str = "batteries") -> tuple[Kind, dict[str, Any]]:
    told = {"quantity": number, "quantity_unit": unit, "quantity_mark": "exactly", "commitment": "firm"}
    return Kind.ORDER, {"system": factories.a_system(), **told}


def of_party(name: str) -> tuple[FigureRow, ...]:
    return largest_figures(subject(Subject.PARTY, Party.objects.get(name=name).public_id))


def test_each_currency_has_its_largest_figures_with_their_deals(publisher: Member) -> None:
    deals = [a_deal(publisher, worth(number * 10**6)) for number in range(1, FIGURES_SHOWN + 3)]
    a_deal(publisher, worth(5, "EUR"))
    euros, *dollars = of_party("Lowland")
    assert (euros.unit, euros.number, euros.role) == ("EUR", 5, "recipient")
    assert [row.number for row in dollars] == [number * 10**6 for number in range(7, 2, -1)]
    assert [row.deal for row in dollars] == deals[:1:-1]
    assert {row.role for row in of_party("Highland")} == {"supplier"}


def test_each_figure_names_the_claims_that_say_it(publisher: Member) -> None:
    a_deal(publisher, worth(10), worth(10))
    (row,) = of_party("Lowland")
    assert len(row.claims) == 2


def test_equal_instalments_of_one_deal_are_one_row(publisher: Member) -> None:
    a_deal(publisher, worth(4 * 10**6), *[paid(10**6, year) for year in range(2031, 2034)])
    a_deal(publisher, paid(10**6))
    payments = [row for row in of_party("Lowland") if row.step is Step.PAID]
    assert [(row.is_repeated, len(row.claims)) for row in payments] == [(True, 3), (False, 1)]
    assert payments[0].deal != payments[1].deal


def test_a_system_has_the_quantities_and_a_party_the_money(publisher: Member) -> None:
    a_deal(publisher, worth(10), ordered(4), ordered(2, "squadrons"))
    told = largest_figures(subject(Subject.SYSTEM, WeaponSystem.objects.get().public_id))
    assert [(row.unit, row.number, row.role) for row in told] == [("batteries", 4, ""), ("squadrons", 2, "")]
    assert [row.unit for row in of_party("Lowland")] == ["USD"]


def test_a_deal_published_anew_replaces_its_figures(publisher: Member) -> None:
    a_deal(publisher, worth(10))
    before = PublishedFigure.objects.count()
    factories.a_release(PublishedFigure.objects.latest("pk").deal.release.deal, publisher=publisher)
    assert PublishedFigure.objects.count() == before == 2


@pytest.mark.django_db(transaction=True)
def test_of_many_equal_figures_the_first_are_found_without_sorting(
    publisher: Member, role_connection: Callable[[str], Connection]
) -> None:
    a_deal(publisher, worth(10))
    superuser = role_connection(BOOTSTRAP)
    superuser.execute("SET session_replication_role = replica")
    superuser.execute(
        "INSERT INTO deals_publishedfigure (deal_id, subject, role, unit, step, number, mark, is_level, is_planned,"
        " is_disputed, claims) SELECT deal_id, subject, role, unit, step, number, mark, is_level, is_planned,"
        " is_disputed, claims FROM deals_publishedfigure, generate_series(1, 2000)"
    )
    superuser.execute("VACUUM ANALYZE deals_publishedfigure")
    with CaptureQueriesContext(connections["public"]) as queries:
        (row,) = of_party("Lowland")
    assert (row.is_repeated, len(row.claims)) == (True, FIGURES_READ)
    plan = " ".join(line for (line,) in superuser.execute(f"EXPLAIN {queries[-1]['sql']}".encode()).fetchall())
    assert "Index Scan using figures_largest_first" in plan
    assert "Sort Key: deals_publishedfigure.number" not in plan


def test_one_question_is_asked(publisher: Member, django_assert_num_queries: Any) -> None:
    a_deal(publisher, worth(10), worth(7, "EUR"))
    head = subject(Subject.PARTY, Party.objects.get(name="Lowland").public_id)
    with django_assert_num_queries(1, connection=connections["public"]):
        assert len(largest_figures(head)) == 2
