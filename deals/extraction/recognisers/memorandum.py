"""A memorandum of understanding or a letter of intent is signed."""

from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.patterns import any_of, either, gap, later

RULE = "memorandum"
_PAPER = either(
    r"memorand(?:um|a) of understanding", r"memorandum of (?:intent|agreement)", "MoUs?", r"letters? of intent", "LoIs?"
)
_SIGNED = any_of(
    rf"(?:sign(?:s|ed|ing)?|inked|initialled|concluded|exchanged) {gap(6)}{_PAPER}",
    rf"{_PAPER}{later(8)} (?:signed|inked|initialled|concluded)",
    rf"signing of {gap(3)}{_PAPER}",
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence."""
    match = _SIGNED.search(sentence.text)
    if match:
        yield draft(sentence, match.span(), kind="stage", stage="mou", instrument="mou", rule=RULE)
