"""Every rule asked again of every row, every hash and passage computed again, one small file a check.

A new check is a new file with a `CHECK`, named in `CHECKS`. Checks only read.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection, transaction

from deals.queries.verifying import (
    approved,
    constraints,
    decisions,
    guards,
    histories,
    lasting,
    passages,
    published,
    readings,
    references,
    releases,
    rereadings,
    signatures,
    snapshots,
    suggestions,
    summaries,
    versions,
)
from deals.queries.verifying.withheld import WithheldRows, withheld_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.queries.verifying.shape import Check, Finding

CHECKS: tuple[Check, ...] = (
    guards.CHECK, constraints.CHECK, references.CHECK, histories.CHECK, signatures.CHECK, versions.CHECK,
    decisions.CHECK, snapshots.CHECK, readings.CHECK, passages.CHECK, suggestions.CHECK, summaries.CHECK,
    releases.CHECK, approved.CHECK, published.CHECK, lasting.CHECK, rereadings.CHECK,
)  # fmt: skip
"""Quick ones first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What one check found."""

    name: str
    holds: str
    is_failure: bool
    rows: int
    seconds: float
    findings: tuple[Finding, ...]


def verify(*, without: frozenset[str] = frozenset()) -> Iterator[Verified]:
    """The checks, one after another, over the register as it is at the start; `without` the ones of these names."""
    with transaction.atomic():
        if not connection.savepoint_ids:  # inside another transaction its moment is ours
            _see_one_moment()
        withheld = withheld_rows()
        for check in CHECKS:
            if check.name not in without:
                yield _verified(check, withheld)


def _see_one_moment() -> None:
    """So that what is published or edited meanwhile is not taken for a contradiction."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _verified(check: Check, withheld: WithheldRows) -> Verified:
    begun = time.monotonic()
    looked = check.look()
    findings = tuple(
        found for found in looked.findings if not (check.blanking_explains and (found.table, found.row) in withheld)
    )
    return Verified(
        name=check.name,
        holds=check.holds,
        is_failure=check.is_failure,
        rows=looked.rows,
        seconds=time.monotonic() - begun,
        findings=findings,
    )
