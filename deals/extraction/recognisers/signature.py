"""A contract is signed: "concluded an agreement under which", "the contract was signed"."""

from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.patterns import any_of, gap, later
from deals.extraction.topic import speaks_of_deal

RULE = "signature"
_PAPER = r"(?:contracts?|deals?|agreements?|accords?|Letter of Offer and Acceptance|LOA)"
_SIGNED = r"(?:signed|inked|concluded|sealed|finali[sz]ed|awarded|to be signed)"
_SIGNATURE = any_of(
    rf"sign(?:s|ed|ing)? {gap(7)}{_PAPER}",
    rf"(?:inks?|inked|conclud(?:es?|ed|ing)|seals?|sealed|awarded) {gap(7)}{_PAPER}",
    rf"{_PAPER}{later(9)} {_SIGNED}",
    rf"{_PAPER}{later(8)} (?:received the signature|bears the signatures?|followed (?:in|on|a))",
    rf"(?:signing|signature|conclusion) of {gap(4)}{_PAPER}",
)
_PRELIMINARY = any_of(
    r"(?:inter-?governmental|framework|preliminary|initial|government-to-government) (?:agreement|deal|accord)"
)
_OTHER_PAPER = any_of(
    r"(?:loan|credit|financing|peace|ceasefire|trade|security|defen[cs]e cooperation) (?:agreement|deal|accord)",
    r"awarded .{0,30}(?:medal|prize)",
)
_UNSIGNED = any_of(
    "if",
    "unless",
    "another (?:country|supplier|partner)",
    "(?:did|does|would) not (?:reveal|say|disclose|confirm)",
    "nothing has been signed",
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence. A government-to-government or framework paper is an agreement in principle."""
    match = _SIGNATURE.search(sentence.text)
    if not match or not speaks_of_deal(sentence):
        return
    if _UNSIGNED.search(sentence.text) or _OTHER_PAPER.search(sentence.text):
        return
    preliminary = bool(_PRELIMINARY.search(match.group()))
    stage = "agreed_in_principle" if preliminary else "contract_signed"
    instrument = "intergovernmental_agreement" if "governmental" in match.group().lower() else None
    yield draft(sentence, match.span(), kind="stage", stage=stage, instrument=instrument, rule=RULE)
