"""How many of what: "62 self-propelled howitzers", "three batteries", "24 of them"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

UNITS = (
    "aircraft", "airplane", "jet", "fighter", "fighter jet", "fighter aircraft", "warplane", "plane", "helicopter",
    "drone", "tanker", "trainer", "transport aircraft", "system", "missile system", "battery", "regiment", "battalion",
    "squadron", "launcher", "missile", "rocket", "interceptor", "radar", "tank", "howitzer", "gun", "vehicle",
    "armoured vehicle", "armored vehicle", "carrier", "submarine", "frigate", "corvette", "destroyer", "ship", "vessel",
    "boat", "patrol boat", "torpedo", "bomb", "round", "shell", "engine", "unit", "fire unit", "set", "hull", "warship",
    "gunship", "minehunter", "simulator",
)  # fmt: skip
_IRREGULAR = {"battery": "batteries", "torpedo": "torpedoes", "aircraft": "aircraft"}
_SPELT = {
    word: value
    for value, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ],
        start=1,
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a dozen": 12, "two dozen": 24, "three dozen": 36}
MOST = 100_000  # more than that of one weapon system is no order; years are refused by their shape

_UNIT_FORMS = {_IRREGULAR.get(unit, unit + "s"): unit for unit in UNITS} | {unit: unit for unit in UNITS}
_NUMBER = re.compile(
    r"(?<![\w.,$€£/+:-])(?P<number>\d{1,3}(?:,\d{3})?|\d{4,6}|"
    + "|".join(sorted(_SPELT, key=len, reverse=True))
    + r")(?![\w%])(?![.,:/-]\d)[ -]",
    re.IGNORECASE,
)
_WORD = re.compile(r"(?P<word>[\w×/’'-]{1,24}[.,]?)\s?")
_STOPS = frozenset(
    [
        "of",
        "and",
        "or",
        "to",
        "in",
        "on",
        "at",
        "for",
        "by",
        "from",
        "with",
        "that",
        "which",
        "who",
        "the",
        "a",
        "an",
        "is",
        "are",
        "was",
        "were",
        "will",
        "would",
        "has",
        "have",
        "had",
        "percent",
        "per",
        "years",
        "year",
        "months",
        "month",
        "weeks",
        "week",
        "days",
        "day",
        "hours",
        "minutes",
        "km",
        "kilometers",
        "kilometres",
        "miles",
        "nautical",
        "tonnes",
        "tons",
        "people",
        "million",
        "billion",
        "trillion",
        "dollars",
        "euros",
        "members",
        "countries",
        "nations",
        "soldiers",
        "troops",
        "men",
        "times",
    ]
)
MOST_WORDS_BETWEEN = 6


@dataclass(frozen=True, slots=True)
class Quantity:
    """`number` of `unit` at text[start:end]; `unit` is None for "24 of them"."""

    start: int
    end: int
    number: int
    unit: str | None
    is_of_them: bool = False


def number_value(text: str) -> int | None:
    """The whole number that `text` writes in digits or words, None if it is none."""
    plain = text.lower().replace(",", "")
    return int(plain) if plain.isascii() and plain.isdigit() else _SPELT.get(plain)


def quantities(text: str, names: frozenset[tuple[int, int]] = frozenset()) -> Iterator[Quantity]:
    """All counts of weapons, in order. `names` are the spans of designations, which count as units."""
    ends = dict(names)
    for match in _NUMBER.finditer(text):
        number = number_value(match["number"])
        if number and number <= MOST and not _is_year(match["number"]) and not _in_name(match.start(), names):
            found = _counted(text, match, number, ends)
            if found:
                yield found


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in {"19", "20"}  # noqa: PLR2004 - a year's digits


def _in_name(at: int, names: frozenset[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in names)


def _counted(text: str, match: re.Match[str], number: int, names: dict[int, int]) -> Quantity | None:
    if text.startswith(("of them ", "of these ", "of the type "), match.end()):
        return Quantity(match.start(), match.end() + len("of them"), number, None, is_of_them=True)
    at, end, unit = match.end(), 0, None
    for _ in range(MOST_WORDS_BETWEEN):
        if at in names:
            at = end = names[at]
            at += text[at : at + 1] == " "
            continue
        word = _WORD.match(text, at)
        if not word or word["word"].lower().rstrip(".,") in _STOPS:
            break
        plain = word["word"].rstrip(".,").lower()
        if plain in _UNIT_FORMS:
            end, unit = word.start() + len(plain), _UNIT_FORMS[plain]
        if word["word"][-1] in ".,":
            break
        at = word.end()
    return Quantity(match.start(), end, number, unit) if end else None
