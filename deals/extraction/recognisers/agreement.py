"""The sides agree, short of a contract: "agreed in principle", "struck the deal", "consented to bear a share"."""

from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.patterns import any_of, gap
from deals.extraction.topic import speaks_of_deal

RULE = "agreement"
_PRINCIPLE = any_of(
    r"(?:agree[ds]?|agreement|understanding|deal|accord) in principle",
    r"in-principle (?:agreement|deal)",
    r"preliminary (?:agreement|deal|accord)",
    rf"put their names to {gap(8)}documents",
    r"agreed (?:on|upon) (?:the )?(?:joint|co-?production|terms|price|delivery|financing|transfer)",
)
_REACHED = any_of(
    rf"(?:reach(?:es|ed)?|str(?:ike|ikes|uck)|clinch(?:es|ed)?|made public|announced|unveiled) (?:an?|the) {gap(3)}"
    r"(?:deal|agreement|accord|understanding)",
    r"(?:agreed|consented) to (?:buy|sell|purchase|acquire|supply|provide|deliver|bear|procure)",
    rf"agreement between {gap(8)}(?:might|may|could|is expected|will|is close|is near)",
)
_CONDITIONAL = any_of("if", "unless", "could also", "to agree")


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence. "Could agree" is nobody's agreement."""
    match = _PRINCIPLE.search(sentence.text)
    if not match and speaks_of_deal(sentence):
        match = _REACHED.search(sentence.text)
    if match and not _CONDITIONAL.search(sentence.text):
        yield draft(sentence, match.span(), kind="stage", stage="agreed_in_principle", rule=RULE)
