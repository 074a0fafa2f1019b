"""The sides negotiate: "negotiations at the expert level continue", "in talks with", "go back to the table"."""

from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.patterns import any_of, gap, later
from deals.extraction.topic import speaks_of_deal

RULE = "talks"
_TALKS = r"(?:negotiations?|talks|contacts|bargaining|consultations|discussions)"
_GOES_ON = (
    r"(?:continu(?:e|es|ed|ing)|under ?way|being held|ongoing|resum(?:e|es|ed)|going on|beg(?:in|ins|an|un)|"
    r"start(?:s|ed)?|"
    r"proceed(?:s|ing)?|in progress|tak(?:e|es|ing) place|took place|entered|advanc(?:ed|ing))"
)
_HOLDS = (
    r"(?:continu(?:e|es|ed|ing)|hold(?:s|ing)?|held|beg(?:in|an|un)|start(?:ed|s)?|resum(?:e|es|ed)|open(?:ed)?|"
    r"enter(?:ed)?|conduct(?:s|ed|ing)?)"
)
_NEGOTIATES = any_of(
    rf"{_TALKS}{later(20)} {_GOES_ON}",
    rf"{_HOLDS} {gap(4)}{_TALKS}",
    rf"in {gap(3)}(?:talks|negotiations) (?:with|on|over|about|to|for)",
    r"negotiat(?:es|ing) (?:with|over|for|the|a|on)",
    r"(?:go|went|gone|going) back to the (?:negotiating )?table",
    r"find(?:s|ing)? it hard to (?:settle|agree)",
    r"(?:have|has) yet to agree on",
    r"(?:are|is) still (?:talking|negotiating)",
)
_OTHER = any_of(r"(?:peace|ceasefire|trade|nuclear|climate|coalition|grain) (?:talks|negotiations)")
_MATTER = any_of(
    "subject|price|terms|deal|contract|purchase|sale|supply|delivery|arrears|project|production|nothing has been signed"
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence, and only of talks that a deal can be the matter of."""
    match = _NEGOTIATES.search(sentence.text)
    if not match or _OTHER.search(sentence.text):
        return
    if sentence.systems or speaks_of_deal(sentence) or _MATTER.search(sentence.text):
        yield draft(sentence, match.span(), kind="stage", stage="talks", rule=RULE)
