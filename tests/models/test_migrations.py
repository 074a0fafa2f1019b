"""The migrations say what the models say, and each can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import connections

from config.engines.roles import OWNER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.engines import Connection, Engines

pytestmark = pytest.mark.django_db(transaction=True)

SCRATCH = "scratch"
APPS = ("sources", "deals")
"""Taking back the tables of sources takes back all that points at them; what is left are names and deals."""
LEFT = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^(deals|sources|suggestions)_'"


@pytest.fixture
def scratch(engines: Engines) -> Iterator[Connection]:
    """A database of its own, a copy of this process's, as the alias SCRATCH. Gives the superuser's connection to it."""
    name = f"{engines.database}_scratch"
    connections["default"].close()
    with engines.connect("register_bootstrap") as elsewhere:
        elsewhere.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <>"
                          " pg_backend_pid()", [engines.database])  # fmt: skip
    with type(engines)(engines.places, "postgres").connect("register_bootstrap") as server:
        server.execute(f"DROP DATABASE IF EXISTS {name}".encode())
        server.execute(f"CREATE DATABASE {name} TEMPLATE {engines.database} OWNER {OWNER}".encode())
        # Not among the settings' aliases: a connection that a test makes itself is allowed to it.
        settings = {**connections["default"].settings_dict, "NAME": name, "USER": OWNER}
        connections[SCRATCH] = type(connections["default"])(settings, SCRATCH)
        with type(engines)(engines.places, name).connect("register_bootstrap") as connection:
            yield connection
        connections[SCRATCH].close()
        del connections[SCRATCH]
        server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def guards(connection: Connection) -> list[tuple[str, ...]]:
    """Tables, columns, constraints, triggers, functions and rights, as text."""
    asked = (
        "SELECT 'column', table_name, column_name, data_type || is_nullable FROM information_schema.columns"
        " WHERE table_schema = 'public'"
        " UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
        " UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)"
        " FROM pg_trigger WHERE NOT tgisinternal"
        " UNION ALL SELECT 'function', proname, concat(prosecdef, proconfig, proacl), prosrc"
        " FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        " UNION ALL SELECT 'right', table_name, grantee, privilege_type FROM information_schema.table_privileges"
        " WHERE table_schema = 'public'"
    )
    return sorted(connection.execute(asked.encode()).fetchall())


def test_the_migrations_can_be_taken_back_and_made_again(scratch: Connection) -> None:
    before = guards(scratch)
    for app in APPS:
        call_command("migrate", app, "zero", database=SCRATCH, verbosity=0)
    assert scratch.execute(LEFT).fetchall() == []
    call_command("migrate", database=SCRATCH, verbosity=0)
    assert guards(scratch) == before


def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)
