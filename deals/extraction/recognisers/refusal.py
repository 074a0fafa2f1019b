"""A side says no: "will not supply the engines", "ruled out a sale", "denied that talks were held"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.topic import speaks_of_deal

RULE = "refusal"
_WORD = r"[\w$€£.,’'/&-]{1,24}"
_PATTERN = re.compile(
    rf"\b(?:will|would|can) ?not (?:get|receive|supply|sell|deliver|provide|export|approve|allow|license|be (?:supplied|sold|exported))\b|"
    rf"\b(?:ruled|rules) out (?:{_WORD} ){{0,4}}?(?:sale|sales|supply|supplying|selling|delivery|deliveries|export|exports|purchase|cancel\w+)\b|"
    rf"\b(?:refuse[sd]?|declined) to (?:supply|sell|deliver|export|license|approve|transfer)\b|\bdenie[sd] (?:that|reports|having)\b"
)
_WHEN_NOT = re.compile(r"\bif\b|\bunless\b|\b(?:by|before|until) (?:the end|\d{4}|next)\b")


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """A delay ("will not arrive before 2026") is a delivery denied, no refusal."""
    match = _PATTERN.search(sentence.text)
    if match and speaks_of_deal(sentence) and not _WHEN_NOT.search(sentence.text):
        yield draft(sentence, match.span(), kind="statement", act="refuse", modality="denied", rule=RULE)
