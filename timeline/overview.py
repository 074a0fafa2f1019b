"""The register from far, for readers: a row a group, its years as columns of phases, each number an address."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import GroupSorting
from deals.vocabulary.subjects import GROUPED_BY
from timeline.groups import (
    AskedGroups,
    Row,
    by_words,
    drawn_years,
    group_row,
    list_address,
    not_drawn,
    opened_query,
    summed_row,
)
from timeline.legend import Sign, phase_signs
from timeline.panorama import NARROW, WIDE, InYears, panorama
from timeline.panorama_svg import panorama_svg
from timeline.sorting import SortChoice, choices
from timeline.words import capital, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from deals.queries.overview import Group, Overview, Years
    from timeline.marks import Format
    from timeline.panorama import Panorama


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
    sorting: tuple[SortChoice, ...]
    rows: tuple[Row, ...]
    wide: str
    """The drawing, as `narrow`; empty where no phase has a day."""
    narrow: str
    phases: tuple[Sign, ...]
    before: str
    """Which years are not drawn; empty where all are."""
    query: str
    """Of this page."""
    next_query: str
    """Empty on the last page."""
    further: str
    """What stands on it."""


def overview_page(asked: AskedGroups, found: Overview) -> OverviewPage:
    drawn, rows = drawn_years(found.years), _rows(asked, found)
    return OverviewPage(
        groupings=tuple(_grouping(asked, one) for one in GROUPED_BY),
        heading=by_words(asked.by),
        sorting=choices(sort_labels(asked.by), asked.sort, lambda sort: AskedGroups(by=asked.by, sort=sort).query),
        rows=rows,
        wide=panorama_svg(_drawn(rows, drawn, WIDE)) if drawn else "",
        narrow=panorama_svg(_drawn(rows, drawn, NARROW)) if drawn else "",
        phases=phase_signs(),
        before=not_drawn(found.years, drawn),
        query=asked.query,
        next_query=_next(asked, found),
        further=_("Smaller groups") if asked.sort is GroupSorting.NUMBER else _("Further groups"),
    )


def groups_drawn(asked: AskedGroups, found: Overview, form: Format) -> Panorama:
    return _drawn(_rows(asked, found), drawn_years(found.years), form)


def _drawn(rows: Iterable[Row], years: Sequence[int], form: Format) -> Panorama:
    return panorama([InYears(name=row.name, years=row.years, is_summed=not row.opened) for row in rows], years, form)


def _rows(asked: AskedGroups, found: Overview) -> tuple[Row, ...]:
    """All deals come first, and on the first page only."""
    groups = tuple(group_row(group) for group in found.groups)
    return groups if asked.after else (summed_row(_("All deals"), found.number, found.years, ""), *groups)


def as_data(asked: AskedGroups, found: Overview) -> dict[str, Any]:
    """Numbers of deals by group, year and phase; `next` is the address of the groups that follow."""
    query = _next(asked, found)
    further = f"{reverse('timeline:overview_json')}{query}" if query else None
    groups = [group_data(group) for group in found.groups]
    return {"by": asked.by, "number": found.number, "years": _plain(found.years), "groups": groups, "next": further}


def group_data(group: Group) -> dict[str, Any]:
    """`opened` is the address of its deals in time."""
    token = group.value.token
    opened = f"{reverse('timeline:overview_json')}{opened_query(token)}"
    named = {"label": group.value.label, "token": token, "address": list_address(token), "opened": opened}
    return {**named, "number": group.value.number, "years": _plain(group.years)}


def _plain(years: Years) -> dict[str, dict[str, int]]:
    return {str(year): {phase.value: number for phase, number in phases.items()} for year, phases in years.items()}


def sort_labels(by: Facet) -> dict[GroupSorting, str]:
    by_name = {Facet.PHASE: _("order of phases"), Facet.SIZE: _("currency and amount")}
    return {GroupSorting.NUMBER: _("number of deals"), GroupSorting.NAME: by_name.get(by) or _("name")}


def _grouping(asked: AskedGroups, by: Facet) -> Grouping:
    query = AskedGroups(by=by, sort=asked.sort).query
    return Grouping(label=capital(word(by)), query=query, is_current=by is asked.by)


def _next(asked: AskedGroups, found: Overview) -> str:
    return replace(asked, after=found.next_place).query if found.next_place else ""
