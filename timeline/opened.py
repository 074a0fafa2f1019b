"""A group of the overview from near: its years, and under them on the same axis each deal as bands by phase."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from timeline.courses import Step, steps_of
from timeline.facets import page_of
from timeline.groups import AskedGroups, by_words, drawn_years, group_name, not_drawn, summed_row
from timeline.legend import Sign, phase_signs
from timeline.lists import DealLine, deal_data, deal_lines
from timeline.overview import group_data
from timeline.panorama import NARROW, WIDE, InPhases, InYears, panorama
from timeline.panorama_svg import panorama_svg
from timeline.sorting import SortChoice, choices, plain_labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.queries.overview import Group, OpenedGroup
    from deals.queries.published import DealRow
    from timeline.groups import AskedGroup, Row
    from timeline.marks import Format
    from timeline.panorama import Panorama


@dataclass(frozen=True, slots=True, kw_only=True)
class DealInTime:
    line: DealLine
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPage:
    name: str
    page: str
    """Of what the group is named after; empty where that has none."""
    above: str
    """“By recipient”, and the address of these groups."""
    above_query: str
    whole: Row
    deals: tuple[DealInTime, ...]
    wide: str
    """The drawing, as `narrow`; empty where no phase has a day."""
    narrow: str
    phases: tuple[Sign, ...]
    before: str
    """Which years are not drawn; empty where all are."""
    sorting: tuple[SortChoice, ...]
    query: str
    """Of this page."""
    next_query: str
    """Empty on the last page."""


def opened_page(asked: AskedGroup, found: OpenedGroup) -> OpenedPage:
    group, whole = found.group, _whole(found.group)
    years, steps = drawn_years(group.years), [steps_of(deal) for deal in found.deals]
    rows = _rows(whole, found.deals, steps)
    return OpenedPage(
        name=group_name(group.value),
        page=page_of(group.value.token),
        above=by_words(asked.by),
        above_query=AskedGroups(by=asked.by).query,
        whole=whole,
        deals=tuple(
            DealInTime(line=line, steps=told) for line, told in zip(deal_lines(found.deals), steps, strict=True)
        ),
        wide=panorama_svg(panorama(rows, years, WIDE)) if years else "",
        narrow=panorama_svg(panorama(rows, years, NARROW)) if years else "",
        phases=phase_signs(),
        before=not_drawn(group.years, years),
        sorting=choices(plain_labels(), asked.sort, lambda sort: replace(asked, sort=sort, after="").query),
        query=asked.query,
        next_query=_next(asked, found),
    )


def group_drawn(found: OpenedGroup, form: Format) -> Panorama:
    """The group's years, and under them its deals."""
    rows = _rows(_whole(found.group), found.deals, [steps_of(deal) for deal in found.deals])
    return panorama(rows, drawn_years(found.group.years), form)


def _rows(whole: Row, deals: Iterable[DealRow], steps: Iterable[tuple[Step, ...]]) -> list[InYears | InPhases]:
    summed = InYears(name=whole.name, years=whole.years, is_summed=True)
    return [summed, *(InPhases(deal=deal, steps=told) for deal, told in zip(deals, steps, strict=True))]


def _whole(group: Group) -> Row:
    return summed_row(_("All its deals"), group.value.number, group.years, group.value.token)


def opened_data(asked: AskedGroup, found: OpenedGroup) -> dict[str, Any]:
    """The group's numbers and a page of its deals; `next` is the address of those that follow."""
    further = _next(asked, found)
    return {
        "by": asked.by,
        "group": group_data(found.group),
        "deals": [deal_data(deal) for deal in found.deals],
        "next": f"{reverse('timeline:overview_json')}{further}" if further else None,
    }


def _next(asked: AskedGroup, found: OpenedGroup) -> str:
    return replace(asked, after=found.next_place).query if found.next_place else ""
