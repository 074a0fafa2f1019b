"""The shortest passage that supports a finding: the clauses that hold it, without "X said that" and its like."""

import re
from functools import lru_cache

from deals.extraction.patterns import either
from deals.extraction.speech import SAYS

SHORTEST = 16  # characters; a clause below that takes the one before it along

_TRIMMED = ' \t\n.,;:!?…“”"‘)(—–-'
_LEADS = re.compile(
    r"[“\"]?(?:I can (?:tell you|say|confirm) that|(?:[Aa]ccording to|[Aa]s reported by) [^,;]{2,70},|"
    r"(?:But|And|However|Meanwhile|Still|Yet|Moreover|In addition|Earlier|and|but|while|though|although)(?: that)?,?|"
    r"(?:which|who|that) [^,;]{2,60},) "
)
_VERBS = either("is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might")
_WHO = either(
    r"[A-Z][\w’'.-]{1,20}",
    "of|the|for|ministry|newspaper|officials?|sources?|[Hh]e|[Ss]he|it|[Tt]hey|agency|daily|letter",
)
_CUTS = (
    re.compile(r"[;:] |(?: —| –|—) ?|[”\"] (?=[A-Za-z])|,[”\"] "),
    re.compile(
        r", (?=(?:but|while|whereas|though|although|adding|so that|because|which|who|whose|saying|noting|until) )"
    ),
    re.compile(r",? (?=and (?:that|then|said|called|gave|he|she|it|they|thus) )"),
    re.compile(rf", (?=and (?:[\w’'$€£.,-]{{1,20}} ){{1,9}}{_VERBS} )"),
    re.compile(r", (?=(?:of|in|with) which )"),
    re.compile(rf"\b{SAYS}(?: \w{{1,15}}){{0,3}} that (?=\w)|\bis that (?=\w)"),
    re.compile(r",[”\"]? (?=(?:according to|[Ii]n remarks|reported|say|said|says) )"),
    re.compile(rf",[”\"]? (?=(?:{_WHO} ){{1,8}}{SAYS}\b)"),
    re.compile(rf",[”\"]? (?=[Tt]he (?:[\w’'.-]{{1,20}} ){{1,7}}{SAYS}\b)"),
)
_BRACKETS = re.compile(r"\([^()]{1,120}\)")
_TRAIL = re.compile(
    r" (?:when asked|in an interview|speaking to|at a press conference)\b|"
    r", (?:an? (?:sign|move|step|milestone|figure)|the date)\b|: such is\b"
)


def passage(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets in the sentence `text` of the clauses that hold text[start:end], trimmed of stops and marks."""
    cuts = _cuts(text)
    first = max((cut for cut in cuts if cut <= start), default=0)
    last = min((cut for cut in cuts if cut >= end), default=len(text))
    first, last = trimmed(text, first, last)
    if last - first < SHORTEST:
        first, last = trimmed(text, max((cut for cut in cuts if cut < first - 1), default=0), last)
    lead = _LEADS.match(text, first)
    if lead and lead.end() <= start:
        first = lead.end()
    trail = _TRAIL.search(text, end, last)
    return trimmed(text, first, trail.start() if trail else last)


@lru_cache(maxsize=8)  # a sentence's findings come one after another
def _cuts(text: str) -> tuple[int, ...]:
    """Where a clause can begin; never inside brackets."""
    brackets = [match.span() for match in _BRACKETS.finditer(text)]
    cuts = {match.end() for pattern in _CUTS for match in pattern.finditer(text)}
    return tuple(sorted(cut for cut in cuts if not any(first < cut < last for first, last in brackets)))


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks, stops and unpaired marks at either end; a closing bracket stays with its opening one."""
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED and not _closes(text, start, end):
        end -= 1
    return start, end


def _closes(text: str, start: int, end: int) -> bool:
    mark = {")": "(", "”": "“"}.get(text[end - 1])
    return mark is not None and text.count(mark, start, end) >= text.count(text[end - 1], start, end)
