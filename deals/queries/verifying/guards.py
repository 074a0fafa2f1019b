"""The guards themselves: what migrations and models put into the database is there and switched on.

And the public's role reads what is public and nothing else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import connection
from django.db.migrations import RunSQL
from django.db.migrations.loader import MigrationLoader

from deals.migrations._guards import HISTORY_GUARD
from deals.models import (
    PublishedDeal,
    PublishedEntry,
    PublishedFacet,
    PublishedFigure,
    PublishedLine,
    PublishedMention,
    PublishedTally,
    PublishedValue,
    Release,
)
from deals.queries.verifying.shape import Check, Finding, Looked, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.migrations import Migration

OURS = ("sources", "deals", "suggestions")
PROJECTION = (
    PublishedDeal, PublishedEntry, PublishedFacet, PublishedFigure, PublishedLine, PublishedMention, PublishedTally,
    PublishedValue,
)  # fmt: skip
PUBLIC_READS = {model._meta.db_table for model in (Release, *PROJECTION)}  # noqa: SLF001
MADE = re.compile(
    r"CREATE (?:CONSTRAINT )?TRIGGER (?P<trigger>\w+)\s[^;]*?\sON (?P<table>\w+)"
    r"|DROP TRIGGER (?:IF EXISTS )?(?P<dropped>\w+) ON (?P<dropped_on>\w+)"
)
TRIGGERS = """
    SELECT tgrelid::regclass::text, tgname, tgenabled IN ('O', 'A') FROM pg_trigger
    WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)
"""
HALF = "SELECT conrelid::regclass::text, conname FROM pg_constraint WHERE NOT convalidated"
NAMES = """
    SELECT conrelid::regclass::text, conname FROM pg_constraint UNION
    SELECT indrelid::regclass::text, indexrelid::regclass::text FROM pg_index
"""
PUBLIC_RIGHTS = """
    SELECT c.oid::regclass::text, has_any_column_privilege('register_public', c.oid, 'INSERT, UPDATE')
            OR has_table_privilege('register_public', c.oid, 'DELETE, TRUNCATE, TRIGGER, REFERENCES')
    FROM pg_class c WHERE relkind IN ('r', 'v', 'm', 'p') AND relnamespace = 'public'::regnamespace
        AND has_any_column_privilege('register_public', c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')
"""


def look() -> Looked:
    there = rows(TRIGGERS)
    findings = (*_triggers({(table, name): is_on for table, name, is_on in there}), *_constraints(), *_rights())
    return Looked(rows=len(there), findings=findings)


def _triggers(there: dict[tuple[str, str], bool]) -> Iterator[Finding]:
    for table, name in sorted(_wanted_triggers() - set(there)):
        yield Finding(table=table, row=name, says="the trigger is missing")
    for (table, name), is_on in there.items():
        if not is_on:
            yield Finding(table=table, row=name, says="the trigger is switched off")
    if rows("SELECT prosrc FROM pg_proc WHERE proname = '_pgtrigger_should_ignore'") != [(HISTORY_GUARD,)]:
        yield Finding(table="pg_proc", row="_pgtrigger_should_ignore", says="a setting can switch history off")


def _wanted_triggers() -> set[tuple[str, str]]:
    """Table and name of each trigger that the migrations make in SQL and do not take away again."""
    loader = MigrationLoader(connection)
    wanted: set[tuple[str, str]] = set()
    for key in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True):  # noqa: SLF001
        for found in MADE.finditer(_sql_of(loader.graph.nodes[key])):
            if found["trigger"]:
                wanted.add((found["table"], found["trigger"]))
            else:
                wanted.discard((found["dropped_on"], found["dropped"]))
    return wanted


def _sql_of(migration: Migration) -> str:
    return "\n".join(str(operation.sql) for operation in migration.operations if isinstance(operation, RunSQL))


def _constraints() -> Iterator[Finding]:
    there = set(rows(NAMES))
    for model in (model for app in OURS for model in apps.get_app_config(app).get_models()):
        table = model._meta.db_table  # noqa: SLF001
        for constraint in model._meta.constraints:  # noqa: SLF001
            if not model._meta.proxy and (table, constraint.name) not in there:  # noqa: SLF001
                yield Finding(table=table, row=constraint.name, says="the constraint is missing")
    for table, name in rows(HALF):
        yield Finding(table=table, row=name, says="the constraint was never asked of the rows that were there")


def _rights() -> Iterator[Finding]:
    for table, writes in rows(PUBLIC_RIGHTS):
        if writes:
            yield Finding(table=table, row="register_public", says="the public's role may write to it")
        elif table not in PUBLIC_READS:
            yield Finding(table=table, row="register_public", says="the public's role may read it")


CHECK = Check(name="guards", holds="The database's own guards are there and switched on.", look=look)
