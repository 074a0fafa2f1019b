"""The register from far, for readers: a strip a group, its years as columns of phases, each number an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from deals.vocabulary.subjects import GROUPED_BY
from timeline.courses import axis
from timeline.groups import (
    Row,
    by_words,
    drawn_years,
    group_row,
    list_address,
    not_drawn,
    opened_query,
    strip_row,
)
from timeline.legend import Sign, phase_signs
from timeline.words import capital, word
from timeline.years import window_of_years

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from deals.queries.overview import Group, GroupPlace, Overview, Years
    from deals.vocabulary.facets import Facet


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
    drawn = drawn_years(found.years)
    whole = strip_row(_("All deals"), found.number, found.years, "", drawn)
    return OverviewPage(
        groupings=tuple(_grouping(one, is_current=one is by) for one in GROUPED_BY),
        heading=by_words(by),
        whole=None if after else whole,
        rows=tuple(group_row(group, drawn) for group in found.groups),
        axis=axis(window_of_years(drawn)),
        phases=phase_signs(),
        before=not_drawn(found.years, drawn),
        query=groups_query(by, after),
        next_query=groups_query(by, found.next_place) if found.next_place else "",
    )


def as_data(by: Facet, found: Overview) -> dict[str, Any]:
    """Numbers of deals by group, year and phase; `next` is the address of the groups that follow."""
    further = f"{reverse('timeline:overview_json')}{groups_query(by, found.next_place)}" if found.next_place else None
    groups = [group_data(group) for group in found.groups]
    return {"by": by, "number": found.number, "years": _plain(found.years), "groups": groups, "next": further}


def group_data(group: Group) -> dict[str, Any]:
    """`opened` is the address of its deals in time."""
    token = group.value.token
    opened = f"{reverse('timeline:overview_json')}{opened_query(token)}"
    named = {"label": group.value.label, "token": token, "address": list_address(token), "opened": opened}
    return {**named, "number": group.value.number, "years": _plain(group.years)}


def _plain(years: Years) -> dict[str, dict[str, int]]:
    return {str(year): {phase.value: number for phase, number in phases.items()} for year, phases in years.items()}


def _grouping(by: Facet, *, is_current: bool) -> Grouping:
    return Grouping(label=capital(word(by)), query=groups_query(by), is_current=is_current)


def groups_query(by: Facet, place: GroupPlace | None = None) -> str:
    """With its question mark."""
    after = {"after": f"{place.number}.{place.value}"} if place else {}
    return f"?{urlencode({'by': by.value, **after})}"
