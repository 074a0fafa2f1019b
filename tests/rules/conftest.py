from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.engines import Connection, Engines, _empty_tables
from tests.rules.world import World, rows

if TYPE_CHECKING:
    from collections.abc import Callable

_kept: dict[str, Any] = {}
"""The rows' numbers, once this process has made the rows; the rows themselves wait in the schema `kept`."""


@pytest.fixture
def world(transactional_db: None, engines: Engines, role_connection: Callable[[str], Connection]) -> World:
    """The rows are made once a process, by the actions, and copied back for each test: a tenth of the time."""
    with engines.connect("register_bootstrap") as connection:
        if _kept:
            _copy_back(connection)
        else:
            empty = _empty_tables(engines)
            _kept.update(rows())
            _keep(connection, empty)
    return World(engines, role_connection, _kept)


def _keep(connection: Connection, tables: list[str]) -> None:
    connection.execute("DROP SCHEMA IF EXISTS kept CASCADE")
    connection.execute("CREATE SCHEMA kept")
    for table in tables:
        connection.execute(f"CREATE TABLE kept.{table} AS TABLE public.{table}".encode())


def _copy_back(connection: Connection) -> None:
    """With triggers and foreign keys off, without generated columns; numbers go on after the highest."""
    connection.execute("""
        DO $$
        DECLARE
            name text;
            numbers text;
            columns text;
        BEGIN
            SET LOCAL session_replication_role = replica;
            FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'kept' LOOP
                SELECT string_agg(quote_ident(attname), ', ') INTO columns FROM pg_attribute
                    WHERE attrelid = format('public.%I', name)::regclass
                        AND attnum > 0 AND NOT attisdropped AND attgenerated = '';
                EXECUTE format('INSERT INTO public.%1$I (%2$s) SELECT %2$s FROM kept.%1$I', name, columns);
                FOR numbers IN SELECT attname FROM pg_attribute
                    WHERE attrelid = format('public.%I', name)::regclass AND attidentity <> '' LOOP
                    EXECUTE format('SELECT setval(pg_get_serial_sequence(%L, %L), max(%I)) FROM public.%I',
                                   'public.' || name, numbers, numbers, name);
                END LOOP;
            END LOOP;
        END $$
    """)
