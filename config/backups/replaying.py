"""Into the database: a dump's statements and rows, in the transaction that is open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from config.backups.dumping import COPY, END_OF_COPY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import psycopg
    from django.db.backends.base.base import BaseDatabaseWrapper

SETTING = re.compile(rb"^SET (\w+) = ")
PSQL = b"\\"  # a line that only psql understands
EMPTIED = """
DO $$ DECLARE thing record; BEGIN
    FOR thing IN SELECT oid::regclass AS name, CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS kind FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v') LOOP
        EXECUTE format('DROP %s IF EXISTS %s CASCADE', thing.kind, thing.name);
    END LOOP;
    FOR thing IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e') LOOP
        EXECUTE format('DROP ROUTINE IF EXISTS %s CASCADE', thing.name);
    END LOOP;
    FOR thing IN SELECT oid::regconfig AS name FROM pg_ts_config WHERE cfgnamespace = 'public'::regnamespace LOOP
        EXECUTE format('DROP TEXT SEARCH CONFIGURATION %s CASCADE', thing.name);
    END LOOP;
END $$;
"""
"""What an extension made stays."""


def empty(connection: BaseDatabaseWrapper) -> None:
    """Remove every table, function and search configuration of the register. As their owner."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTIED)


def replay(connection: BaseDatabaseWrapper, lines: Iterable[bytes]) -> None:
    """Run the dump. What it sets for its session is set back."""
    waiting: list[bytes] = []
    settings = {b"search_path"}
    lines = iter(lines)
    cursor = connection.connection.cursor()
    for line in lines:
        if COPY.match(line):
            _run(cursor, waiting)
            _copy(cursor, line, lines)
            waiting = []
        elif not line.startswith(PSQL):
            waiting.append(line)
            settings |= {found[1] for found in [SETTING.match(line)] if found}
    _run(cursor, waiting)
    _run(cursor, [b"RESET " + name + b";\n" for name in sorted(settings)])
    # Without statistics the planner takes each table for a small one, and verifying a large register for hours.
    cursor.execute("ANALYZE")


def _run(cursor: psycopg.Cursor[object], statements: list[bytes]) -> None:
    """All in one message, which PostgreSQL takes apart."""
    if statements:
        cursor.execute(b"".join(statements))


def _copy(cursor: psycopg.Cursor[object], statement: bytes, lines: Iterator[bytes]) -> None:
    with cursor.copy(statement) as copy:
        for line in lines:
            if line.rstrip(b"\n") == END_OF_COPY:
                return
            copy.write(line)
