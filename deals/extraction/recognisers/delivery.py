"""Systems handed over or due: "to be handed over between 2024 and 2026", "is due in India", "will have its first systems"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.passages import passage
from deals.extraction.quantities import UNITS, Quantity

RULE = "delivery"
_PATTERN = re.compile(
    r"\b(?:deliver(?:y|ies|ed|ing|s)?|hand(?:ed|ing|s)? over|handover|arriv(?:e|es|ed|al|ing)|receiv(?:e|es|ed|ing)|"
    r"t(?:ake|ook|akes|aking|aken) delivery|shipped|shipment|(?:will|to) have its first|(?:is|are|was|were) due in|be in the country|"
    r"(?:those|others|rest|remainder|remaining \w+)(?: that follow)? (?:will|would|are to) (?:come|follow|arrive))\b"
)
_THING = re.compile(
    r"\b(?:" + "|".join(sorted({unit.split()[-1] for unit in UNITS} - {"set", "round", "shell", "unit", "engine"}))
    + r"|batteries|order|hardware|equipment|it|them|those that follow|first)(?:s|es)?\b"
)  # fmt: skip
_OTHER = re.compile(
    r"\b(?:deliver(?:ed|s|ing)? (?:a |the |his |her |an )?(?:speech|statement|remarks|lecture|message|oil|address|keynote|on\b|results?)|"
    r"receiv(?:e|ed|es|ing) (?:a |the |an )?(?:\w+ )?(?:loan|letter|reply|approval|signature|answer|award|message|report|briefing|consent|"
    r"permission|notice|delegation|training|advance|payment|green)|arriv(?:e|ed|es|al) (?:in|at|on) .{0,30}(?:visit|talks|airport|meeting)|"
    r"purchase and delivery|delivered by|logistics? support|paid|payment)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(r"\b(?:if|should .{1,40} (?:acquire|get)|unless|once)\b", re.IGNORECASE)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a passage; only of things that are delivered, never of speeches."""
    if _UNREAL.search(sentence.text):
        return
    seen: set[tuple[int, int]] = set()
    for match in _PATTERN.finditer(sentence.text):
        bounds = passage(sentence.text, *match.span())
        words = sentence.text[slice(*bounds)]
        if (
            bounds not in seen
            and not _OTHER.search(words)
            and (sentence.systems or _THING.search(words))
            and _is_told(sentence, words)
        ):
            seen.add(bounds)
            yield _delivery(sentence, match.span(), bounds)


def _is_told(sentence: Sentence, words: str) -> bool:
    """A delivery that says neither when nor how sure ("delivery schedule") tells nothing."""
    has_date = any(sentence.dates(ahead=False))
    return has_date or bool(
        re.search(r"\b(?:will|would|has|have|had|was|were|been|is|are|to be|began|begun|started|took)\b", words)
    )


def _delivery(sentence: Sentence, span: tuple[int, int], bounds: tuple[int, int]) -> Candidate:
    inside = [q for q in sentence.quantities if bounds[0] <= q.start < bounds[1]]
    return draft(
        sentence, span, kind="delivery", bounds=bounds, rule=RULE, quantity=_sum(inside),
        unit=next((q.unit for q in inside if q.unit), None), item=_item(sentence, bounds),
    )  # fmt: skip


def _sum(found: list[Quantity]) -> int | None:
    """ "18 single-seat and 12 two-seat aircraft" are 30; any other two numbers are not added."""
    return found[0].number if len(found) == 1 else None


def _item(sentence: Sentence, bounds: tuple[int, int]) -> str | None:
    inside = [m.name.name for m in sentence.systems if bounds[0] <= m.start < bounds[1]]
    return inside[0] if inside else None
