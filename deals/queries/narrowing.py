"""Which deals match, how they are spread over the facets, and which stand next in the list: found by indexes alone.

The planner takes a word's test for cheap and reads the table for a common word, although each test unpacks a search
vector that is stored apart. And it walks the list for a middling word or an early year, in which the next match may be
far. docs/figures.md has the plans.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connections, transaction

from deals.models.published import SEARCH_CONFIG
from deals.queries.published import PUBLIC
from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import PHASES_IN, Sorting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.db.backends.utils import CursorWrapper

MATCHES_COUNTED = 2_000
"""So many deals are counted exactly; of more, so many are taken as they come, and the counts are a sample's."""
VALUES_SHOWN = 12
"""Of each facet, the ones that most deals have."""
WALKED = 2_000
"""So many deals of the list are looked at one by one for those that match; only where they are not enough, all.

Deals that came in together are alike: of 100,000, the newest 500 had none with a word that half of them contain. To
look at 2,000 for a word that none has took 12 ms, to sort half of them all 120 ms.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A deal in a list: its place there, and its row's key."""

    place: str
    key: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    number: int
    """How many match; MATCHES_COUNTED where there are more."""
    is_sampled: bool
    facets: tuple[tuple[str, int], ...]
    """Of each facet the tokens that most of them have, with how many."""
    listed: tuple[Listed, ...]
    """Those that are asked for, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """By what a list is sorted; a currency where it is by value."""

    by: Sorting = Sorting.NEWEST
    currency: str = ""

    @property
    def place(self) -> str:
        """The column that holds a deal's place in the list."""
        if self.by is Sorting.VALUE:
            return "valued.place"
        return "place" if self.by is Sorting.NEWEST else f"place_{self.by.value}"

    @property
    def deals(self) -> str:
        """The tables that hold the list."""
        valued = " JOIN deals_publishedvalue valued ON valued.deal_id = deal.id AND currency = %(currency)s"
        return f"deals_publisheddeal deal{valued if self.by is Sorting.VALUE else ''}"


NEWEST_FIRST = Sorted()


def narrowed(words: str, tokens: Sequence[str], *, after: str, most: int, sorted_by: Sorted = NEWEST_FIRST) -> Narrowed:
    """Deals that have all `tokens` and hold `words`, one of them given; at most `most` after the place `after`."""
    limits = {"counted": MATCHES_COUNTED, "values": VALUES_SHOWN}
    given = {**limits, **_given(tokens, after, most, sorted_by), "words": words, "config": SEARCH_CONFIG}
    tests = " AND ".join(test for test, is_asked in ((HAS, tokens), (HOLDS, words)) if is_asked)
    asked = _asked(tests, sorted_by)
    with _by_indexes() as cursor:
        cursor.execute(COUNTED.format(**asked), given)
        (_, _, number), *found = cursor.fetchall()
        is_sampled = number > MATCHES_COUNTED
        listed = [(place, key) for _, place, key in found if place]
        if is_sampled:
            listed = _next_of_many(cursor, asked, given)
    return Narrowed(
        number=min(number, MATCHES_COUNTED),
        is_sampled=is_sampled,
        facets=tuple((token, of_it) for token, _, of_it in found if token),
        listed=_as_listed(listed),
    )


def deals_with(
    token: str, *, number: int, after: str, most: int, sorted_by: Sorted = NEWEST_FIRST
) -> tuple[Listed, ...]:
    """Deals that have the token, at most `most` after the place `after`; `number` tells how many have it in all."""
    asked, given = _asked(HAS, sorted_by), _given([token], after, most, sorted_by)
    with _by_indexes() as cursor:
        if number > MATCHES_COUNTED:
            found = _next_of_many(cursor, asked, given)
        else:
            cursor.execute(FAR.format(**asked), given)
            found = cursor.fetchall()
    return _as_listed(found)


def _as_listed(found: Iterable[tuple[str, int]]) -> tuple[Listed, ...]:
    return tuple(Listed(place=place, key=key) for place, key in found)


def _asked(tests: str, sorted_by: Sorted) -> dict[str, str]:
    return {"matching": tests, "place": sorted_by.place, "deals": sorted_by.deals}


def _given(tokens: Sequence[str], after: str, most: int, sorted_by: Sorted) -> dict[str, Any]:
    begins = max(after, _first_place(sorted_by.by, tokens))
    place = {"after": begins, "most": most, "walked": WALKED, "currency": sorted_by.currency}
    return {"tokens": list(tokens), **place}


@contextmanager
def _by_indexes() -> Iterator[CursorWrapper]:
    with transaction.atomic(using=PUBLIC, savepoint=False), connections[PUBLIC].cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield cursor


def _first_place(by: Sorting, tokens: Sequence[str]) -> str:
    """Before which none can stand: in a list by phase, those of one phase are not looked for among the others."""
    phase = next((phase for phase in PHASES_IN.get(by, ()) if Facet.PHASE.token(phase) in tokens), None)
    return f"0{PHASES_IN[by].index(phase)}" if phase else ""


def _next_of_many(cursor: CursorWrapper, asked: dict[str, str], given: dict[str, Any]) -> list[tuple[str, int]]:
    """Near in the list, as most are where many match; else all that match are sorted."""
    listed: list[tuple[str, int]] = []
    for statement in (NEAR, FAR):
        if len(listed) < given["most"]:
            cursor.execute(statement.format(**asked), given)
            listed = cursor.fetchall()
    return listed


HAS = "facets @> %(tokens)s::varchar[]"
HOLDS = "search @@ websearch_to_tsquery(%(config)s::regconfig, %(words)s)"
COUNTED = """
    WITH matched AS MATERIALIZED (
        SELECT {place} AS place, deal.id, facets FROM {deals} WHERE ending = '' AND {matching} LIMIT %(counted)s + 1
    ), counted AS (SELECT token, count(*) AS number FROM matched, unnest(facets) AS token GROUP BY token),
    ranked AS (
        SELECT token, number, row_number() OVER (same ORDER BY number DESC, token) AS rank FROM counted
        WINDOW same AS (PARTITION BY split_part(token, ':', 1))
    )
    SELECT NULL AS token, NULL AS place, count(*) AS number FROM matched
    UNION ALL SELECT token, NULL, number FROM ranked WHERE rank <= %(values)s
    UNION ALL SELECT NULL, * FROM
        (SELECT place, id FROM matched WHERE place > %(after)s ORDER BY place LIMIT %(most)s) next
"""
NEAR = """
    SELECT place, id FROM (
        SELECT {place} AS place, deal.id, facets, search FROM {deals}
        WHERE ending = '' AND {place} > %(after)s ORDER BY {place} LIMIT %(walked)s
    ) near WHERE {matching} ORDER BY place LIMIT %(most)s
"""
# OFFSET 0 keeps the list's own index out of it.
FAR = """
    SELECT place, id FROM (
        SELECT {place} AS place, deal.id FROM {deals} WHERE ending = '' AND {matching} OFFSET 0
    ) far WHERE place > %(after)s ORDER BY place LIMIT %(most)s
"""
