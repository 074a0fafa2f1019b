"""The register from far: how many deals were in which phase in which year, all of them and group by group.

And from near: a group's deals.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Subquery

from deals.models import PublishedFacet, PublishedTally
from deals.queries.narrowing import Sorted, deals_with
from deals.queries.published import PUBLIC, deal_row
from deals.queries.search import FacetCount, number_of_deals, rows_of
from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import GroupSorting
from deals.vocabulary.stages import Phase
from deals.vocabulary.subjects import ALL_DEALS, By

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from deals.queries.published import DealRow
    from deals.vocabulary.sorting import Sorting

Key = Callable[[FacetCount], Any]
"""What groups are sorted by."""
Years = dict[int, dict[Phase, int]]
"""Numbers of deals by year and phase, in their order. A deal counts in each phase that it was in during a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupPlace:
    """The last group of a page: how many deals it has, and the value of its facet."""

    number: int
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """“Turkey, 12 deals”, and in which phases these were from year to year."""

    value: FacetCount
    years: Years


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    number: int
    years: Years
    """Of all deals."""
    groups: tuple[Group, ...]
    """In the order that was asked for."""
    next_place: GroupPlace | None
    """After which the next page begins; none on the last one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedGroup:
    """A group from near."""

    group: Group
    deals: tuple[DealRow, ...]
    next_place: str
    """Where the next page begins; empty on the last one."""


class NoSuchGroupError(LookupError):
    """No public deal that is followed has this value."""


def overview(
    by: Facet, *, sort: GroupSorting = GroupSorting.NUMBER, key: Key | None = None, after: GroupPlace | None, most: int
) -> Overview:
    """At most `most` groups after the place. Reads three times, however large the register is.

    Sorted by name, those whose names are words of the vocabulary, which are few, stand in the order of `key`.
    """
    found = _found(by, sort, key, after, most + 1)
    years = _years([row.token for row in found[:most]])
    return Overview(
        number=number_of_deals(),
        years=years[ALL_DEALS],
        groups=tuple(_group(row, years) for row in found[:most]),
        next_place=_place(by, found[most - 1]) if len(found) > most else None,
    )


def opened_group(by: Facet, value: str, *, sort: Sorting, after: str, most: int) -> OpenedGroup:
    """At most `most` of its deals from the place `after` on. Any order but by value, which is within one currency.

    Raises NoSuchGroupError.
    """
    row = _groups(by).filter(token=by.token(value)).first()
    if row is None:
        raise NoSuchGroupError(by.token(value))
    places = deals_with(row.token, number=row.number_deals, after=after, most=most + 1, sorted_by=Sorted(by=sort))
    return OpenedGroup(
        group=_group(row, _years([row.token])),
        deals=tuple(deal_row(deal) for deal in rows_of([place.key for place in places[:most]])),
        next_place=places[most - 1].place if len(places) > most else "",
    )


def _found(
    by: Facet, sort: GroupSorting, key: Key | None, after: GroupPlace | None, most: int
) -> Sequence[PublishedFacet]:
    if sort is GroupSorting.NUMBER:
        return list(_largest(by, after)[:most])
    if key is None:
        return list(_by_name(by, after)[:most])
    return _few_by(key, by, after)[:most]


def _group(row: PublishedFacet, years: Mapping[str, Years]) -> Group:
    return Group(value=_value(row), years=years[row.token])


def _groups(by: Facet) -> QuerySet[PublishedFacet]:
    return PublishedFacet.objects.using(PUBLIC).filter(facet=by, number_deals__gt=0)


def _largest(by: Facet, after: GroupPlace | None) -> QuerySet[PublishedFacet]:
    rows = _groups(by)
    if after:
        follows = Q(number_deals__lt=after.number) | Q(token__gt=by.token(after.value))
        rows = rows.filter(follows, number_deals__lte=after.number)
    return rows.order_by("-number_deals", "token")


def _by_name(by: Facet, after: GroupPlace | None) -> QuerySet[PublishedFacet]:
    rows = _groups(by).order_by("place_name")
    if after is None:
        return rows
    last = PublishedFacet.objects.using(PUBLIC).filter(token=by.token(after.value)).values("place_name")
    return rows.filter(place_name__gt=Subquery(last))


def _few_by(key: Key, by: Facet, after: GroupPlace | None) -> list[PublishedFacet]:
    """The last group of the page before may have lost its deals since: it still tells where the next one begins."""
    every = sorted(PublishedFacet.objects.using(PUBLIC).filter(facet=by), key=lambda row: (key(_value(row)), row.token))
    tokens = [row.token for row in every]
    begins = 0
    if after:
        token = by.token(after.value)
        begins = tokens.index(token) + 1 if token in tokens else len(every)
    return [row for row in every[begins:] if row.number_deals]


def _value(row: PublishedFacet) -> FacetCount:
    return FacetCount(token=row.token, facet=Facet(row.facet), label=row.label, number=row.number_deals)


def _place(by: Facet, row: PublishedFacet) -> GroupPlace:
    return GroupPlace(number=row.number_deals, value=row.token.removeprefix(by.token("")))


def _years(tokens: Iterable[str]) -> dict[str, Years]:
    """By group; of those without a dated phase, nothing."""
    told: dict[str, Years] = {group: {} for group in (ALL_DEALS, *tokens)}
    kept = PublishedTally.objects.using(PUBLIC).filter(subject__in=list(told), role="", number_deals__gt=0)
    counted = {
        (subject, *_year_and_phase(token)): number
        for subject, token, number in kept.values_list("subject", "token", "number_deals")
    }
    for subject, year, rung in sorted(counted):
        told[subject].setdefault(year, {})[list(Phase)[rung]] = counted[subject, year, rung]
    return told


def _year_and_phase(token: str) -> tuple[int, int]:
    year, _colon, phase = token.removeprefix(By.YEAR.token("")).partition(":")
    return int(year), Phase(phase).rung
