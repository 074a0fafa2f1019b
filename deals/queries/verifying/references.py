"""Every foreign key, followed again: with triggers off PostgreSQL does not.

They say more than that the other row is there: an approved claim has the approval of its version, its proof is its own
citation and supports it, its track is of its deal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.queries.verifying.shape import Check, Finding, Looked, looked, rows, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS = """
    SELECT conname, conrelid::regclass::text, confrelid::regclass::text,
        (SELECT array_agg(quote_ident(attname) ORDER BY place) FROM unnest(conkey) WITH ORDINALITY AS k(number, place)
            JOIN pg_attribute ON attrelid = conrelid AND attnum = k.number),
        (SELECT array_agg(quote_ident(attname) ORDER BY place) FROM unnest(confkey) WITH ORDINALITY AS k(number, place)
            JOIN pg_attribute ON attrelid = confrelid AND attnum = k.number)
    FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace ORDER BY 2, 1
"""


def look() -> Looked:
    keys = rows(KEYS)
    return looked(*dict.fromkeys(key[1] for key in keys), findings=(found for key in keys for found in _lost(*key)))


def _lost(name: str, table: str, target: str, columns: list[str], targets: list[str]) -> Iterator[Finding]:
    is_filled = " AND ".join(f"a.{column} IS NOT NULL" for column in columns)
    is_same = " AND ".join(f"b.{there} = a.{here}" for here, there in zip(columns, targets, strict=True))
    number = f"coalesce(to_jsonb(a) ->> 'pgh_id', to_jsonb(a) ->> 'id', a.{columns[0]}::text)"
    missing = f"NOT EXISTS (SELECT FROM {target} b WHERE {is_same})"
    says = f"breaks {name}: {target} has no such {', '.join(targets)}"
    return wrong(table, says, f"SELECT {number} FROM {table} a WHERE {is_filled} AND {missing}")


CHECK = Check(name="references", holds="Each row that another names is there, and fits it.", look=look)
