"""The sides agree, short of a contract: "agreed in principle", "struck the deal", "an agreement between Doha and Moscow"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.topic import speaks_of_deal

RULE = "agreement"
_WORD = r"[\w$€£.,’'/&-]{1,24}"
_FIRM = re.compile(
    r"\b(?:agree[ds]?|agreement|understanding|deal|accord) in principle\b|\bin-principle (?:agreement|deal|approval)\b|"
    rf"\bpreliminary (?:agreement|deal|accord)\b|\bput their names to (?:{_WORD} ){{0,8}}?documents\b|"
    r"\bagreed (?:on|upon) (?:the )?(?:joint|co-?production|terms|price|delivery|financing|transfer)"
)
_WEAK = re.compile(
    rf"\b(?:reach(?:es|ed)?|str(?:ike|ikes|uck)|clinch(?:es|ed)?|made public|announced|unveiled) (?:an? |the )(?:{_WORD} ){{0,3}}?"
    r"(?:deal|agreement|accord|understanding)\b|"
    r"\b(?:have|has|had|first|both)? ?(?:agreed|consented) to (?:buy|sell|purchase|acquire|supply|provide|deliver|bear|procure)\b|"
    rf"\bagreement between (?:{_WORD} ){{1,8}}?(?:might|may|could|is expected|will|is close|is near)\b"
)
_CONDITIONAL = re.compile(r"\b(?:if|unless|could also|to agree)\b", re.IGNORECASE)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence. "Could agree" is nobody's agreement."""
    match = _FIRM.search(sentence.text)
    if not match and speaks_of_deal(sentence):
        match = _WEAK.search(sentence.text)
    if match and not _CONDITIONAL.search(sentence.text):
        yield draft(sentence, match.span(), kind="stage", stage="agreed_in_principle", rule=RULE)
