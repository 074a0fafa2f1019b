"""A bidder or system is chosen, or bids are invited."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.patterns import any_of, gap

RULE = "selection"
REACH = 70  # characters after "picked" within which the chosen system or maker stands
_AWARD = any_of(
    "notice of award",
    "preferred bidder",
    r"winner of (?:the|a) (?:tender|competition)",
    rf"(?:won|wins|win) (?:the|a) {gap(5)}(?:tender|competition)",
)
_PICKS = any_of(
    "picks|picked|selects|selected|chose|chooses|chosen|opted for|opts for|settled on|down-?selected", flags=re.NOFLAG
)
_TENDER = any_of(
    rf"(?:issue[sd]?|launch(?:es|ed)?|open(?:s|ed)?|float(?:s|ed)?|announced?|publish(?:es|ed)?|invited?) {gap(5)}"
    r"(?:tenders?|requests? for (?:proposals?|information|quotations?)|RFPs?|RFIs?|bids|competition)"
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence: an award or a choice before a call for bids."""
    match = _AWARD.search(sentence.text) or _choice(sentence)
    if match:
        yield draft(sentence, match.span(), kind="stage", stage="selected", rule=RULE)
        return
    match = _TENDER.search(sentence.text)
    if match:
        yield draft(sentence, match.span(), kind="stage", stage="tender", rule=RULE)


def _choice(sentence: Sentence) -> re.Match[str] | None:
    chosen = [mention.start for mention in sentence.mentions if mention.name.kind in {"system", "company"}]
    for match in _PICKS.finditer(sentence.text):
        if any(0 <= start - match.end() <= REACH for start in chosen):
            return match
    return None
