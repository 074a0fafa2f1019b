"""The days on which something became known of a deal: the stops of its past."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from deals.record.known import days_told
from timeline.dates import day_in_words
from timeline.filters import NO_FILTERS, query_of

if TYPE_CHECKING:
    from datetime import date

    from deals.record.shape import Record
    from timeline.filters import Filters

STRIP_WIDTH, STRIP_HEIGHT = 600.0, 24.0
"""Of the drawing under the slider, in its own units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    day: date
    query: str
    """The page as of that day, with its filters."""
    words: str
    number: int
    """Claims known by then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The stops in order, and which of them is looked at; the present is one further."""

    stops: tuple[Stop, ...]
    at: int
    earlier: Stop | None
    later: Stop | None
    """None where the next one is the present."""
    strip: str
    """An SVG path: how much was known, stop by stop."""

    @property
    def last(self) -> int:
        return len(self.stops)


def past(record: Record, as_of: date | None, filters: Filters = NO_FILTERS) -> Past:
    """The record's stops. A day between two of them is looked at from the one before it."""
    told = days_told(record)
    numbers = accumulate(number for _, number in told)
    stops = tuple(
        Stop(day=day, query=f"?{urlencode(query_of(filters, day))}", words=day_in_words(day), number=number)
        for (day, _), number in zip(told, numbers, strict=True)
    )
    before = [stop for stop in stops if as_of is None or stop.day < as_of]
    after = [stop for stop in stops if as_of and stop.day > as_of]
    at = len(stops) if as_of is None else max(len(stops) - len(after) - 1, 0)
    return Past(
        stops=stops, at=at, earlier=next(reversed(before), None), later=next(iter(after), None), strip=_strip(stops)
    )


def _strip(stops: tuple[Stop, ...]) -> str:
    """Steps that rise with each stop, from the left edge to the right."""
    if not stops:
        return ""
    wide, most = STRIP_WIDTH / (len(stops) + 1), stops[-1].number
    steps = (f"V{STRIP_HEIGHT * (1 - stop.number / most):.1f}h{wide:.2f}" for stop in stops)
    return f"M0 {STRIP_HEIGHT:g}{''.join(steps)}h{wide:.2f}V{STRIP_HEIGHT:g}Z"
