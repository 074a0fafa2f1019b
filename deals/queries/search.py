"""Deals found by words and by facets: counted, narrowed, in the order of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import SearchQuery, TrigramSimilarity
from django.db import connections
from django.db.models import Sum

from deals.models import PublishedDeal, PublishedFacet
from deals.models.published import SEARCH_CONFIG
from deals.queries.matches import matches
from deals.queries.published import PUBLIC, deal_row
from deals.vocabulary.facets import Facet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from deals.queries.matches import Match
    from deals.queries.published import DealRow

MATCHES_COUNTED = 2_000
"""So many deals are counted exactly; of more, so many are taken as they come, and the counts are a sample's."""
VALUES_SHOWN = 12
"""Of each facet, the ones that most deals have."""
SIMILAR_SHOWN = 5
LIKENESS_LEAST = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """All given `tokens` hold, and all `words` occur; with neither, every public deal that is followed."""

    words: str = ""
    """As in a web search: “quotes” keep words together, “or” and “-” mean what they say."""
    tokens: tuple[str, ...] = ()

    @property
    def is_narrowed(self) -> bool:
        return bool(self.words or self.tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetCount:
    token: str
    facet: Facet
    label: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    deals: tuple[DealRow, ...]
    matches: dict[str, Match]
    """Why a deal was found, by its id; for searches by words only."""
    number: int
    is_sampled: bool
    """There are more than `number`, and the facets' counts are a sample's."""
    facets: tuple[FacetCount, ...]
    """The largest values first, facet by facet; those chosen are among them."""
    next_place: str
    """Where the next page begins; empty on the last one."""


def search(asked: Search, *, after: str = "", most: int) -> Found:
    """At most `most` deals from the place `after` on, and how all that match are spread over the facets."""
    matched = _matching(asked)
    number, facets = _counted(matched) if asked.is_narrowed else _all_counted()
    is_sampled = asked.is_narrowed and number > MATCHES_COUNTED
    rows = list(_page(matched, after, is_few=asked.is_narrowed and not is_sampled)[: most + 1])
    shown = rows[:most]
    return Found(
        deals=tuple(deal_row(row) for row in shown),
        matches=matches([row.pk for row in shown], asked.words) if asked.words else {},
        number=min(number, MATCHES_COUNTED) if is_sampled else number,
        is_sampled=is_sampled,
        facets=_labelled(facets, asked.tokens),
        next_place=shown[-1].place if len(rows) > most else "",
    )


def is_searchable(words: str) -> bool:
    """False for words that say nothing to search by: “the”, “–”."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute("SELECT numnode(websearch_to_tsquery(%s::regconfig, %s)) > 0", [SEARCH_CONFIG, words])
        return bool(cursor.fetchone()[0])


def similar_names(words: str) -> tuple[str, ...]:
    """Names of parties, systems and tracks that are spelt like these words, the nearest first."""
    named = (Facet.PARTY, Facet.SYSTEM, Facet.TRACK)
    rows = PublishedFacet.objects.using(PUBLIC).filter(facet__in=named, number_deals__gt=0)
    alike = rows.annotate(likeness=TrigramSimilarity("label", words)).filter(likeness__gt=LIKENESS_LEAST)
    labels = alike.order_by("-likeness", "label").values_list("label", flat=True)[: 2 * SIMILAR_SHOWN]
    return tuple(dict.fromkeys(labels))[:SIMILAR_SHOWN]


def number_of_deals() -> int:
    """Of all that are public and followed, from the counts that publishing keeps: every deal has one transfer."""
    rows = PublishedFacet.objects.using(PUBLIC).filter(facet=Facet.TRANSFER)
    return rows.aggregate(all=Sum("number_deals"))["all"] or 0


def known_tokens(tokens: Iterable[str]) -> frozenset[str]:
    """Those that some public deal has, or had."""
    rows = PublishedFacet.objects.using(PUBLIC).filter(token__in=list(tokens))
    return frozenset(rows.values_list("token", flat=True))


def _matching(asked: Search) -> QuerySet[PublishedDeal]:
    deals = PublishedDeal.objects.using(PUBLIC).filter(ending="")
    if asked.tokens:
        deals = deals.filter(facets__contains=list(asked.tokens))
    if asked.words:
        deals = deals.filter(search=SearchQuery(asked.words, config=SEARCH_CONFIG, search_type="websearch"))
    return deals


def _page(matched: QuerySet[PublishedDeal], after: str, *, is_few: bool) -> QuerySet[PublishedDeal]:
    """By walking the list's own index where many match; few are found by their words first, and then sorted.

    Left to itself, the planner walks the whole list for a middling word, which took ten times as long.
    """
    if is_few:
        few = list(matched.order_by().values_list("pk", flat=True)[:MATCHES_COUNTED])
        matched = PublishedDeal.objects.using(PUBLIC).filter(pk__in=few)
    page = matched.filter(place__gt=after) if after else matched
    return page.defer("names", "said", "search", "facets").order_by("place")


def _counted(matched: QuerySet[PublishedDeal]) -> tuple[int, list[tuple[str, int]]]:
    """How many match, up to one more than are counted; and how many of these have each facet's value."""
    sample = matched.order_by().values("facets")[: MATCHES_COUNTED + 1]
    sql, parameters = sample.query.sql_with_params()
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(COUNTS.format(sample=sql), [*parameters, VALUES_SHOWN])
        (_, number), *facets = cursor.fetchall()
    return number, facets


COUNTS = """
    WITH matched AS MATERIALIZED ({sample}),
    counted AS (SELECT token, count(*) AS number FROM matched, unnest(facets) AS token GROUP BY token),
    ranked AS (
        SELECT token, number, row_number() OVER (same ORDER BY number DESC, token) AS rank FROM counted
        WINDOW same AS (PARTITION BY split_part(token, ':', 1))
    )
    SELECT NULL, count(*) FROM matched
    UNION ALL SELECT token, number FROM ranked WHERE rank <= %s
"""


def _all_counted() -> tuple[int, list[tuple[str, int]]]:
    """The same of all deals, from the counts that publishing keeps."""
    rows = PublishedFacet.objects.using(PUBLIC).filter(number_deals__gt=0)
    largest, *others = [rows.filter(facet=facet).order_by("-number_deals", "token")[:VALUES_SHOWN] for facet in Facet]
    counted = largest.union(*others, all=True)
    return number_of_deals(), list(counted.values_list("token", "number_deals"))


def _labelled(counts: Iterable[tuple[str, int]], chosen: tuple[str, ...]) -> tuple[FacetCount, ...]:
    found = dict.fromkeys(chosen, 0) | dict(counts)
    rows = PublishedFacet.objects.using(PUBLIC).filter(token__in=found)
    counted = [
        FacetCount(token=row.token, facet=Facet(row.facet), label=row.label, number=found[row.token]) for row in rows
    ]
    return tuple(sorted(counted, key=lambda value: (list(Facet).index(value.facet), -value.number, value.label)))
