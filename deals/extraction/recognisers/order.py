"""How many of what is bought: "36 Rafale fighters", "three batteries of BrahMos missiles", "24 of them in 2015"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.passages import passage, trimmed
from deals.extraction.patterns import any_of
from deals.extraction.quantities import Quantity
from deals.extraction.topic import BUYS, DEAL_NOUN

RULE = "order"
REACH = 110  # characters between the number and a word for buying
JOINED = 50  # characters between them that the quote takes along
FEWEST = 2  # "one of the most complex systems" counts nothing
_BOUGHT = any_of(BUYS, DEAL_NOUN, "on order|sold|sell|bargaining|will give|covers?|comprise[sd]?|count(?:s|ing)? on")
_BUYING = any_of(
    "bought|buy|buys|buying|order(?:ed|s)?|purchased?|acquired?|obtained|an order|on order|contract|procure[sd]?"
)
_PARTS = any_of(
    "brings? together|consists? of|comprised of|each|carries|carry|armed with|equipped with|capable of",
    "can (?:reach|engage|deal|fire|hit|track)|crew|flew|flown|took part|exercise|drill|shot down|destroyed|lost",
    "currently operates?|operates|fleet of|engines would do",
)
_ELSEWHERE = any_of("deliver(?:ed|y|ies)?|handed over|hand over|put together|assembled|arrived?|flight testing")
_PLANNED = any_of(
    "(?:plan(?:s|ned)?|intends?|wants?|is|are|aims?|hopes?) to",
    "will (?:buy|order|acquire|purchase|procure|get|receive)",
)
_POSSIBLE = any_of("may|might|could|consider(?:s|ing)?|option|up to", flags=re.NOFLAG)
_PARTS_OF_SYSTEMS = frozenset({"missile", "round", "engine", "set", "unit", "torpedo", "shell"})


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """Counts beside a word for buying; parts of a system ("eight launchers") and deliveries are no orders."""
    if _PARTS.search(sentence.text):
        return
    for quantity in sentence.quantities:
        if quantity.number >= FEWEST and _is_bought(sentence, quantity):
            yield _order(sentence, quantity)


def _is_bought(sentence: Sentence, quantity: Quantity) -> bool:
    near = sentence.text[max(0, quantity.start - REACH) : quantity.end + REACH]
    words = sentence.text[slice(*passage(sentence.text, quantity.start, quantity.end))]
    if not _BOUGHT.search(near) or (_ELSEWHERE.search(words) and not _BUYING.search(words)):
        return False
    return quantity.is_of_them or bool(sentence.systems) or quantity.unit not in _PARTS_OF_SYSTEMS


def _order(sentence: Sentence, quantity: Quantity) -> Candidate:
    span = (quantity.start, quantity.end)
    return draft(
        sentence,
        span,
        kind="order",
        rule=RULE,
        bounds=_joined(sentence.text, span),
        quantity=quantity.number,
        unit=quantity.unit,
        item=_item(sentence, quantity),
        modality=_modality(sentence.text, span),
    )


def _joined(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """The count with the word for buying beside it, or else with its whole clause."""
    before = [m.start() for m in _BUYING.finditer(text, max(0, span[0] - JOINED), span[0])]
    after = [m.end() for m in _BUYING.finditer(text, span[1], min(len(text), span[1] + JOINED))]
    first, last = passage(text, *span)
    if before and before[-1] >= first:
        return trimmed(text, before[-1], span[1])
    if after and after[0] <= last:
        return trimmed(text, span[0], after[0])
    return first, last


def _item(sentence: Sentence, quantity: Quantity) -> str | None:
    """The system counted, or the one named right after ("three batteries of BrahMos missiles")."""
    inside = [m.name.name for m in sentence.systems if quantity.start <= m.start < quantity.end]
    after = [m.name.name for m in sentence.systems if 0 <= m.start - quantity.end <= len(" of a ")]
    return next(iter([*inside, *after]), None)


def _modality(text: str, span: tuple[int, int]) -> str:
    before = text[max(0, span[0] - JOINED) : span[0]]
    if _PLANNED.search(before):
        return "planned"
    return "possible" if _POSSIBLE.search(before) else "asserted"
