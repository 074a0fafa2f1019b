"""Each guard alone refuses its write: with it the write fails, with it dropped the same write succeeds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from deals.actions.deals import add_alias
from deals.models import Claim, Deal
from deals.vocabulary.kinds import Kind
from tests import factories
from tests.engines import _empty_tables, clean
from tests.rules.checks import checks
from tests.rules.guards import (
    HISTORIES,
    NEITHER_SIGNED_NOR_KEPT,
    PROJECTION,
    SIGNED,
    Guard,
    foreign_keys,
    triggers,
)
from tests.rules.world import World, rows, sign

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.engines import Connection, Engines

pytestmark = pytest.mark.django_db
GUARDS = [*triggers(), *foreign_keys(), *checks()]


@pytest.fixture(scope="module")
def register(engines: Engines, django_db_blocker: Any) -> Iterator[World]:
    """One register for all tests of this file: each rolls back what it did."""
    with django_db_blocker.unblock(), engines.connect("register_bootstrap") as connection:
        empty = _empty_tables(engines)
        try:
            yield World(engines, lambda _: connection, rows() | of_every_kind())
        finally:
            clean(engines, empty)


def of_every_kind() -> dict[str, int]:
    """A claim of each kind, one alias, and a stage report of which only its kind says that it is one."""
    deal, party, system = Deal.objects.earliest("pk"), factories.a_party(), factories.a_system()
    add_alias(party=party, name="The Lowlands", by=factories.a_member())
    thing = {"system": system, "quantity": 4, "quantity_unit": "batteries", "quantity_mark": "exactly"}
    columns: dict[Kind, dict[str, Any]] = {
        Kind.PARTICIPATION: {"participant": party, "role": "recipient"},
        Kind.PAYMENT: {"payment_state": "paid", "payment_measure": "flow"},
        Kind.DELIVERY: {**thing, "delivery_measure": "flow"},
        Kind.ORDER: {**thing, "commitment": "firm"},
        Kind.VALUATION: {"amount": 1, "currency": "USD", "amount_mark": "about", "basis": "contract"},
        Kind.AUTHORISATION: {"organ": party, "subject": "export", "outcome": "granted"},
        Kind.EVENT: {"event_type": "sanction", "actor": party},
    }
    for kind, given in columns.items():
        factories.a_claim(deal, kind, **given)
    return {"bare": Claim.objects.filter(kind=Kind.STAGE).latest("pk").pk}


@pytest.mark.parametrize("guard", GUARDS, ids=[f"{guard.table}.{guard.name}" for guard in GUARDS])
def test_only_the_guard_refuses_the_write(guard: Guard, register: World) -> None:
    connection = register.connect("register_bootstrap")
    with connection.transaction(force_rollback=True):
        if guard.aside:
            connection.execute(guard.aside.encode())
        with pytest.raises(psycopg.Error) as refusal, connection.transaction():
            _write(connection, guard, register)
        assert guard.words in str(refusal.value)
        connection.execute(guard.drop.encode())
        _write(connection, guard, register)


def _write(connection: Connection, guard: Guard, register: World) -> None:
    """As the owner, who has every right on the tables, or as the guard's role; deferred constraints are asked now."""
    connection.execute(f"SET LOCAL ROLE {guard.role}".encode())
    if guard.is_signed:
        sign(connection, register.ids[guard.by], why=guard.why)
    changed = [connection.execute(register.sql(statement)).rowcount for statement in guard.statements]
    connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
    connection.execute("RESET ROLE")
    assert all(changed), "the write touched no row"


def test_every_trigger_and_check_of_the_database_is_proved(role_connection: Callable[[str], Connection]) -> None:
    bootstrap = role_connection("register_bootstrap")
    found = bootstrap.execute(
        "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname !~ '^pgtrigger_'"
        # Django's own checks that a positive number is positive end in _check; no name of ours does
        " UNION SELECT conrelid::regclass::text, conname FROM pg_constraint"
        " WHERE contype = 'c' AND conname !~ '_check$' AND connamespace = 'public'::regnamespace"
    ).fetchall()
    proved = {(guard.table, guard.name) for guard in GUARDS}
    assert set(found) <= proved
    assert {(table, name) for table, name in proved if "." not in table} - set(found) == {
        ("deals_claim", "claim_proof_is_its_own"), ("deals_claim", "claim_track_is_of_its_deal"),
        ("deals_claim", "approved_claim_has_an_approval"), ("deals_claim", "claim_once_a_decision"),
    }  # fmt: skip


def test_every_table_is_signed_or_named_as_an_exception(role_connection: Callable[[str], Connection]) -> None:
    found = role_connection("register_bootstrap").execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    exceptions = NEITHER_SIGNED_NOR_KEPT | set(HISTORIES) | {"pghistory_context"}
    assert {name for (name,) in found.fetchall()} - {*SIGNED, *PROJECTION} == exceptions


def test_history_only_grows_on_every_history_table(role_connection: Callable[[str], Connection]) -> None:
    found = role_connection("register_bootstrap").execute(
        "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname ~ '^pgtrigger_append_only'"
    )
    assert {name for (name,) in found.fetchall()} == set(HISTORIES)


def test_no_setting_switches_history_off(role_connection: Callable[[str], Connection]) -> None:
    desk = role_connection("register_desk")
    desk.execute("SET pgtrigger.ignore = '{public.deals_claim:insert_insert}'")
    assert desk.execute("SELECT _pgtrigger_should_ignore('pgtrigger_insert_insert_1')").fetchone() == (False,)
