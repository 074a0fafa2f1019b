"""A bidder or system is chosen, or bids are invited."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft

RULE = "selection"
REACH = 70  # characters after "picked" within which the chosen system or maker stands
_WORD = r"[\w$€£.,’'/&-]{1,24}"
_AWARD = re.compile(
    r"\b[Nn]otice of award\b|\bpreferred bidder\b|\bwinner of (?:the|a) (?:tender|competition)\b|"
    rf"\b(?:won|wins|win) (?:the|a) (?:{_WORD} ){{0,5}}?(?:tender|competition)\b"
)
_PICKS = re.compile(
    r"\b(?:picks|picked|selects|selected|chose|chooses|chosen|opted for|opts for|settled on|down-?selected)\b"
)
_TENDER = re.compile(
    rf"\b(?:issue[sd]?|launch(?:es|ed)?|open(?:s|ed)?|float(?:s|ed)?|announced?|publish(?:es|ed)?|invited?) (?:{_WORD} ){{0,5}}?"
    r"(?:tenders?|requests? for (?:proposals?|information|quotations?)|RFPs?|RFIs?|bids|competition)\b"
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence: an award before a choice before a call for bids."""
    match = _AWARD.search(sentence.text) or _choice(sentence)
    if match:
        yield draft(sentence, match.span(), kind="stage", stage="selected", rule=RULE)
        return
    match = _TENDER.search(sentence.text)
    if match:
        yield draft(sentence, match.span(), kind="stage", stage="tender", rule=RULE)


def _choice(sentence: Sentence) -> re.Match[str] | None:
    for match in _PICKS.finditer(sentence.text):
        chosen = [m for m in sentence.mentions if m.name.kind in {"system", "company"}]
        if any(0 <= m.start - match.end() <= REACH for m in chosen):
            return match
    return None
