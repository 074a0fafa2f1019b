"""Systems handed over or due: "to be handed over by 2026", "is due in India", "will have its first systems"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.passages import passage
from deals.extraction.patterns import any_of, later
from deals.extraction.quantities import UNITS

RULE = "delivery"
_HANDED_OVER = any_of(
    "deliver(?:y|ies|ed|ing|s)?|hand(?:ed|ing|s)? over|handover|arriv(?:e|es|ed|al|ing)|receiv(?:e|es|ed|ing)",
    "t(?:ake|ook|akes|aking|aken) delivery|shipped|shipment|be in the country",
    "(?:will|to) have its first",
    f"first{later(4)} (?:is|are|was|were) due",
    "(?:is|are|was|were) due in",
    r"(?:those|others|rest|remainder|remaining \w+)(?: that follow)? (?:will|would|are to) (?:come|follow|arrive)",
)
_SHIP = r"(?:HS|HMS|INS|KRI|BRP|ROKS|TCG|FS|ARC|USS|HMAS) [A-Z]\w+"
_NOT_THINGS = {"set", "round", "shell", "unit", "engine"}
_THING = re.compile(
    r"\b(?:"
    + "|".join(sorted({unit.split()[-1] for unit in UNITS} - _NOT_THINGS))
    + rf"|batterie|order|hardware|equipment|those that follow)(?:s|es)?\b|\b{_SHIP}"
)
_OTHER = any_of(
    r"deliver(?:ed|s|ing)? (?:an? |the |his |her )?(?:speech|statement|remarks|lecture|message|oil|address|"
    r"keynote|on|results?)",
    r"receiv(?:e|ed|es|ing) (?:an? |the )?(?:\w+ )?(?:loan|letter|reply|approval|signature|answer|award|message|report|"
    r"briefing|consent|permission|notice|delegation|training|advance|payment)",
    r"deliver(?:ed|s|ing)? (?:an? |the )?(?:\w+ )?(?:note|protest|blow|warning|ultimatum|strike|attack|aid)",
    "welcomed|on (?:its|his|her|their) arrival",
    r"arriv(?:e|ed|es|al) (?:in|at|on) .{0,30}(?:visit|talks|airport|meeting)",
    "purchase and delivery|delivering oil|paid|payment|declined to|yet to say",
)
_NOUN = any_of("deliver(?:y|ies)|handover|shipment|arriv(?:al|ing)")  # tells a delivery only with a date
_UNREAL = any_of("if|unless|once", "should .{1,40} (?:acquire|get)")
_TOLD = any_of(
    "will|would|has|have|had|was|were|been|is|are|to be|began|begun|started|took|expects?|delivered|received|"
    "arrived|handed"
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a passage; only of things that are delivered, never of speeches."""
    if _UNREAL.search(sentence.text):
        return
    seen: set[tuple[int, int]] = set()
    for match in _HANDED_OVER.finditer(sentence.text):
        bounds = passage(sentence.text, *match.span())
        words = sentence.text[slice(*bounds)]
        has_thing = bool(sentence.systems) or bool(_THING.search(words))
        is_told = not _NOUN.match(match.group()) or any(sentence.dates(ahead=False))
        if bounds not in seen and has_thing and is_told and _TOLD.search(words) and not _OTHER.search(words):
            seen.add(bounds)
            yield _delivery(sentence, match.span(), bounds)


def _delivery(sentence: Sentence, span: tuple[int, int], bounds: tuple[int, int]) -> Candidate:
    """Two counts in one passage are not added up, so neither is given."""
    inside = [quantity for quantity in sentence.quantities if bounds[0] <= quantity.start < bounds[1]]
    named = [mention.name.name for mention in sentence.systems if bounds[0] <= mention.start < bounds[1]]
    return draft(
        sentence,
        span,
        kind="delivery",
        rule=RULE,
        bounds=bounds,
        quantity=inside[0].number if len(inside) == 1 else None,
        unit=inside[0].unit if len(inside) == 1 else None,
        item=next(iter(named), None),
    )
