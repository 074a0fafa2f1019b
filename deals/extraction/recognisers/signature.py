"""A contract is signed: "concluded an agreement under which", "the contract was signed", "a contract … signed in 2021"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.topic import speaks_of_deal

RULE = "signature"
_PAPER = r"(?:contract|deal|agreement|accord|purchase agreement|sales agreement|Letter of Offer and Acceptance|LOA)"
_WORD = r"[\w$€£.,’'/&-]{1,24}"
_SIGNED = r"(?:signed|inked|concluded|sealed|finali[sz]ed|awarded)"
_PATTERNS = (
    re.compile(
        rf"\b(?:sign(?:s|ed|ing)?|inks?|inked|conclud(?:es?|ed|ing)|seals?|sealed|awarded) (?:{_WORD} ){{0,7}}?{_PAPER}\b"
    ),
    re.compile(rf"\b{_PAPER}s?\b(?: {_WORD}){{0,9}}? (?:{_SIGNED}|to be signed)\b"),
    re.compile(
        rf"\b{_PAPER}\b(?: {_WORD}){{0,8}}? (?:received the signature|bears the signatures?|followed (?:in|on|a))\b"
    ),
    re.compile(rf"\b(?:signing|signature|conclusion) of (?:{_WORD} ){{0,4}}?{_PAPER}\b"),
)
_PRELIMINARY = re.compile(
    r"\b(?:inter-?governmental|framework|preliminary|initial|government-to-government|cooperation) (?:agreement|deal|accord)",
    re.IGNORECASE,
)
_OTHER_PAPER = re.compile(
    r"\b(?:loan|credit|financing|peace|ceasefire|trade|security|defen[cs]e cooperation|free trade) (?:agreement|deal)",
    re.IGNORECASE,
)
_UNSIGNED = re.compile(r"\bif\b|\bunless\b|\banother (?:country|supplier|partner)\b|\bawarded .{0,30}(?:medal|prize)")


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence. A government-to-government or framework paper is an agreement in principle."""
    if not speaks_of_deal(sentence) or _UNSIGNED.search(sentence.text) or _OTHER_PAPER.search(sentence.text):
        return
    for pattern in _PATTERNS:
        match = pattern.search(sentence.text)
        if match:
            preliminary = _PRELIMINARY.search(match.group())
            stage = "agreed_in_principle" if preliminary else "contract_signed"
            instrument = "intergovernmental_agreement" if preliminary else None
            yield draft(sentence, match.span(), kind="stage", stage=stage, instrument=instrument, rule=RULE)
            return
