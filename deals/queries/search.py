"""Deals found by words and by facets: counted, narrowed, in the order of the list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramSimilarity
from django.db import connections
from django.db.models import Sum

from deals.models import PublishedDeal, PublishedFacet
from deals.models.published import SEARCH_CONFIG
from deals.queries.matches import matches
from deals.queries.narrowing import VALUES_SHOWN, Listed, Narrowed, Sorted, narrowed
from deals.queries.published import PUBLIC, deal_row
from deals.queries.values import values
from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import Sorting

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deals.queries.matches import Match
    from deals.queries.published import DealRow
    from deals.queries.values import Value

SIMILAR_SHOWN = 5
LIKENESS_LEAST = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """All given `tokens` hold, and all `words` occur; with neither, every public deal that is followed."""

    words: str = ""
    """As in a web search: “quotes” keep words together, “or” and “-” mean what they say."""
    tokens: tuple[str, ...] = ()
    sort: Sorting = Sorting.NEWEST
    """By value only where just one currency is among the tokens."""

    @property
    def currencies(self) -> tuple[str, ...]:
        """Codes of those that all deals have to tell of."""
        first = Facet.CURRENCY.token("")
        return tuple(token.removeprefix(first) for token in self.tokens if token.startswith(first))

    @property
    def sorted_by(self) -> Sorted:
        is_by_value = self.sort is Sorting.VALUE
        return Sorted(by=self.sort, currency=self.currencies[0] if is_by_value else "")

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
    values: dict[str, Value]
    """What they are sorted by, by the deal's id; for lists by value only."""
    facets: tuple[FacetCount, ...]
    """The largest values first, facet by facet; those chosen are among them."""
    next_place: str
    """Where the next page begins; empty on the last one."""


def search(asked: Search, *, after: str = "", most: int) -> Found:
    """At most `most` deals from the place `after` on, and how all that match are spread over the facets."""
    listing = narrowed if asked.is_narrowed else _all
    found = listing(asked.words, asked.tokens, after=after, most=most + 1, sorted_by=asked.sorted_by)
    shown = found.listed[:most]
    rows = rows_of([listed.key for listed in shown])
    return Found(
        deals=tuple(deal_row(row) for row in rows),
        matches=matches([row.pk for row in rows], asked.words) if asked.words else {},
        values=values([row.pk for row in rows], asked.currencies[0]) if asked.sort is Sorting.VALUE else {},
        number=found.number,
        is_sampled=found.is_sampled,
        facets=_labelled(found.facets, asked.tokens),
        next_place=shown[-1].place if len(found.listed) > most else "",
    )


def is_searchable(words: str) -> bool:
    """False for words that say nothing to search by: “the”, “–”, and “-radar”, which every other deal would match."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute("SELECT querytree(websearch_to_tsquery(%s::regconfig, %s))", [SEARCH_CONFIG, words])
        return cursor.fetchone()[0] not in {"", "T"}


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


def rows_of(keys: Sequence[int]) -> list[PublishedDeal]:
    """What lists show of deals, in the order of the keys."""
    deals = PublishedDeal.objects.using(PUBLIC).defer("names", "said", "search", "facets").in_bulk(keys)
    return [deals[key] for key in keys]


def _all(_words: str, _tokens: Sequence[str], *, after: str, most: int, sorted_by: Sorted) -> Narrowed:
    """The same of all deals, from the counts that publishing keeps."""
    rows = PublishedFacet.objects.using(PUBLIC).filter(number_deals__gt=0)
    largest = [rows.filter(facet=facet).order_by("-number_deals", "token")[:VALUES_SHOWN] for facet in Facet]
    facets = largest[0].union(*largest[1:], all=True).values_list("token", "number_deals")
    deals = PublishedDeal.objects.using(PUBLIC).filter(ending="", **{f"{sorted_by.place}__gt": after})
    listed = deals.order_by(sorted_by.place).values_list(sorted_by.place, "pk")[:most]
    return Narrowed(
        number=number_of_deals(),
        is_sampled=False,
        facets=tuple(facets),
        listed=tuple(Listed(place=place, key=key) for place, key in listed),
    )


def _labelled(counts: Iterable[tuple[str, int]], chosen: tuple[str, ...]) -> tuple[FacetCount, ...]:
    found = dict.fromkeys(chosen, 0) | dict(counts)
    rows = PublishedFacet.objects.using(PUBLIC).filter(token__in=found)
    counted = [
        FacetCount(token=row.token, facet=Facet(row.facet), label=row.label, number=found[row.token]) for row in rows
    ]
    return tuple(sorted(counted, key=lambda value: (list(Facet).index(value.facet), -value.number, value.label)))
