"""The day of publication, as pages and the heads of articles write it: plain ISO dates and English words."""

import re

from deals.vocabulary.dates import NotADateError, PartialDate

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_CLOCK = r"(?:,? (?:at |[-|] ?)?\d{1,2}[:.]\d\d.{0,30})?"
_ISO = re.compile(r"(\d{4}(?:[-/]\d\d(?:[-/]\d\d)?)?)(?:[T ]\d\d:?\d\d.{0,30})?")
_DAY_FIRST = re.compile(rf"{_WEEKDAY}(\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (\d{{4}}){_CLOCK}", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_CLOCK}", re.IGNORECASE)
_LABEL = re.compile(r"(?:(?:first )?published|posted|date|dated)(?: on)?:?(?: |$)", re.IGNORECASE)
_WHOLE_DAY = 10


def day_told(text: str) -> str:
    """Return EDTF for a text that is a date and nothing else, a time of day aside; else nothing.

    The day is the one written, in the writer's own time zone. What can be taken two ways (3/4/2020) is not read.
    """
    text = " ".join(text.split())
    if found := _ISO.fullmatch(text):
        return _checked(found[1].replace("/", "-"))
    if found := _DAY_FIRST.fullmatch(text):
        day, month, year = found.groups()
    elif found := _MONTH_FIRST.fullmatch(text):
        month, day, year = found.groups()
    else:
        return ""
    return _checked(f"{year}-{MONTHS.index(month[:3].lower()) + 1:02}-{int(day):02}")


def day_of_dateline(line: str) -> str:
    """Return the day of a line such as "Published on March 18, 2025" or "2021-05-04"; a bare year or month is none."""
    day = day_told(_LABEL.sub("", line, count=1))
    return day if len(day) == _WHOLE_DAY else ""


def is_label(line: str) -> bool:
    """Whether the line only announces the date in the next one."""
    return bool(_LABEL.fullmatch(line))


def _checked(edtf: str) -> str:
    try:
        return PartialDate.parse(edtf).text
    except NotADateError:
        return ""
