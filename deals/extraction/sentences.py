"""Where sentences begin and end. Linear in the text's length: every gap in a pattern is bounded."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SENTENCE = 1_200  # characters; longer runs are cut at a blank, so that no rule meets an endless sentence

_END = re.compile(r"[.!?…][\"”’')\]]{0,3}\s")
_OPENS = re.compile(r"[\"“‘'(\[]{0,2}[A-Z0-9À-ÖØ-ÞŁŚŽČĆŠİÇŞ$€£]")
_LINE_BREAK = re.compile("\n")
_LAST_WORD = re.compile(r"[\w.&’'-]{1,20}$")
_ABBREVIATIONS = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Gen",
        "Lt",
        "Col",
        "Maj",
        "Capt",
        "Adm",
        "Cmdr",
        "Sgt",
        "Brig",
        "Sen",
        "Rep",
        "Gov",
        "St",
        "Jr",
        "Sr",
        "vs",
        "No",
        "Nos",
        "Art",
        "Fig",
        "approx",
        "ca",
        "cf",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
        "Mon",
        "Tue",
        "Wed",
        "Thu",
        "Fri",
        "Sat",
        "Sun",
        "e.g",
        "i.e",
        "U.S",
        "U.K",
        "U.N",
        "U.A.E",
        "D.C",
        "p.m",
        "a.m",
    ]
)
_FIRM = frozenset(["Ltd", "Co", "Inc", "Corp", "Pvt", "plc"])  # end a sentence only before an article or the like
_STARTERS = re.compile(r"[\"“‘'(]{0,2}(?:The|A|An|It|In|On|He|She|They|But|This|That|If|However|According)\b")


@dataclass(frozen=True, slots=True)
class Span:
    """text[start:end], and the number of the paragraph it lies in."""

    start: int
    end: int
    paragraph: int


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of lines that are not empty; a line that goes on in lower case on the next is one paragraph with it."""
    start = 0
    for match in _LINE_BREAK.finditer(text):
        at = match.start()
        if text[at + 1 : at + 2].islower() and (text[at - 1 : at].isalnum() or text[at - 1 : at] == ","):
            continue
        if at > start:
            yield start, at
        start = at + 1
    if start < len(text):
        yield start, len(text)


def sentences(text: str) -> Iterator[Span]:
    """Spans without surrounding blanks, in order, none longer than LONGEST_SENTENCE."""
    for number, (start, end) in enumerate(paragraphs(text)):
        for piece_start, piece_end in _pieces(text, start, end):
            yield from _cut(text, piece_start, piece_end, number)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for match in _END.finditer(text, start, end):
        if _is_boundary(text, match):
            yield at, match.end() - 1
            at = match.end()
    if at < end:
        yield at, end


def _is_boundary(text: str, match: re.Match[str]) -> bool:
    if not _OPENS.match(text, match.end()):
        return False
    if match.group()[0] != "." or len(match.group()) > 2:  # noqa: PLR2004 - a quotation mark after the stop decides
        return True
    before = _LAST_WORD.search(text[max(0, match.start() - 20) : match.start()])
    word = before.group() if before else ""
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and word.isupper()):
        return word in {"U.S", "U.K", "U.N", "D.C", "p.m", "a.m"} and bool(_STARTERS.match(text, match.end()))
    return word not in _FIRM or bool(_STARTERS.match(text, match.end()))


def _cut(text: str, start: int, end: int, paragraph: int) -> Iterator[Span]:
    while end - start > LONGEST_SENTENCE:
        blank = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        middle = blank if blank > start else start + LONGEST_SENTENCE
        yield from _stripped(text, start, middle, paragraph)
        start = middle
    yield from _stripped(text, start, end, paragraph)


def _stripped(text: str, start: int, end: int, paragraph: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield Span(start, end, paragraph)
