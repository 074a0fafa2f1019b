"""What all checks of this folder share: the shape of a check, and of what it finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator


UNREADABLE = (ValueError, TypeError, LookupError)
"""What reading a damaged document raises."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A row of which something does not hold."""

    table: str
    row: str
    """Its number; for a guard of the database that is missing, its name."""
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """How many rows a check looked at, and what it found."""

    rows: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that always holds. Each file of this folder has one, called `CHECK`."""

    name: str
    holds: str
    """What holds, in a sentence."""
    look: Callable[[], Looked]
    is_failure: bool = True
    """False: what it finds is told, and nothing is wrong with the register."""
    blanking_explains: bool = False
    """A row that was withheld is blank, which this check would take for damage."""


def looked(*tables: str, findings: Iterable[Finding]) -> Looked:
    """The findings, over all rows of the tables."""
    found = tuple(findings)
    return Looked(rows=sum(number_of_rows(table) for table in tables), findings=found)


def number_of_rows(table: str) -> int:
    return int(rows(f"SELECT count(*) FROM {table}")[0][0])


def wrong(table: str, says: str, sql: str) -> Iterator[Finding]:
    """A finding for each row that the statement yields: its first column is the row's number."""
    return (Finding(table=table, row=str(row[0]), says=says) for row in rows(sql))


def rows(sql: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
