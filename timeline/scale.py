"""Days as positions: the chart's window, a day's place in it, its ticks. Days are ordinals with fractions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from timeline.dates import month_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deals.vocabulary.dates import PartialDate

YEAR = 365.25
WIDE_DOUBT = 3 * YEAR
"""A date that can mean more days than this ("the 2010s") does not widen the window."""
MARGIN = 0.04
"""Of the window's length, free at both ends; also how far an open interval's whisker reaches."""
MARGIN_DAYS_LEAST = 20
TICK_PIXELS_LEAST = 46
_MONTH_STEPS = (1, 3, 6, *(12 * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)))
DAYS_IN_MONTH = YEAR / 12
FIRST_OF_ALL, END_OF_ALL = float(date.min.toordinal()), date.max.toordinal() + 1.0
"""No window begins before or ends after: the calendar of `datetime` has no other days."""


@dataclass(frozen=True, slots=True)
class Window:
    """The days from `first` to `last`, drawn from `left` to `right` pixels."""

    first: float
    last: float
    left: float
    right: float

    @property
    def length(self) -> float:
        return self.last - self.first

    def x(self, day: float) -> float:
        """Pixels from the chart's left edge; days outside stand at the window's edge."""
        inside = min(max(day, self.first), self.last)
        return round(self.left + (inside - self.first) / self.length * (self.right - self.left), 1)

    def day(self, x: float) -> float:
        """The day, with its fraction, that stands at `x` pixels."""
        return self.first + (x - self.left) / (self.right - self.left) * (self.last - self.first)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a date stands: `at` its middle, from `first` to `last`; open where the source leaves an end open."""

    at: float
    first: float
    last: float
    is_exact: bool = True
    is_open_left: bool = False
    is_open_right: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    day: float
    text: str
    is_year: bool


def window_of(days: Iterable[PartialDate], left: float, right: float) -> Window:
    """A window that shows all these days, with a margin; today's year where there is none."""
    all_days = list(days)
    narrow = [day for day in all_days if not (day.first and day.last) or (day.last - day.first).days < WIDE_DOUBT]
    ends = [end.toordinal() for day in narrow or all_days for end in (day.first, day.last) if end]
    first, last = (min(ends), max(ends) + 1) if ends else (date(2000, 1, 1).toordinal(), date(2001, 1, 1).toordinal())
    margin = max((last - first) * MARGIN, MARGIN_DAYS_LEAST)
    return Window(max(first - margin, FIRST_OF_ALL), min(last + margin, END_OF_ALL), left, right)


def place_of(day: PartialDate, window: Window) -> Place:
    """A day at its noon, a span at its middle, an open interval at the end that is known."""
    reach = window.length * MARGIN
    if day.first is None and day.last is not None:
        end = day.last.toordinal() + 1.0
        return Place(end - 0.5, end - reach, end, is_exact=False, is_open_left=True)
    if day.last is None and day.first is not None:
        start = float(day.first.toordinal())
        return Place(start + 0.5, start, start + reach, is_exact=False, is_open_right=True)
    if day.first is None or day.last is None:
        raise ValueError(f"“{day.text}” has no day at all.")
    start, end = float(day.first.toordinal()), day.last.toordinal() + 1.0
    return Place((start + end) / 2, start, end, is_exact=day.is_exact)


def beginning(day: PartialDate, window: Window) -> tuple[float, float]:
    """The first and the last day on which what is so since `day` can have begun."""
    place = place_of(day, window)
    return place.first, place.first if place.is_exact or place.is_open_right else place.last


def ticks(window: Window) -> tuple[Tick, ...]:
    """The first days of months or years, as close as labels leave room for."""
    months_shown = window.length / DAYS_IN_MONTH
    room = max((window.right - window.left) / TICK_PIXELS_LEAST, 1)
    step = next((months for months in _MONTH_STEPS if months_shown / months <= room), _MONTH_STEPS[-1])
    days = (day for day in _firsts(window, step) if window.x(day.toordinal()) + TICK_PIXELS_LEAST * 0.8 < window.right)
    return _with_a_year(tuple(_tick(day) for day in days), window)


def _with_a_year(found: tuple[Tick, ...], window: Window) -> tuple[Tick, ...]:
    """Months alone do not say in which year they are: where no year begins, the first of them does."""
    if not found or any(tick.is_year for tick in found):
        return found
    first, *rest = found
    named = replace(first, text=f"{first.text} {date.fromordinal(int(first.day)).year}")
    end = window.x(first.day) + TICK_PIXELS_LEAST * 1.6
    return (named, *(tick for tick in rest if window.x(tick.day) > end))


def _firsts(window: Window, months: int) -> Iterator[date]:
    start, end = (date.fromordinal(min(int(day), date.max.toordinal())) for day in (window.first, window.last))
    number = (start.year * 12 + start.month - 1) // months * months
    while number <= end.year * 12 + end.month - 1:
        day = date(number // 12, number % 12 + 1, 1) if number >= 12 else None  # noqa: PLR2004  no year 0
        if day and window.first <= day.toordinal() <= window.last:
            yield day
        number += months


def _tick(day: date) -> Tick:
    is_year = day.month == 1
    return Tick(float(day.toordinal()), str(day.year) if is_year else month_in_words(day), is_year)
