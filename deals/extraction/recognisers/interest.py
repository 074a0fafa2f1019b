"""A state wants a system: "meant to buy", "interested in acquiring", "is considering the purchase"."""

from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.patterns import any_of
from deals.extraction.topic import speaks_of_deal

RULE = "interest"
_WANTS = r"(?:wants?|wanted|means|meant|intends?|intended|wish(?:es|ed)?|seeks?|seeking|sought|keen|hopes?|hoped|eager)"
_WEIGHS = r"(?:consider(?:s|ed|ing)?|mull(?:s|ed|ing)|weigh(?:s|ed|ing)|explor(?:es|ed|ing)|eye(?:s|d|ing)?)"
_BUY = r"(?:buy|acquire|purchase|procure|order|obtain|exercise (?:it|the option|an option))"
_BUYING = r"(?:buying|acquiring|purchasing|procuring|ordering|(?:the |a )?(?:possible )?(?:purchase|acquisition) of)"
_INTEREST = any_of(
    rf"{_WANTS} to {_BUY}",
    rf"interest(?:ed)? in (?:{_BUYING}|the)",
    r"express(?:es|ed)? (?:an? |its |their )?(?:\w+ )?interest",
    rf"{_WEIGHS} {_BUYING}",
    "letter of request",
    r"request(?:s|ed) (?:the |a )(?:purchase|sale)",
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """Asserted although nothing is bought yet: the interest itself is there."""
    match = _INTEREST.search(sentence.text)
    if match and (sentence.systems or speaks_of_deal(sentence)):
        yield draft(sentence, match.span(), kind="stage", stage="interest", modality="asserted", rule=RULE)
