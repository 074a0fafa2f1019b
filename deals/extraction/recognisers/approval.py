"""An organ lets it pass: "Congress gave its consent", "the package won approval", "approval has been granted"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.patterns import any_of, gap, later
from deals.extraction.topic import speaks_of_deal

RULE = "approval"
_YES = r"(?:approval|consent|clearance|green light|go-ahead|nod|authori[sz]ation|(?:export )?licen[cs]es?|ratification)"
_ORGAN = (
    r"(?:Congress|[Pp]arliament|[Cc]abinet|[Gg]overnment|[Cc]ouncil|[Cc]ommittee|State Department|[Mm]inistry|"
    r"Bundestag|"
    r"Senate|Sejm|Knesset|Duma|Pentagon|[Ll]awmakers|[Aa]ssembly|Riksdag|Folketing|Legislature|DSCA|[Oo]ffice)"
)
_GETS = r"(?:g[ai]ves?|given|grant(?:s|ed)?|w[oi]ns?|receiv(?:es?|ed)|secured?|obtain(?:s|ed)|got|issue[sd]?)"
_APPROVES = r"(?:approve[sd]?|clear(?:s|ed)|authori[sz]e[sd]?|ratifie[sd]|permitted|green-?lit)"
_APPROVAL = any_of(
    rf"{_GETS} {gap(4)}{_YES}",
    rf"(?i:{_YES}) {gap(4)}(?:granted|given|issued)",
    rf"{_ORGAN}{later(6)} {_APPROVES}",
    rf"(?:approved|cleared|authori[sz]ed|ratified) by {gap(6)}{_ORGAN}",
    flags=re.NOFLAG,
)
_OTHER = any_of("driving licen[cs]e", "licen[cs]ed production", r"without (?:the )?(?:approval|consent)")


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence."""
    match = _APPROVAL.search(sentence.text)
    if match and not _OTHER.search(sentence.text) and speaks_of_deal(sentence):
        yield draft(sentence, match.span(), kind="stage", stage="approved", rule=RULE)
