"""A strip of years, each a column of the phases that deals were in then; as high as its strip's fullest year allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from deals.vocabulary.stages import Phase
from timeline.courses import AXIS_PIXELS, lines
from timeline.scale import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

TALLEST = 44.0
"""Pixels of the fullest year's column."""
LEAST = 1.5
"""Pixels of a phase of one deal: it can be seen."""
HEIGHT = TALLEST + LEAST * len(Phase)
NO_YEAR = 2000
FILLED = 0.86
"""Of a year's width; the rest is free."""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearColumn:
    """“2017: exploring 12 and contracted 3”, and the address of these deals."""

    year: int
    phases: Mapping[Phase, int]
    words: str
    address: str

    @property
    def number(self) -> int:
        """A deal that was in two phases counts in both."""
        return sum(self.phases.values())


def window_of_years(years: Sequence[int]) -> Window:
    """From the first to the last of the years; a year in which nothing is drawn where there are none."""
    first, last = (years[0], years[-1]) if years else (NO_YEAR, NO_YEAR)
    return Window(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1.0, 0.0, AXIS_PIXELS)


def strip(columns: Iterable[YearColumn], window: Window) -> SafeString:
    """The columns of the window's years. Screen readers and the keyboard have the same in the list beside it."""
    first, last = (date.fromordinal(int(day)).year for day in (window.first, window.last - 1))
    drawn = [column for column in columns if first <= column.year <= last]
    most = max((column.number for column in drawn), default=1)
    links = "".join(_linked(column, column.year - first) for column in drawn)
    paths = "".join(_paths(drawn, first, most))
    inner = f'viewBox="0 0 {last - first + 1} {HEIGHT:g}" height="{HEIGHT:g}" preserveAspectRatio="none"'
    return mark_safe(  # noqa: S308  all its texts are escaped
        f'<svg class="years" width="100%" height="{HEIGHT:g}" aria-hidden="true">{"".join(lines(window, int(HEIGHT)))}'
        f'<svg width="100%" {inner}>{links}{paths}</svg></svg>'
    )


def _paths(columns: Sequence[YearColumn], first: int, most: int) -> Iterator[str]:
    """One path a phase: the exploring at the foot, what is further along above it."""
    feet = dict.fromkeys((column.year for column in columns), HEIGHT)
    for phase in Phase:
        drawn = ""
        for column in (column for column in columns if phase in column.phases):
            left, foot = column.year - first + (1 - FILLED) / 2, feet[column.year]
            tall = max(LEAST, TALLEST * column.phases[phase] / most)
            drawn += f"M{left:.2f} {foot:.1f}v{-tall:.1f}h{FILLED}v{tall:.1f}z"
            feet[column.year] -= tall
        if drawn:
            yield f'<path class="phase phase-{phase}" d="{drawn}"/>'


def _linked(column: YearColumn, place: int) -> str:
    words, address = escape(column.words), escape(column.address)
    rect = f'<rect class="target" x="{place}" width="1" height="{HEIGHT:g}"/>'
    return f'<a href="{address}" tabindex="-1"><title>{words}</title>{rect}</a>'
