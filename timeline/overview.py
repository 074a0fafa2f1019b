"""The register from far, for readers: a strip a group, its years as columns of phases, each number an address."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.vocabulary.facets import Facet
from deals.vocabulary.subjects import GROUPED_BY
from timeline.courses import axis
from timeline.facets import page_of, value_label
from timeline.legend import Sign, phase_signs
from timeline.numbers import plain_number
from timeline.words import capital, listed, word
from timeline.years import YearColumn, strip, window_of_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.utils.safestring import SafeString

    from deals.queries.overview import Group, GroupPlace, Overview, Years
    from deals.vocabulary.stages import Phase

YEARS_DRAWN = 50
"""The latest ones: more columns are too narrow to be told apart on a small screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """“Turkey, 12 deals, the most in 2017”: each year's words lead to the deals that it counts."""

    name: str
    number: str
    address: str
    page: str
    """Of the group itself; empty where it has none."""
    most: str
    years: tuple[YearColumn, ...]
    svg: SafeString
    is_named_in_register: bool
    """Its name is the register's, and in the register's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """“By supplier”."""

    label: str
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    groupings: tuple[Grouping, ...]
    heading: str
    whole: Row | None
    """All deals; none where the page goes on from another."""
    rows: tuple[Row, ...]
    axis: SafeString
    phases: tuple[Sign, ...]
    before: str
    """Which years are not drawn; empty where all are."""
    query: str
    """Of this page."""
    next_query: str
    """Empty on the last page."""


def overview_page(by: Facet, found: Overview, after: GroupPlace | None) -> OverviewPage:
    drawn = list(found.years)[-YEARS_DRAWN:]
    whole = _row(_("All deals"), found.number, found.years, "", drawn)
    return OverviewPage(
        groupings=tuple(_grouping(one, is_current=one is by) for one in GROUPED_BY),
        heading=_by(by),
        whole=None if after else whole,
        rows=tuple(_group(group, drawn) for group in found.groups),
        axis=axis(window_of_years(drawn)),
        phases=phase_signs(),
        before=_before(drawn[0]) if len(drawn) < len(found.years) else "",
        query=_query(by, after),
        next_query=_query(by, found.next_place) if found.next_place else "",
    )


def as_data(by: Facet, found: Overview) -> dict[str, Any]:
    """Numbers of deals by group, year and phase; `next` is the address of the groups that follow."""
    groups = [
        {"label": group.value.label, "token": group.value.token, "address": _list(group.value.token),
         "number": group.value.number, "years": _plain(group.years)}
        for group in found.groups
    ]  # fmt: skip
    further = f"{reverse('timeline:overview_json')}{_query(by, found.next_place)}" if found.next_place else None
    return {"by": by, "number": found.number, "years": _plain(found.years), "groups": groups, "next": further}


def _plain(years: Years) -> dict[str, dict[str, int]]:
    return {str(year): {phase.value: number for phase, number in phases.items()} for year, phases in years.items()}


def _group(group: Group, drawn: Sequence[int]) -> Row:
    return _row(value_label(group.value), group.value.number, group.years, group.value.token, drawn)


def _row(name: str, number: int, years: Years, token: str, drawn: Sequence[int]) -> Row:
    columns = tuple(_column(year, phases, token) for year, phases in years.items())
    page = page_of(token)
    return Row(
        name=capital(name),
        number=ngettext("{number} deal", "{number} deals", number).format(number=plain_number(Decimal(number))),
        address=_list(token),
        page=page,
        most=_most(columns),
        years=columns,
        svg=strip(columns, window_of_years(drawn)),
        is_named_in_register=bool(page),
    )


def _column(year: int, phases: Mapping[Phase, int], token: str) -> YearColumn:
    told = [f"{word(phase)} {plain_number(Decimal(number))}" for phase, number in phases.items()]
    return YearColumn(
        year=year,
        phases=dict(phases),
        words=_("{year}: {phases}").format(year=year, phases=listed(told)),
        address=_list(token, (Facet.UNDER_WAY, str(year))),
    )


def _most(columns: Iterable[YearColumn]) -> str:
    """“Fullest year 2017: exploring 12 and contracted 3”; empty where no phase has a day."""
    fullest = max(columns, key=lambda column: (column.number, column.year), default=None)
    return _("Fullest year {told}").format(told=fullest.words) if fullest else ""


def _list(token: str, *further: tuple[str, str]) -> str:
    """The address of the list of a group's deals."""
    facet, _colon, value = token.partition(":")
    query = urlencode([*([(facet, value)] if facet else []), *further])
    return f"{reverse('timeline:deals')}{'?' if query else ''}{query}"


def _before(year: int) -> str:
    return _("Years before {year} are told in words only.").format(year=year)


def _by(by: Facet) -> str:
    return _("By {facet}").format(facet=word(by))


def _grouping(by: Facet, *, is_current: bool) -> Grouping:
    return Grouping(label=capital(word(by)), query=_query(by, None), is_current=is_current)


def _query(by: Facet, place: GroupPlace | None) -> str:
    after = {"after": f"{place.number}.{place.value}"} if place else {}
    return f"?{urlencode({'by': by.value, **after})}"
