"""A group of the overview: its strip of years, each number an address, and the addresses of groups."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import GroupSorting, Sorting
from timeline.facets import page_of, value_label
from timeline.numbers import plain_number
from timeline.words import capital, listed, word
from timeline.years import YearColumn

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from deals.queries.overview import Group, GroupPlace, Years
    from deals.queries.search import FacetCount
    from deals.vocabulary.stages import Phase

YEARS_DRAWN = 50
"""The latest ones: more columns are too narrow to be told apart on a small screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """“Turkey, 12 deals, the most in 2017”: each year's words lead to the deals that it counts."""

    name: str
    number: str
    address: str
    """Of the list of its deals."""
    opened: str
    """Of the group from near; empty for all deals."""
    page: str
    """Of what it is named after; empty where that has none."""
    most: str
    years: tuple[YearColumn, ...]
    is_named_in_register: bool
    """Its name is the register's, and in the register's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGroups:
    """By what deals are grouped, how the groups are sorted, and after which of them the page begins."""

    by: Facet
    sort: GroupSorting = GroupSorting.NUMBER
    after: GroupPlace | None = None

    @property
    def query(self) -> str:
        """With its question mark."""
        sort = {"sort": self.sort.value} if self.sort is not GroupSorting.NUMBER else {}
        after = {"after": f"{self.after.number}.{self.after.value}"} if self.after else {}
        return f"?{urlencode({'by': self.by.value, **sort, **after})}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedGroup:
    """Which group is opened, how its deals are sorted, and after which place the page of them begins."""

    by: Facet
    value: str
    sort: Sorting = Sorting.NEWEST
    after: str = ""

    @property
    def query(self) -> str:
        """With its question mark."""
        sort = {"sort": self.sort.value} if self.sort is not Sorting.NEWEST else {}
        after = {"after": self.after} if self.after else {}
        return f"?{urlencode({'by': self.by.value, 'open': self.value, **sort, **after})}"


def drawn_years(years: Years) -> list[int]:
    return list(years)[-YEARS_DRAWN:]


def not_drawn(years: Years, drawn: Sequence[int]) -> str:
    """Which years are not drawn, in words; empty where all are."""
    if len(drawn) == len(years):
        return ""
    return _("Years before {year} are told in words only.").format(year=drawn[0])


def group_row(group: Group) -> Row:
    token = group.value.token
    row = summed_row(group_name(group.value), group.value.number, group.years, token)
    page, opened = page_of(token), reverse("timeline:overview") + opened_query(token)
    return replace(row, page=page, opened=opened, is_named_in_register=bool(page))


def summed_row(name: str, number: int, years: Years, token: str) -> Row:
    """Under a name of our own: of the deals that have the token; without one, of all."""
    address = list_address(token)
    columns = tuple(_column(year, phases, address) for year, phases in years.items())
    return Row(
        name=name,
        number=deals_in_words(number),
        address=address,
        opened="",
        page="",
        most=_most(columns),
        years=columns,
        is_named_in_register=False,
    )


def opened_query(token: str) -> str:
    facet, _colon, value = token.partition(":")
    return AskedGroup(by=Facet(facet), value=value).query


def deals_in_words(number: int) -> str:
    return ngettext("{number} deal", "{number} deals", number).format(number=plain_number(Decimal(number)))


def group_name(value: FacetCount) -> str:
    return capital(value_label(value))


def by_words(by: Facet) -> str:
    """“By recipient”."""
    return _("By {facet}").format(facet=word(by))


def list_address(token: str) -> str:
    """The address of the list of a group's deals; without a token, of all deals."""
    facet, _colon, value = token.partition(":")
    return f"{reverse('timeline:deals')}{'?' + urlencode({facet: value}) if facet else ''}"


def _column(year: int, phases: Mapping[Phase, int], deals: str) -> YearColumn:
    """`deals` is the address of the list that the year narrows."""
    told = [f"{word(phase)} {plain_number(Decimal(number))}" for phase, number in phases.items()]
    return YearColumn(
        year=year,
        phases=dict(phases),
        words=_("{year}: {phases}").format(year=year, phases=listed(told)),
        address=f"{deals}{'&' if '?' in deals else '?'}{Facet.UNDER_WAY}={year}",
    )


def _most(columns: Iterable[YearColumn]) -> str:
    """“Fullest year 2017: exploring 12 and contracted 3”; empty where no phase has a day."""
    fullest = max(columns, key=lambda column: (column.number, column.year), default=None)
    return _("Fullest year {told}").format(told=fullest.words) if fullest else ""
