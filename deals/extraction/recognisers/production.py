"""Systems are being built: "production has begun", "80% complete", "keel was laid"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.topic import speaks_of_deal

RULE = "production"
_WORD = r"[\w$€£.,’'/&-]{1,24}"
_PATTERN = re.compile(
    rf"\b(?:in|enter(?:s|ed)?|beg(?:an|in|un)|start(?:s|ed)?) (?:serial |series |full-rate |mass |low-rate )?production\b|"
    rf"\b(?:\d{{1,3}} ?%|\d{{1,3}} per ?cent) (?:complete|finished|ready|built)\b|\b[Pp]roduction (?:{_WORD} ){{0,6}}?(?:begun|began|started|under ?way)\b|"
    rf"\bkeel (?:{_WORD} ){{0,4}}?laid\b|\bfirst steel (?:{_WORD} ){{0,3}}?cut\b|\bunder construction\b|"
    rf"\b(?:to have been|have been|has been|being|were|was) (?:put together|assembled|rolled out)\b"
)
_UNREAL = re.compile(r"\bwould have been\b|\bjoint production\b|\bif\b", re.IGNORECASE)
_BUILT = re.compile(
    r"\b(?:submarine|frigate|ship|vessel|boat|aircraft|fighters?|jets?|tanks?|systems?|hull|howitzers?|helicopters?)\b"
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    match = _PATTERN.search(sentence.text)
    if (
        match
        and not _UNREAL.search(sentence.text)
        and (sentence.systems or _BUILT.search(sentence.text) or speaks_of_deal(sentence))
    ):
        yield draft(sentence, match.span(), kind="stage", stage="in_production", rule=RULE)
