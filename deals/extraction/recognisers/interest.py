"""A state wants a system: "meant to buy", "interested in acquiring", "is considering the purchase"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.topic import speaks_of_deal

RULE = "interest"
_BUY = r"(?:buy|acquire|purchase|procure|order|obtain|exercise (?:it|the option|an option))"
_BUYING = r"(?:buying|acquiring|purchasing|procuring|ordering|obtaining|(?:the |a )?(?:possible )?(?:purchase|acquisition) of)"
_PATTERN = re.compile(
    rf"\b(?:wants?|wanted|means|meant|intends?|intended|wish(?:es|ed)?|seeks?|seeking|sought|keen|looking|hopes?|hoped|eager) to {_BUY}\b|"
    rf"\binterest(?:ed)? in (?:{_BUYING}|the)\b|\bexpress(?:es|ed)? (?:an? |its |their )?(?:\w+ )?interest\b|"
    rf"\b(?:consider(?:s|ed|ing)?|mull(?:s|ed|ing)|weigh(?:s|ed|ing)|explor(?:es|ed|ing)|eye(?:s|d)|eyeing) {_BUYING}|"
    r"\bletter of request\b|\brequest(?:s|ed) (?:the |a )(?:purchase|sale)\b"
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """Asserted although nothing is bought yet: the interest itself is there."""
    match = _PATTERN.search(sentence.text)
    if match and (sentence.systems or speaks_of_deal(sentence)):
        yield draft(sentence, match.span(), kind="stage", stage="interest", modality="asserted", rule=RULE)
