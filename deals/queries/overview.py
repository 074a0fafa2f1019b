"""The register from far: how many deals were in which phase in which year, all of them and group by group.

And from near: a group's deals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from deals.models import PublishedFacet, PublishedTally
from deals.queries.narrowing import Sorted, deals_with
from deals.queries.published import PUBLIC, deal_row
from deals.queries.search import FacetCount, number_of_deals, rows_of
from deals.vocabulary.facets import Facet
from deals.vocabulary.stages import Phase
from deals.vocabulary.subjects import ALL_DEALS, By

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from deals.queries.published import DealRow
    from deals.vocabulary.sorting import Sorting

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
    """The largest first."""
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


def overview(by: Facet, *, after: GroupPlace | None, most: int) -> Overview:
    """At most `most` groups after the place. Reads three times, however large the register is."""
    found = list(_largest(by, after)[: most + 1])
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


def _group(row: PublishedFacet, years: Mapping[str, Years]) -> Group:
    value = FacetCount(token=row.token, facet=Facet(row.facet), label=row.label, number=row.number_deals)
    return Group(value=value, years=years[row.token])


def _groups(by: Facet) -> QuerySet[PublishedFacet]:
    return PublishedFacet.objects.using(PUBLIC).filter(facet=by, number_deals__gt=0)


def _largest(by: Facet, after: GroupPlace | None) -> QuerySet[PublishedFacet]:
    rows = _groups(by)
    if after:
        follows = Q(number_deals__lt=after.number) | Q(token__gt=by.token(after.value))
        rows = rows.filter(follows, number_deals__lte=after.number)
    return rows.order_by("-number_deals", "token")


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
