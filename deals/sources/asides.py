"""What stands in an article's text without being part of it: its head, captions, credits and the author's biography.

Only what is plain to see is kept apart. A sentence of the article that stays is a smaller mistake than one that goes.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from deals.sources.datelines import day_of_dateline, is_label

TITLE_CHARACTERS = 150
LINE_CHARACTERS = 160  # a caption or a credit line
NAMED_CAPTION_CHARACTERS = 400  # one that begins with "Photo:" or the like
KICKER_WORDS = 3
BIOGRAPHY_LINES = 4
BIOGRAPHY_CHARACTERS = 3_000

_SENTENCE_END = re.compile(r"[.!?:;,…][\"'”’)\]]*$")
_NAMED_CAPTION = re.compile(r"(?:file )?(?:photo|picture|image|photograph)(?: credits?| by)?\s*[:/—-]", re.IGNORECASE)
_CREDIT = re.compile(
    r"\bcourtesy (?:of|photo)\b|\b(?:photo|image|picture)s?(?: credit)?(?: by\b|:)|©|\bGetty Images\b|\bEPA-EFE\b",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"By ([A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]*|and|al|bin|da|de|van|von)){1,6})")
_ABOUT_AUTHOR = re.compile(r"About the authors?:?", re.IGNORECASE)
_OF_A_PERSON = "(?:is|was|has been|writes|reports|covers|works|lives|served)"
_ABOUT_NAME = re.compile(r"About ([A-Z][\w’'-]+)(?: [A-Z][\w.’'-]*){1,4}\b.{0,40}")


@dataclass(frozen=True, slots=True)
class Parted:
    """An article's own text, and what stood in it."""

    text: str
    asides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """What the first `lines` lines of a plain text tell; `published` is EDTF."""

    title: str = ""
    author: str = ""
    published: str = ""
    lines: int = 0


def parted(text: str, author: str = "") -> Parted:
    """Keep captions, credits and a closing biography apart. `text` is normalised; the rest of it stays verbatim.

    `author` is the known author's name: a last line that begins with it and tells who that is, is the biography.
    """
    lines, biography = _before_biography(text.split("\n"), author)
    kept: list[str] = []
    asides: list[str] = []
    for index, line in enumerate(lines):
        is_repeated = line in lines[max(index - 1, 0) : index] + lines[index + 1 : index + 2]
        is_aside = _is_caption(line) or (is_repeated and len(line) <= LINE_CHARACTERS)
        (asides if is_aside else kept).append(line)
    return Parted("\n".join(kept), tuple(dict.fromkeys([*asides, *biography])))


def head_of(text: str) -> Head:
    """Read title, byline and day of publication off the top of a normalised plain text, where they are plain to see."""
    head = Head()
    for line, following in pairwise(text.split("\n")):
        found = _found_in_head(head, line, following)
        if found is None:
            break
        head = replace(found, lines=head.lines + 1)
    return head


def _found_in_head(head: Head, line: str, following: str) -> Head | None:
    """`head` with what `line` adds to it; None where `line` is no head line any more."""
    if day := day_of_dateline(line):
        return replace(head, published=head.published or day)
    if is_label(line) and day_of_dateline(following):
        return head
    byline = _BYLINE.fullmatch(line)
    if byline and not head.author and (head.title or _is_title(following)):
        return replace(head, author=byline[1])
    if head.title or not _is_title(line):
        return None
    return head if _is_kicker(line, following) else replace(head, title=line)


def _is_title(line: str) -> bool:
    is_statement = _SENTENCE_END.search(line) and not line.endswith(("?", "!"))
    return len(line) <= TITLE_CHARACTERS and not is_statement and not _is_caption(line)


def _is_kicker(line: str, following: str) -> bool:
    """“National Security” above the title."""
    return len(line.split()) <= KICKER_WORDS < len(following.split()) and _is_title(following)


def _is_caption(line: str) -> bool:
    if _NAMED_CAPTION.match(line):
        return len(line) <= NAMED_CAPTION_CHARACTERS
    return len(line) <= LINE_CHARACTERS and not _SENTENCE_END.search(line) and bool(_CREDIT.search(line))


def _before_biography(lines: list[str], author: str) -> tuple[list[str], list[str]]:
    """Split where an "About the author" begins: a line without a full stop, followed by little else to the end."""
    if author and lines[1:] and re.match(rf"{re.escape(author)},? {_OF_A_PERSON}\b", lines[-1]):
        return lines[:-1], lines[-1:]
    for index in range(max(len(lines) - BIOGRAPHY_LINES, 1), len(lines)):
        rest = "\n".join(lines[index + 1 :])
        if len(rest) <= BIOGRAPHY_CHARACTERS and _begins_biography(lines[index], rest):
            return lines[:index], ["\n".join(lines[index:])]
    return lines, []


def _begins_biography(line: str, rest: str) -> bool:
    """A named author must be named again: "About Turkey" may head a part of the article."""
    if _ABOUT_AUTHOR.fullmatch(line):
        return bool(rest)
    named = _ABOUT_NAME.fullmatch(line)
    return bool(named and not _SENTENCE_END.search(line) and re.search(rf"\b{re.escape(named[1])}\b", rest))
