"""What stands on a page beside the article's prose: headlines, captions, credits, datelines, biographies."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from deals.extraction.dates import dates
from deals.extraction.sentences import Span, paragraphs, sentences
from deals.vocabulary.gazetteer import mentions

LONGEST_HEADING = 160  # characters; a longer line without a full stop is prose
FIRST_LINES = 6  # where an article tells its own date

_ENDS_AS_PROSE = re.compile(r"[.!?…:;,][\"”’')\]]{0,3}$|[\"”]$")
_ENDS_INSIDE = re.compile(r"[a-z\d]{3}[.!?…][\"”’')\]]{0,3}\s+\S")  # "U.S. approves" ends no sentence
_CAPTION = re.compile(
    r"^(?:File|Photo|Picture|Image|Illustration|Caption|Video|Graphic|Map)(?: (?:picture|photo|image))?s?(?: by|"
    r" of)? ?:|"
    r"\bcourtesy of\b|\((?:Photo|Picture|Image|Credit|Source|File)[^)]{0,80}\)\W{0,3}$|"
    r"(?:—|–|-|/) ?(?:Reuters|AFP|AP|Getty Images|EPA|Shutterstock|File|TASS)(?: (?:photo|pic))?\W{0,2}$|"
    r"^(?:Photo|Image|Picture|Credit)s?\b.{0,20}\b(?:by|credit|Getty|Reuters|AFP)\b|^©",
    re.IGNORECASE,
)
_NOT_STORY = re.compile(
    r"^(?:Share|Tags?|Related|Read (?:more|also)|See also|Subscribe|Follow|Sign up|Advertisement|Comments?|Copyright|"
    r"All rights reserved|Disclaimer|Click here|Download|Published on|Updated|Last updated|Posted|Written by|"
    r"Editor'?s note)\b",
    re.IGNORECASE,
)
_BIOGRAPHY = re.compile(
    r"\b(?:is|was) an? (?:[\w-]{1,20} ){0,4}(?:journalist|columnist|correspondent|reporter|editor|fellow|"
    r"freelance writer|"
    r"staff writer|contributor)\b|\b(?:[Ff]ollow|[Ee]mail|reach) (?:him|her|them|us|me)\b|\bE-?mail ?:|\bon Twitter\b|"
    r"^About the [Aa]uthor|\b(?:He|She) (?:is|has|holds|served|studied|covers|writes)\b.{0,80}\b(?:degree|university|"
    r"University|graduate|magazine|columns?)\b"
)
_ABOUT_AUTHOR = re.compile(r"^About (?:the [Aa]uthors?\b|[A-Z][\w.'’-]{1,20} [A-Z])")
_DATELINE = re.compile(
    r"^(?P<place>[A-Z][A-Za-zÀ-ž.'’ /-]{1,40}?)(?:, ?(?P<day>[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))?"
    r"(?:,? ?\([A-Za-z/. ]{2,24}\))?(?P<mark> ?(?:—|–|--|:)| -|(?<=\))|(?<=[A-Z])\.)\s+"
)
_PLACE_SEPARATORS = re.compile(r"[/,]")


def prose(text: str) -> Iterator[Span]:
    """Sentences of the story itself, a dateline cut off the first of a paragraph. Linear in the text's length."""
    kept = _story_paragraphs(text)
    for span in sentences(text):
        if span.paragraph in kept:
            start = kept.pop(span.paragraph) if kept[span.paragraph] > span.start else span.start
            kept.setdefault(span.paragraph, 0)
            if start < span.end:
                yield Span(start, span.end, span.paragraph)


def told_date(text: str) -> date | None:
    """The day of publication, where one of the first lines is a date and little else."""
    for number, (start, end) in enumerate(paragraphs(text)):
        if number >= FIRST_LINES:
            return None
        line = text[start : min(end, start + LONGEST_HEADING)]
        found = _lone_date(line) if end - start <= LONGEST_HEADING else None
        if found:
            return found
    return None


def headlines(text: str, title: str) -> str:
    """The title and the first line, where that is a heading: what the text says that it is about."""
    first = next(((start, end) for start, end in paragraphs(text) if not _lone_date(text[start:end][:40])), (0, 0))
    line = text[slice(*first)]
    is_heading = len(line) <= LONGEST_HEADING and not _ENDS_AS_PROSE.search(line) and not _CAPTION.search(line)
    return ". ".join(part for part in (title[:LONGEST_HEADING], line if is_heading else "") if part)


def _lone_date(line: str) -> date | None:
    american = re.match(r"(\d{1,2})/(\d{1,2})/((?:19|20)\d\d)\b", line)
    if american:
        month, day, year = (int(part) for part in american.groups())
        return _day(year, month, day) if day > 12 >= month else None  # noqa: PLR2004 - else day and month are not told apart
    for when in dates(line, None):
        rest = len(line) - (when.end - when.start)
        if when.edtf and re.fullmatch(r"\d{4}-\d\d-\d\d", when.edtf) and rest <= 24:  # noqa: PLR2004 - "Published on", a time
            return date.fromisoformat(when.edtf)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _story_paragraphs(text: str) -> dict[int, int]:
    """The numbers of the story's paragraphs, each with the offset at which its prose begins.

    Where no line ends as prose does, as in one sentence pasted without its full stop, every line may be prose.
    """
    return _paragraphs_of(text, _is_prose) or _paragraphs_of(text, _is_no_furniture)


def _paragraphs_of(text: str, is_story: Callable[[str], bool]) -> dict[int, int]:
    kept: dict[int, int] = {}
    seen: set[str] = set()
    for number, (start, end) in enumerate(paragraphs(text)):
        line = text[start:end]
        if _ABOUT_AUTHOR.match(line) and kept and end - start <= LONGEST_HEADING and not line.endswith("."):
            break
        if line not in seen and is_story(line):
            kept[number] = start + _dateline(line)
        seen.add(line)
    return kept


def _is_prose(line: str) -> bool:
    is_short = len(line) <= LONGEST_HEADING
    is_heading = is_short and not _ENDS_AS_PROSE.search(line) and not _ENDS_INSIDE.search(line)
    return not is_heading and _is_no_furniture(line)


def _is_no_furniture(line: str) -> bool:
    head, tail = line[:LONGEST_HEADING], line[-LONGEST_HEADING:]
    is_short = len(line) <= LONGEST_HEADING
    if _CAPTION.search(head if not is_short else line) or _CAPTION.search(tail):
        return False
    return not (_NOT_STORY.match(head) and is_short) and not _BIOGRAPHY.search(line[:1_000])


def _dateline(line: str) -> int:
    """How many characters of a dateline stand before the story; 0 if none. "Air Force: not all …" is no dateline."""
    match = _DATELINE.match(line[:120])
    if not match:
        return 0
    places = [part.strip() for part in _PLACE_SEPARATORS.split(match["place"])]
    is_place = match["place"].isupper() or match["day"] or all(_is_town(place) for place in places)
    return match.end() if is_place else 0


def _is_town(place: str) -> bool:
    found = mentions(place)
    known = bool(found) and found[0].name.kind == "state" and len(found[0].surface) == len(place)
    return known or (place.istitle() and " " not in place)
