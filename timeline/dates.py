"""Dates in the reader's words, as exact as their source: “September 2017”, “by the end of 2018”, “about May 2020”."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from babel import Locale
from django.utils.translation import pgettext

from timeline.datings import DATINGS, QUARTERS, SEASONS
from timeline.languages import language, locale

if TYPE_CHECKING:
    from datetime import date, datetime

    from deals.vocabulary.dates import PartialDate

_SINGLE = re.compile(r"(\d{3}X|\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
_PATTERN = re.compile(r"'([^']*)'|d+|[ML]+|y+")
"""Of CLDR's date patterns (Unicode Technical Standard 35, part 4): what is quoted, and the fields that we use."""
_OPEN, _MONTHS = "..", 12
_ABOUT, _UNCERTAIN = frozenset("~%"), frozenset("?%")
_ALONE, _WHEN, _SINCE = "alone", "when", "since"
WORDS_KEPT = 8192
"""Dates in words a process keeps, of all languages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Date:
    """A year, with a month or what EDTF counts as one, and a day; 0 where there is none."""

    form: str
    year: int
    month: int
    day: int
    mark: str
    is_short: bool

    @property
    def is_about(self) -> bool:
        return self.mark in _ABOUT


def day_in_words(day: date) -> str:
    """“12 September 2017”, « 1er novembre 2019 »."""
    return _words(language(), f"{day.year:04}-{day.month:02}-{day.day:02}", _ALONE, False)


def moment_in_words(moment: datetime) -> str:
    """“12 September 2017, 14:05 UTC”."""
    words = {"day": day_in_words(moment.date()), "time": f"{moment:%H:%M}"}
    return pgettext("moment", "{day}, {time} UTC").format(**words)


def month_in_words(day: date) -> str:
    """“Sep”: what fits at a tick of the chart."""
    return _month_name(day.month, is_short=True)


def in_words(day: PartialDate) -> str:
    """“12 September 2017”, “by the end of 2018”, “between May and June 2020”, “from 2017 on”."""
    return _words(language(), day.text, _ALONE, False)


def on_or_in(day: PartialDate) -> str:
    """With its preposition: “on 12 September 2017”, “in September 2017”, “by the end of 2018”."""
    return _words(language(), day.text, _WHEN, False)


def since(day: PartialDate) -> str:
    """For what lasts: “since 12 September 2017”; a date with a word of its own keeps it: “by the end of 2018”."""
    return _words(language(), day.text, _SINCE, False)


def short_words(day: PartialDate) -> str:
    """The same with short months, for the chart: “12 Sep 2017”."""
    return _words(language(), day.text, _ALONE, True)


def machine_date(day: PartialDate) -> str:
    """For HTML's `datetime`, which knows years, months and days only; empty for anything else."""
    match = _SINGLE.fullmatch(day.text)
    is_plain = match and "X" not in day.text and not match[4] and int(match[2] or 0) <= _MONTHS
    return day.text if is_plain else ""


@lru_cache(maxsize=WORDS_KEPT)
def _words(_language: str, text: str, use: str, is_short: bool) -> str:  # noqa: FBT001  a key of the cache
    """Of an EDTF text, in the language that is spoken, which is a part of the key."""
    start, _, end = text.partition("/")
    if end in {"", start}:
        return _single(_date(start, is_short=is_short), use)
    if start == _OPEN:
        return pgettext("date", "by {date}").format(date=_end_of(_date(end, is_short=is_short)))
    first = _date(start, is_short=is_short)
    return _onward(first) if end == _OPEN else _between(first, _date(end, is_short=is_short))


def _date(text: str, *, is_short: bool) -> _Date:
    match = _SINGLE.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a date.")
    year, month, day, mark = match[1], int(match[2] or 0), int(match[3] or 0), match[4]
    is_decade = "X" in year
    form = SEASONS.get(month) or ("quarter" if month in QUARTERS else "day" if day else "month" if month else "year")
    return _Date(
        form="decade" if is_decade else form, year=int(year.replace("X", "0")), month=month, day=day, mark=mark,
        is_short=is_short,
    )  # fmt: skip


def _single(date: _Date, use: str) -> str:
    if date.is_about:
        return _doubted(date)
    template = {_ALONE: DATINGS[date.form].alone, _WHEN: DATINGS[date.form].when, _SINCE: DATINGS[date.form].named}[use]
    words = _put(str(template), date)
    if use == _SINCE:
        words = pgettext("date", "since {date}").format(date=words)
    return _uncertain(words, date)


def _doubted(date: _Date, words: str = "") -> str:
    """“about May 2020 (uncertain)”; `words` are those of the date where they are not its plain ones."""
    words = words or _put(str(DATINGS[date.form].named), date)
    about = pgettext("date", "about {date}").format(date=words) if date.is_about else words
    return _uncertain(about, date)


def _uncertain(words: str, date: _Date) -> str:
    return pgettext("date", "{date} (uncertain)").format(date=words) if date.mark in _UNCERTAIN else words


def _onward(date: _Date) -> str:
    if date.is_about:
        return pgettext("about a date", "from {date} on").format(date=_doubted(date))
    return _uncertain(_put(str(DATINGS[date.form].onward), date), date)


def _end_of(date: _Date) -> str:
    """The last day that “by 2018” can mean is the last of 2018."""
    return _doubted(date, _put(str(DATINGS[date.form].end), date))


def _between(first: _Date, last: _Date) -> str:
    """“between 1 and 12 September 2017”: what both have in common is said once."""
    words = {"first": _first_of(first, last), "last": _doubted(last)}
    return pgettext("date", "between {first} and {last}").format(**words)


def _first_of(first: _Date, last: _Date) -> str:
    alike = _alike(first)
    is_shared = first.year == last.year and alike == _alike(last) and alike and not {first.mark, last.mark} & _UNCERTAIN
    if not is_shared:
        return _doubted(first)
    is_one_month = first.form == last.form == "day" and first.month == last.month
    shared = replace(first, year=0, month=0 if is_one_month else first.month)
    template = DATINGS[first.form].without_year
    return _doubted(first, _put(str(template), shared))


def _alike(date: _Date) -> str:
    """Whose year can be left out beside another's of the same sort; empty for none."""
    if date.form in {"day", "month"}:
        return "day"
    return "season" if date.form in SEASONS.values() else "quarter" if date.form == "quarter" else ""


def _put(template: str, date: _Date) -> str:
    quarter = str(QUARTERS[date.month]) if date.month in QUARTERS else ""
    return template.format(date=_certain(date), year=_year(date.year), quarter=quarter)


def _year(year: int) -> str:
    return f"{year:04}"


def _certain(date: _Date) -> str:
    """Day, month and year in the order of the language; what is 0 is left out."""
    if date.form not in {"day", "month"}:
        return _year(date.year)
    if not date.month:
        return _day_number(date.day)
    found = {
        "d": _day_number(date.day),
        "M": _month_name(date.month, is_short=date.is_short),
        "y": _year(date.year),
    }
    pattern = _pattern(date)
    return _PATTERN.sub(lambda part: part[1] if part[1] is not None else found[part[0][0].replace("L", "M")], pattern)


def _pattern(date: _Date) -> str:
    month = "MMM" if date.is_short else "MMMM"
    skeleton = f"{'y' if date.year else ''}{month}{'d' if date.day else ''}"
    skeletons = locale(language()).datetime_skeletons
    return skeletons[skeleton].pattern if skeleton in skeletons else "MMMM"


def _day_number(day: int) -> str:
    """The first of a month is an ordinal in French: « 1er »."""
    return pgettext("first day of a month", "1") if day == 1 else str(day)


def _month_name(month: int, *, is_short: bool) -> str:
    """Short ones by the language alone, as a browser has them: “Sep”, where British English has “Sept”."""
    spoken = locale(language())
    names = Locale(spoken.language).months if is_short else spoken.months
    return str(names["format"]["abbreviated" if is_short else "wide"][month])
