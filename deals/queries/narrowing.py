"""Which deals match, how they are spread over the facets, and which stand next in the list: found by indexes alone.

The planner takes a word's test for cheap and reads the table for a common word, although each test unpacks a search
vector that is stored apart. And it walks the list for a middling word or an early year, in which the next match may be
far. docs/figures.md has the plans.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connections, transaction

from deals.models.published import SEARCH_CONFIG
from deals.queries.published import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.utils import CursorWrapper

MATCHES_COUNTED = 2_000
"""So many deals are counted exactly; of more, so many are taken as they come, and the counts are a sample's."""
VALUES_SHOWN = 12
"""Of each facet, the ones that most deals have."""
WALKED = 200
"""So many deals of the list are looked at one by one for those that match; only where they are not enough, all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    number: int
    """How many match; MATCHES_COUNTED where there are more."""
    is_sampled: bool
    facets: tuple[tuple[str, int], ...]
    """Of each facet the tokens that most of them have, with how many."""
    places: tuple[str, ...]
    """In the list, of those that are asked for."""


def narrowed(words: str, tokens: Sequence[str], *, after: str, most: int) -> Narrowed:
    """Deals that have all `tokens` and hold `words`, one of them given; at most `most` places after `after`."""
    limits = {"counted": MATCHES_COUNTED, "values": VALUES_SHOWN, "walked": WALKED, "most": most}
    given: dict[str, Any] = {**limits, "words": words, "tokens": list(tokens), "config": SEARCH_CONFIG, "after": after}
    matching = " AND ".join(test for test, is_asked in ((HAS, tokens), (HOLDS, words)) if is_asked)
    with transaction.atomic(using=PUBLIC, savepoint=False), connections[PUBLIC].cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(COUNTED.format(matching=matching), given)
        (_, _, number), *found = cursor.fetchall()
        is_sampled = number > MATCHES_COUNTED
        places = [place for _, place, _ in found if place]
        if is_sampled:
            places = _next_of_many(cursor, matching, given)
    return Narrowed(
        number=min(number, MATCHES_COUNTED),
        is_sampled=is_sampled,
        facets=tuple((token, of_it) for token, _, of_it in found if token),
        places=tuple(places),
    )


def _next_of_many(cursor: CursorWrapper, matching: str, given: dict[str, Any]) -> list[str]:
    """Near in the list, as most are where many match; else all that match are sorted."""
    places: list[str] = []
    for statement in (NEAR, FAR):
        if len(places) < given["most"]:
            cursor.execute(statement.format(matching=matching), given)
            places = [place for (place,) in cursor.fetchall()]
    return places


HAS = "facets @> %(tokens)s::varchar[]"
HOLDS = "search @@ websearch_to_tsquery(%(config)s::regconfig, %(words)s)"
COUNTED = """
    WITH matched AS MATERIALIZED (
        SELECT place, facets FROM deals_publisheddeal WHERE ending = '' AND {matching} LIMIT %(counted)s + 1
    ), counted AS (SELECT token, count(*) AS number FROM matched, unnest(facets) AS token GROUP BY token),
    ranked AS (
        SELECT token, number, row_number() OVER (same ORDER BY number DESC, token) AS rank FROM counted
        WINDOW same AS (PARTITION BY split_part(token, ':', 1))
    )
    SELECT NULL AS token, NULL AS place, count(*) AS number FROM matched
    UNION ALL SELECT token, NULL, number FROM ranked WHERE rank <= %(values)s
    UNION ALL SELECT NULL, * FROM
        (SELECT place, 1 FROM matched WHERE place > %(after)s ORDER BY place LIMIT %(most)s) next
"""
NEAR = """
    SELECT place FROM (
        SELECT place, facets, search FROM deals_publisheddeal
        WHERE ending = '' AND place > %(after)s ORDER BY place LIMIT %(walked)s
    ) near WHERE {matching} ORDER BY place LIMIT %(most)s
"""
# OFFSET 0 keeps the list's own index out of it.
FAR = """
    SELECT place FROM (
        SELECT place FROM deals_publisheddeal WHERE ending = '' AND {matching} OFFSET 0
    ) far WHERE place > %(after)s ORDER BY place LIMIT %(most)s
"""
