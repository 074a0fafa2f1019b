"""A memorandum of understanding or a letter of intent is signed."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft

RULE = "memorandum"
_PAPER = r"(?:[Mm]emorand(?:um|a) of [Uu]nderstanding|[Mm]emorandum of (?:intent|agreement)|MoUs?|MOUs?|[Ll]etters? of [Ii]ntent|LoI|LOI)"
_WORD = r"[\w$€£.,’'/&-]{1,24}"
_PATTERN = re.compile(
    rf"\b(?:sign(?:s|ed|ing)?|inked|initialled|concluded|exchanged) (?:{_WORD} ){{0,6}}?{_PAPER}|"
    rf"\b{_PAPER}(?: {_WORD}){{0,8}}? (?:signed|inked|initialled|concluded)\b|\bsigning of (?:{_WORD} ){{0,3}}?{_PAPER}"
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    match = _PATTERN.search(sentence.text)
    if match:
        yield draft(sentence, match.span(), kind="stage", stage="mou", instrument="mou", rule=RULE)
