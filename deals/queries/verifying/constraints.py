"""Every check constraint that the database keeps, asked again of every row.

A superuser can bring rows in past them (`NOT VALID`, a damaged file); PostgreSQL itself never asks twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.queries.verifying.shape import Check, Finding, Looked, looked, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_expr(conbin, conrelid) FROM pg_constraint
    WHERE contype = 'c' AND connamespace = 'public'::regnamespace AND conrelid <> 0 ORDER BY 1, 2
"""


def look() -> Looked:
    by_table: dict[str, dict[str, str]] = {}
    for table, name, condition in rows(CONSTRAINTS):
        by_table.setdefault(table, {})[name] = condition
    return looked(*by_table, findings=(f for table, conditions in by_table.items() for f in _broken(table, conditions)))


def _broken(table: str, conditions: dict[str, str]) -> Iterator[Finding]:
    """One pass over the table. What is unknown passes, as in a constraint."""
    told = ", ".join(f"CASE WHEN NOT ({condition}) THEN '{name}' END" for name, condition in conditions.items())
    any_broken = " OR ".join(f"NOT ({condition})" for condition in conditions.values())
    row = f"coalesce(to_jsonb({table}) ->> 'pgh_id', to_jsonb({table}) ->> 'id')"
    for number, *names in rows(f"SELECT {row}, {told} FROM {table} WHERE {any_broken}"):
        yield from (Finding(table=table, row=number, says=f"breaks {name}") for name in names if name)


CHECK = Check(name="constraints", holds="Each row keeps every check of its table.", look=look)
