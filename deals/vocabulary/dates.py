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
_MONTHS = 12
FIRST_YEAR, LAST_YEAR = 1900, 2100
FAR = f"The year has to lie between {FIRST_YEAR} and {LAST_YEAR}."
"""A fact outside is a slip of the keyboard, and would stretch a timeline beyond use."""
_FORMS = "Write 2017, 2017-09, 2017-09-12, 2017-09~ or 2017-09/2017-10."
EDTF_LENGTH = 40
"""No date of ours is longer: an interval of two marked days has 23 characters."""
_FLAGS = re.ASCII | re.DOTALL
# What people write, and what to write instead; the first that fits is said. ISO 8601-2 has marks before a part and
# unspecified digits (level 2) too: sources need neither.
_ADVICE = (
    (r".*[\u2010-\u2015\u2212].*", "Write the hyphen of the keyboard: 2017-09."),
    (r".*[^\x00-\x7f].*", "Write it with the digits 0 to 9: 2017-09-12."),
    (r"\d\d?[/.-]\d\d?[/.-]\d{4}", "Write the year first: 2017-09-12."),
    (r"/.+|.+/", "Write .. for an end that is open: ../2017 or 2017/.."),
    (r".*\d{3}0s|.*\d{3}x.*", "Write a decade with a capital X: 199X."),
    (r".*\s.*|.*T\d\d:.*", "Write the day alone, without blanks and hours: 2017-09-12."),
    (r"\d\dXX.*", "Write a century as an interval: 1900/1999."),
    (r"\d{4}-\d{0,2}X.*|\d{4}-\d\d-\d?X.*", "Leave out what is not known: 2017, or 2017-09."),
    (r"[~?%].*|.*[~?%]-.*|.*-[~?%].*", "Write the mark at the end, for the whole date: 2017-09~."),
    (r".*[~?%]{2}", "Write one mark: ~ for about, ? for uncertain, % for both."),
    (r"\d{4}-\d(-\d\d?)?|\d{4}-\d\d-\d", "Write months and days with two digits: 2017-09-02."),
    (r"\d{4}/\d\d?/\d\d?", "Write it with hyphens: 2017-09-12."),
)


class NotADateError(ValueError):
    """The text is not a date that we can read; the message says what to write instead."""


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
            raise NotADateError(f"“{text}” ends before it begins. Write the earlier day first.")
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
        raise NotADateError(f"“{_shown(whole)}” is not a date. {_advice(single, whole)}")
    year, month, day, _ = match.groups()
    if "X" in year and month:
        raise NotADateError(f"“{whole}”: a decade has no months. Write 201X, or 2017-09.")
    first = int(year.replace("X", "0"))
    if first == 0:
        raise NotADateError(f"“{whole}”: there is no year 0. {_FORMS}")
    if month is None:
        return date(first, 1, 1), date(first + (9 if "X" in year else 0), 12, 31)
    return _span_in_year(first, int(month), day, whole)


def _span_in_year(year: int, month: int, day: str | None, whole: str) -> tuple[date, date]:
    if month in _FIRST_MONTH:
        if day:
            raise NotADateError(f"“{whole}”: a season or quarter has no days. Write {year:04}-{month}.")
        start = _FIRST_MONTH[month]
        return date(year, start, 1), _month_end(year, start + 2)
    if not 1 <= month <= _MONTHS:
        raise NotADateError(f"“{whole}”: write a month as 01 to 12, a season as 21 to 24, a quarter as 33 to 36.")
    end = _month_end(year, month)
    if day is None:
        return date(year, month, 1), end
    if not 1 <= int(day) <= end.day:
        raise NotADateError(f"“{whole}” is not in the calendar: write a day of that month as 01 to {end.day}.")
    return (date(year, month, int(day)),) * 2


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _advice(single: str, whole: str) -> str:
    """What to write instead: by the whole text, or by the end of the interval that is at fault."""
    if len(whole) > EDTF_LENGTH:
        return _FORMS
    fits = (advice for pattern, advice in _ADVICE for text in (whole, single) if re.fullmatch(pattern, text, _FLAGS))
    return next(fits, _FORMS)


def _shown(text: str) -> str:
    start = "".join(letter for letter in text[:EDTF_LENGTH] if letter.isprintable())
    return start if len(text) <= EDTF_LENGTH else f"{start}…"
