"""Dates as articles write them, to EDTF: "Dec. 31", "in October last year", "between 2024 and 2026", "last month".

"may" is no month unless a number stands beside "May"; a relative date without a day to reckon from stays unresolved.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "January Jan", "February Feb", "March Mar", "April Apr", "May", "June Jun", "July Jul", "August Aug",
            "September Sept Sep", "October Oct", "November Nov", "December Dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_QUARTERS = {"1": 33, "2": 34, "3": 35, "4": 36, "first": 33, "second": 34, "third": 35, "fourth": 36, "last": 36}
_SMALL = {
    word: value
    for value, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
} | {"a": 1, "an": 1}
_ROMAN = r"(?:19|20)\d\d"

_M = r"(?P<month{n}>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_D = r"(?P<day{n}>[0-3]?\d)(?:st|nd|rd|th)?(?!\d|[.,]\d|%)"
_Y = rf"(?P<year{{n}}>{_ROMAN})(?![\d%]|,\d|-\w)"
_COUNT = r"(?P<count{n}>\d{{1,2}}|(?i:" + "|".join(sorted(_SMALL, key=len, reverse=True)) + "))"
_PART = r"(?:(?:the )?(?:beginning|start|middle|end|close|course|early part) of |mid-|early |late |before )?"


def _grammar(pattern: str, number: int) -> str:
    for name, piece in (("{M}", _M), ("{D}", _D), ("{Y}", _Y), ("{COUNT}", _COUNT)):
        pattern = pattern.replace(name, piece.replace("{n}", str(number)).replace("{{", "{").replace("}}", "}"))
    return pattern


@dataclass(frozen=True, slots=True)
class When:
    """A date at text[start:end]. `edtf` is None where nothing tells the day to reckon from."""

    start: int
    end: int
    phrase: str
    edtf: str | None
    is_relative: bool = False


@dataclass(frozen=True, slots=True)
class _Reader:
    """One way to write a date, and how it is resolved: (match, anchor, is it still to come?) to EDTF or None."""

    pattern: str
    read: Callable[[re.Match[str], date | None, bool], str | None]
    is_relative: bool = False


def _number(match: re.Match[str], name: str) -> int:
    """The value of the one group called `name` (numbered in the joined pattern) that took part."""
    values = {key: value for key, value in match.groupdict().items() if value and key.startswith(name)}
    text = next(iter(values.values()))
    return _MONTHS.get(text) or _SMALL.get(text.lower()) or int(text)


def _month(year: int, month: int) -> str:
    return f"{year:04}-{month:02}"


def _day(year: int, month: int, day: int) -> str | None:
    """EDTF of the day; of the month where that has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return _month(year, month) if 1 <= month <= 12 else None  # noqa: PLR2004 - months of a year


def _shifted(anchor: date, months: int) -> str:
    years, month = divmod(anchor.month - 1 + months, 12)
    return _month(max(1, min(9999, anchor.year + years)), month + 1)


def _nearest_month(anchor: date | None, month: int, *, ahead: bool) -> int | None:
    """The year of a bare month: the latest that has begun, or for what is to come the first not over."""
    if anchor is None:
        return None
    if ahead:
        return anchor.year + (month < anchor.month)
    return anchor.year - (month > anchor.month)


def _full_day(match: re.Match[str], _anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    return _day(_number(match, "year"), _number(match, "month"), _number(match, "day"))


def _numeric_day(match: re.Match[str], _anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    year, month, day = (int(part) for part in match.group().split("-"))
    return _day(year, month, day) if 1 <= month <= 12 else None  # noqa: PLR2004 - months of a year


def _full_month(match: re.Match[str], _anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    return _month(_number(match, "year"), _number(match, "month"))


def _quarter(match: re.Match[str], _anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    return f"{_number(match, 'year')}-{_QUARTERS[_text(match, 'quarter')]}"


def _half(match: re.Match[str], _anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    year = _number(match, "year")
    return f"{year}-01/{year}-06" if _text(match, "half") == "first" else f"{year}-07/{year}-12"


def _season(match: re.Match[str], _anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    return f"{_number(match, 'year')}-{_SEASONS[_text(match, 'season')]}"


def _years(match: re.Match[str], _anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    first, last = re.findall(_ROMAN, match.group())
    return f"{first}/{last}" if first < last else first


def _financial_year(match: re.Match[str], _anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    """“2027-28” spans two years; “2027-11” is none of them, nor told from a month."""
    first, last = int(match.group()[:4]), int(match.group()[5:])
    return f"{first}/{first + 1}" if (first + 1) % 100 == last else None


def _decade(match: re.Match[str], _anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    return _text(match, "decade") + "X"


def _year(match: re.Match[str], _anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    return str(_number(match, "year"))


def _bare_day(match: re.Match[str], anchor: date | None, ahead: bool) -> str | None:  # noqa: FBT001
    month = _number(match, "month")
    year = _nearest_month(anchor, month, ahead=ahead)
    if year is None or anchor is None:
        return None
    day = _number(match, "day")
    if month == anchor.month and not ahead and day > anchor.day:
        year -= 1
    return _day(year, month, day)


def _month_of_year(match: re.Match[str], anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    step = {"last": -1, "previous": -1, "this": 0, "next": 1}[_text(match, "which")]
    return _month(anchor.year + step, _number(match, "month")) if anchor else None


def _which_month(match: re.Match[str], anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    month, which = _number(match, "month"), _text(match, "which")
    if anchor is None:
        return None
    if which == "this":
        return _month(anchor.year, month)
    if which == "next":
        return _month(anchor.year + (month <= anchor.month), month)
    return _month(anchor.year - (month >= anchor.month), month)


def _unit_beside(match: re.Match[str], anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    """“last month”, “this year”, “next week”."""
    step = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
    return _stepped(anchor, _text(match, "unit"), step[_text(match, "which").lower()])


def _ago(match: re.Match[str], anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    return _stepped(anchor, _text(match, "unit"), -_number(match, "count"))


def _stepped(anchor: date | None, unit: str, steps: int) -> str | None:
    """EDTF at the precision of `unit`: a week is told by its month, unless it is a week from Monday to Sunday."""
    if anchor is None:
        return None
    if unit.startswith("year"):
        return f"{max(1, anchor.year + steps):04}"
    if unit.startswith("month"):
        return _shifted(anchor, steps)
    if unit.startswith("week"):
        monday = anchor + timedelta(days=7 * steps - anchor.weekday())
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    return (anchor + timedelta(days=steps)).isoformat()


def _weekday(match: re.Match[str], anchor: date | None, ahead: bool) -> str | None:  # noqa: FBT001
    """The nearest such day: on or before the anchor, after it for what is to come."""
    if anchor is None:
        return None
    wanted = _WEEKDAYS.index(_text(match, "weekday"))
    back = (anchor.weekday() - wanted) % 7
    if _text(match, "next") == "next" or (ahead and back):
        return (anchor + timedelta(days=7 - back)).isoformat()
    if _text(match, "next") == "last" and not back:
        back = 7
    return (anchor - timedelta(days=back)).isoformat()


def _named_day(match: re.Match[str], anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    step = {"yesterday": -1, "today": 0, "tomorrow": 1}[match.group().lower()]
    return _stepped(anchor, "day", step)


def _this_year(_match: re.Match[str], anchor: date | None, _ahead: bool) -> str | None:  # noqa: FBT001
    return f"{anchor.year:04}" if anchor else None


def _bare_month(match: re.Match[str], anchor: date | None, ahead: bool) -> str | None:  # noqa: FBT001
    month = _number(match, "month")
    year = _nearest_month(anchor, month, ahead=ahead)
    return _month(year, month) if year is not None else None


def _text(match: re.Match[str], name: str) -> str:
    """What the group called `name`, with any number after it, took; "" if none did."""
    return next((value for key, value in match.groupdict().items() if value and key.rstrip("0123456789") == name), "")


_UNIT = r"(?P<unit{k}>years?|months?|weeks?|days?)"
_READERS = (
    _Reader(r"(?<!\d)(?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)", _numeric_day),
    _Reader(r"(?<!\d){D} (?:of )?{M},? {Y}", _full_day),
    _Reader(r"\b{M} {D},? {Y}", _full_day),
    _Reader(r"\b(?:early |late |mid-|the end of )?{M},? (?:of )?{Y}", _full_month),
    _Reader(r"\bQ(?P<quarter{k}>[1-4])(?: of)? {Y}", _quarter),
    _Reader(r"\b(?P<quarter{k}>first|second|third|fourth|last) quarter of {Y}", _quarter),
    _Reader(r"\b(?P<half{k}>first|second) half of {Y}", _half),
    _Reader(r"\b(?P<season{k}>spring|summer|autumn|fall|winter)(?: of)? {Y}", _season),
    _Reader(rf"\b(?:between|from) {_ROMAN} (?:and|to|until|through) {_ROMAN}(?!\d)", _years),
    _Reader(rf"(?<![\w-]){_ROMAN}[–-]{_ROMAN}(?![\w-])", _years),
    _Reader(r"(?<![\w-])(?:19|20)\d\d[–-]\d\d(?![\w-])", _financial_year),
    _Reader(r"\b(?P<decade{k}>(?:19|20)\d)0s\b", _decade),
    _Reader(r"\b{M},? (?:of )?(?P<which{k}>last|this|next|previous) year\b", _month_of_year, is_relative=True),
    _Reader(r"\b(?P<which{k}>[Ll]ast|[Tt]his|[Nn]ext) {M}(?! \d)", _which_month, is_relative=True),
    _Reader(r"\b{M} {D}\b", _bare_day, is_relative=True),
    _Reader(r"(?<!\d){D} (?:of )?{M}(?!\w)", _bare_day, is_relative=True),
    _Reader(rf"\b{_PART}(?P<which{{k}}>[Ll]ast|[Tt]his|[Nn]ext|past|previous|current|coming) "
            r"(?P<unit{k}>year|month|week)\b(?!['’]s)", _unit_beside, is_relative=True),
    _Reader(rf"\b{{COUNT}} {_UNIT} ago\b", _ago, is_relative=True),
    _Reader(r"\b(?:(?P<next{k}>last|next|this) )?(?P<weekday{k}>" + "|".join(_WEEKDAYS) + r")\b", _weekday,
            is_relative=True),
    _Reader(r"\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow)\b", _named_day, is_relative=True),
    _Reader(r"\b(?:(?:the )?end of the year|year-end|year['’]s end|(?:before|by) the year (?:ended|ends|is out|was out)"
            r"|later (?:this|in the) year)\b", _this_year, is_relative=True),
    _Reader(rf"\b(?:[Ii]n|[Bb]y|[Uu]ntil|[Bb]efore|[Ss]ince|[Ff]rom|[Ff]or|[Dd]uring|[Aa]fter|of|year|early|late|"
            rf"end-?|mid-?|around|about|[Oo]n) ?(?:early |late |mid-)?{_Y.format(n='{k}')}", _year),
    _Reader(rf"(?<=\(){_Y.format(n='{k}')}(?=\))", _year),
    _Reader(r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Uu]ntil|[Bb]efore|[Ff]rom|early|late|mid|end of)[ -](?:early |late |mid-)?{M}"
            r"(?! ?\d|,? (?:of )?(?:last|this|next|previous) year)", _bare_month, is_relative=True),
)  # fmt: skip
_ALL = re.compile(
    "|".join(
        f"(?P<reader{k}>{_grammar(reader.pattern.replace('{k}', str(k)), k)})" for k, reader in enumerate(_READERS)
    )
)
_TRIMMED = re.compile(
    r"(?:in|by|until|before|since|from|for|during|after|of|year|around|about|on) (?!year)", re.IGNORECASE
)


def dates(text: str, anchor: date | None, *, ahead: bool = False) -> Iterator[When]:
    """All dates in `text`, in order. `anchor` is the day it was published; `ahead`: what it tells is still to come."""
    for match in _ALL.finditer(text):
        number = int((match.lastgroup or "reader0").removeprefix("reader") or 0)
        reader = _READERS[number]
        phrase_start = match.start()
        skipped = _TRIMMED.match(match.group()) if "and" not in match.group() else None
        if skipped and not match.group().startswith(("from", "From")):
            phrase_start += skipped.end()
        edtf = _safely(reader, match, anchor, ahead=ahead)
        yield When(phrase_start, match.end(), text[phrase_start : match.end()], edtf, reader.is_relative)


def _safely(reader: _Reader, match: re.Match[str], anchor: date | None, *, ahead: bool) -> str | None:
    """Days before year 1 or after 9999 do not exist: no date."""
    try:
        return reader.read(match, anchor, ahead)
    except (OverflowError, ValueError):
        return None
