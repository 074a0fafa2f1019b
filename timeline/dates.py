"""Dates in words, as exact as their source: “September 2017”, “by the end of 2018”, “about May 2020”."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from deals.vocabulary.dates import PartialDate

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
QUARTERS = {33: "first", 34: "second", 35: "third", 36: "fourth"}
SHORT_MONTH = 3
_SINGLE = re.compile(r"(\d{3}X|\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")
_DOUBT = {"": "{}", "~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}
_OPEN = ".."
_ABOUT = "about "
_HAVE_A_WORD = (_ABOUT, "by ", "between ", "from ")


def day_in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_words(day: PartialDate) -> str:
    """“12 September 2017”, “by the end of 2018”, “between May and June 2020”, “from 2017 on”."""
    start, _, end = day.text.partition("/")
    if end in {"", start}:
        return _single(start)
    if start == _OPEN:
        return f"by {_end_of(end)}"
    return f"from {_single(start)} on" if end == _OPEN else f"between {_between(_single(start), _single(end))}"


def on_or_in(day: PartialDate) -> str:
    """With its preposition: “on 12 September 2017”, “in September 2017”, “by the end of 2018”."""
    words = in_words(day)
    if words.startswith(_HAVE_A_WORD):
        return words
    return f"on {words}" if day.first == day.last else f"in {words}"


def since(day: PartialDate) -> str:
    """For what lasts: “since 12 September 2017”; a date with a word of its own keeps it: “by the end of 2018”."""
    words = in_words(day)
    return words if words.startswith(_HAVE_A_WORD) else f"since {words}"


def short_words(day: PartialDate) -> str:
    """The same with short months, for the chart: “12 Sep 2017”."""
    words = in_words(day)
    for month in MONTHS:
        words = words.replace(month, month[:SHORT_MONTH])
    return words


def machine_date(day: PartialDate) -> str:
    """For HTML's `datetime`, which knows years, months and days only; empty for anything else."""
    match = _SINGLE.fullmatch(day.text)
    is_plain = match and "X" not in day.text and not match[4] and int(match[2] or 0) <= len(MONTHS)
    return day.text if is_plain else ""


def _between(start: str, end: str) -> str:
    """“1 and 12 September 2017”: what both have in common is said once."""
    first, last = start.split(), end.split()
    while len(first) > 1 and len(last) > 1 and first[-1] == last[-1]:
        last.pop()
        first.pop()
    common = end.split()[len(last) :]
    return " ".join([*first, "and", *last, *common])


def _single(text: str) -> str:
    match = _SINGLE.fullmatch(text)
    if not match:
        return text
    year, month, day, doubt = match.groups()
    return _DOUBT[doubt].format(_certain(year, int(month or 0), int(day or 0)))


def _certain(year: str, month: int, day: int) -> str:
    if "X" in year:
        return f"the {year.replace('X', '0')}s"
    if month in SEASONS:
        return f"{SEASONS[month]} {year}"
    if month in QUARTERS:
        return f"the {QUARTERS[month]} quarter of {year}"
    parts = (str(day) if day else "", MONTHS[month - 1] if month else "", year)
    return " ".join(part for part in parts if part)


def _end_of(text: str) -> str:
    """The last day that “by 2018” can mean is the last of 2018."""
    match, words = _SINGLE.fullmatch(text), _single(text)
    if match and match[3]:
        return words
    return f"about the end of {words.removeprefix(_ABOUT)}" if words.startswith(_ABOUT) else f"the end of {words}"
