"""A side says no: "will not supply the engines", "ruled out a sale", "denied that talks were held"."""

from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.patterns import any_of, gap
from deals.extraction.topic import speaks_of_deal

RULE = "refusal"
_REFUSAL = any_of(
    r"(?:will|would|can) ?not (?:get|receive|supply|sell|deliver|provide|export|approve|allow|license)",
    rf"(?:ruled|rules) out {gap(4)}(?:sales?|supply|supplying|selling|deliver(?:y|ies)|exports?|purchase|cancel\w+)",
    r"(?:refuse[sd]?|declined) to (?:supply|sell|deliver|export|license|approve|transfer)",
    r"denie[sd] (?:that|reports|having)",
)
_WHEN_NOT = any_of("if", "unless", r"(?:by|before|until) (?:the end|\d{4}|next)")


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """A delay ("will not arrive before 2026") is a delivery denied, no refusal."""
    match = _REFUSAL.search(sentence.text)
    if match and speaks_of_deal(sentence) and not _WHEN_NOT.search(sentence.text):
        yield draft(sentence, match.span(), kind="statement", act="refuse", modality="denied", rule=RULE)
