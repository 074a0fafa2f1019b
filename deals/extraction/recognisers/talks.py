"""The sides negotiate: "negotiations at the expert level continue", "in talks with", "go back to the table"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.topic import speaks_of_deal

RULE = "talks"
_TALKS = r"(?:negotiations?|talks|contacts|bargaining|consultations|discussions)"
_WORD = r"[\w$€£.,’'/&-]{1,24}"
_GOES_ON = (
    r"(?:continu(?:e|es|ed|ing)|under ?way|being held|ongoing|resum(?:e|es|ed)|going on|beg(?:in|ins|an|un)|start(?:s|ed)?|"
    r"proceed(?:s|ing)?|in progress|tak(?:e|es|ing) place|took place|entered|are advancing|advanced)"
)
_PATTERN = re.compile(
    rf"\b{_TALKS}\b(?: {_WORD}){{0,20}}? {_GOES_ON}\b|"
    rf"\b(?:[Cc]ontinu(?:e|es|ed|ing)|[Hh]old(?:s|ing)?|[Hh]eld|[Bb]eg(?:in|an|un)|[Ss]tart(?:ed|s)?|[Rr]esum(?:e|es|ed)|[Oo]pen(?:ed)?|[Ee]nter(?:ed)?|"
    rf"[Cc]onduct(?:s|ed|ing)?) (?:{_WORD} ){{0,4}}?{_TALKS}\b|"
    rf"\bin (?:{_WORD} ){{0,3}}?(?:talks|negotiations) (?:with|on|over|about|to|for)\b|"
    r"\bnegotiat(?:es|ing) (?:with|over|for|the|a|on)\b|\b(?:go|went|gone|going) back to the (?:negotiating )?table\b|"
    r"\bfind(?:s|ing)? it hard to (?:settle|agree)\b|\bhave yet to agree on\b"
)
_OTHER = re.compile(
    r"\b(?:peace|ceasefire|trade|nuclear|climate|coalition|grain) (?:talks|negotiations)\b", re.IGNORECASE
)
_MATTER = re.compile(
    r"\b(?:subject|price|terms|deal|contract|purchase|sale|supply|delivery|arrears|project|production)\b"
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    match = _PATTERN.search(sentence.text)
    if not match or _OTHER.search(sentence.text):
        return
    if speaks_of_deal(sentence) or _MATTER.search(sentence.text):
        yield draft(sentence, match.span(), kind="stage", stage="talks", rule=RULE)
