"""Which indexes the database reads for a question, where no table is read as a whole for being small."""

from __future__ import annotations

from django.db import connections, transaction


def planned(sql: str, *avoided: str) -> str:
    """The plan; `avoided` are ways of the planner beside whole tables: “bitmapscan”, “sort”."""
    with transaction.atomic(), connections["default"].cursor() as cursor:
        for way in ("seqscan", *avoided):
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(f"EXPLAIN {sql}")
        return "\n".join(row for (row,) in cursor.fetchall())
