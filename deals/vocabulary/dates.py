"""A date as exact as its source and no more: the EDTF (ISO 8601-2) forms that sources need."""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

# Seasons are EDTF level 1 (21 to 24), quarters level 2 (33 to 36). A winter that ends in the next year is not told
# apart from one that begins the year, so a season is the quarter that most of it falls in.
_FIRST_MONTH = {21: 4, 22: 7, 23: 10, 24: 1, 33: 1, 34: 4, 35: 7, 36: 10}
# re.ASCII: a digit of another script is a digit to Python, and no EDTF.
_SINGLE = re.compile(r"(\d{3}X|\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)", re.ASCII)
_OPEN = ".."
FIRST_YEAR, LAST_YEAR = 1900, 2100
FAR = f"The year has to lie between {FIRST_YEAR} and {LAST_YEAR}."
"""A fact outside is a slip of the keyboard, and would stretch a timeline beyond use."""


class NotADateError(ValueError):
    """The text is not a date that we can read; the message says which forms are."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """`2017-09` can mean any day from the first to the last of September 2017.

    `text` is EDTF; `first` and `last` are the first and the last day that it can mean, None where it is open.
    """

    text: str
    first: date | None
    last: date | None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read EDTF: year, month or day, `~?%`, a season or quarter (`2020-33`), a decade, an interval (`../2019`)."""
        text = text.strip()
        start, slash, end = text.partition("/")
        if not slash:
            return cls(text, *_span(start, text))
        if start == end == _OPEN:
            raise NotADateError("An interval needs a day on one side at least: 2017/2018, ../2018 or 2017/..")
        first = None if start == _OPEN else _span(start, text)[0]
        last = None if end == _OPEN else _span(end, text)[1]
        if first and last and first > last:
            raise NotADateError(f"“{text}” ends before it begins.")
        return cls(text, first, last)

    @property
    def is_exact(self) -> bool:
        """One day, and the source was sure of it."""
        return self.first is not None and self.first == self.last and not self.is_uncertain

    @property
    def is_uncertain(self) -> bool:
        return any(mark in self.text for mark in "~?%")

    @property
    def is_far(self) -> bool:
        """It reaches beyond the years that a fact of the register can lie in."""
        return any(day and not FIRST_YEAR <= day.year <= LAST_YEAR for day in (self.first, self.last))

    def meets(self, other: "PartialDate") -> bool:
        """Whether both can mean the same day. Dates conflict only where they do not meet."""
        starts_in_time = self.first is None or other.last is None or self.first <= other.last
        ends_late_enough = self.last is None or other.first is None or other.first <= self.last
        return starts_in_time and ends_late_enough

    def __str__(self) -> str:
        return self.text


def _span(single: str, whole: str) -> tuple[date, date]:
    match = _SINGLE.fullmatch(single)
    if not match:
        raise NotADateError(f"“{whole}” is not a date. Write 2017, 2017-09, 2017-09-12, 2017-09~ or 2017-09/2017-10.")
    year, month, day, _ = match.groups()
    if month is None:
        start = int(year.replace("X", "0"))
        return _checked(start, 1, 1, whole), _checked(start + (9 if "X" in year else 0), 12, 31, whole)
    if "X" in year:
        raise NotADateError(f"“{whole}”: a decade has no months.")
    return _span_in_year(int(year), int(month), day, whole)


def _span_in_year(year: int, month: int, day: str | None, whole: str) -> tuple[date, date]:
    if day:
        return (_checked(year, month, int(day), whole),) * 2
    if month in _FIRST_MONTH:
        start = _checked(year, _FIRST_MONTH[month], 1, whole)
        return start, _month_end(year, _FIRST_MONTH[month] + 2)
    return _checked(year, month, 1, whole), _month_end(year, month)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _checked(year: int, month: int, day: int, whole: str) -> date:
    try:
        return date(year, month, day)
    except ValueError as error:
        raise NotADateError(f"“{whole}” is not in the calendar.") from error
