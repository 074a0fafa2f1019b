"""An organ lets it pass: "Congress gave its consent", "the package won approval", "approval has been granted"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.topic import speaks_of_deal

RULE = "approval"
_WORD = r"[\w$€£.,’'/&-]{1,24}"
_YES = r"(?:approval|consent|clearance|green light|go-ahead|nod|authori[sz]ation|(?:export )?licen[cs]es?|ratification)"
_ORGAN = (
    r"(?:Congress|[Pp]arliament|[Cc]abinet|[Gg]overnment|[Cc]ouncil|[Cc]ommittee|State Department|[Mm]inistry|Bundestag|Senate|"
    r"Sejm|Knesset|Duma|Pentagon|[Ll]awmakers|[Aa]ssembly|Riksdag|Folketing|Legislature|Board|DSCA)"
)
_PATTERN = re.compile(
    rf"\b(?:g[ai]ves?|given|grant(?:s|ed)?|w[oi]ns?|receiv(?:es?|ed)|secured?|obtain(?:s|ed)|got|issued?) (?:{_WORD} ){{0,4}}?{_YES}\b|"
    rf"\b[Aa]pproval (?:{_WORD} ){{0,4}}?(?:granted|given|issued)\b|\b{_YES} (?:{_WORD} ){{0,4}}?(?:granted|given|issued)\b|"
    rf"\b{_ORGAN}(?: {_WORD}){{0,6}}? (?:approve[sd]?|clear(?:s|ed)|authori[sz]e[sd]?|ratifie[sd]|green-?lit|greenlighted)\b|"
    rf"\b(?:approved|cleared|authori[sz]ed|ratified) by (?:{_WORD} ){{0,6}}?{_ORGAN}\b"
)
_OTHER = re.compile(
    r"\bdriving licen|\blicen[cs]ed production\b|\bwithout (?:the )?(?:approval|consent)\b", re.IGNORECASE
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    match = _PATTERN.search(sentence.text)
    if match and not _OTHER.search(sentence.text) and speaks_of_deal(sentence):
        yield draft(sentence, match.span(), kind="stage", stage="approved", rule=RULE)
