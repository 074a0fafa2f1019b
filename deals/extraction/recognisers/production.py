"""Systems are being built: "production has begun", "80% complete", "keel was laid"."""

from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.patterns import any_of, gap
from deals.extraction.topic import speaks_of_deal

RULE = "production"
_BUILDING = any_of(
    r"(?:in|enter(?:s|ed)?|beg(?:an|in|un)|start(?:s|ed)?) (?:serial |series |full-rate |mass |low-rate )?production",
    r"\d{1,3}(?: ?%| per ?cent) (?:complete|finished|ready|built)",
    rf"production {gap(6)}(?:begun|began|started|under ?way)",
    rf"work on the {gap(4)}(?:hull|boat|ship|submarine|frigate|aircraft) {gap(2)}(?:begun|began|started)",
    rf"keel {gap(4)}laid",
    rf"first steel {gap(3)}cut",
    "under construction",
    r"(?:have been|has been|being|were|was) (?:put together|assembled|rolled out)",
)
_UNREAL = any_of("would have been", "joint production", "if")
_BUILT = any_of(r"(?:submarine|frigate|ship|vessel|boat|aircraft|fighter|jet|tank|system|hull|howitzer|helicopter)s?")


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence."""
    match = _BUILDING.search(sentence.text)
    if not match or _UNREAL.search(sentence.text):
        return
    if sentence.systems or _BUILT.search(sentence.text) or speaks_of_deal(sentence):
        yield draft(sentence, match.span(), kind="stage", stage="in_production", rule=RULE)
