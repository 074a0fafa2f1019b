"""How many of what is bought: "36 Rafale fighters", "three batteries of BrahMos missiles", "24 of them in 2015"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.passages import passage
from deals.extraction.quantities import Quantity
from deals.extraction.topic import BUYS, DEAL_NOUN

RULE = "order"
REACH = 110  # characters between the number and a word for buying
FEWEST = 2  # "one of the most complex systems" counts nothing
_BOUGHT = re.compile(
    rf"\b(?:{BUYS}|{DEAL_NOUN}|on order|sold|sell|bargaining|order(?:ed)?|its five|agreed to supply|will give|cover|covers|comprise[sd]?)\b"
)
_PARTS = re.compile(
    r"\b(?:brings? together|consists? of|comprised of|each|carries|carry|armed with|equipped with|capable of|up to \d+ targets|"
    r"can (?:reach|engage|deal|fire|hit|track)|crew|flew|flown|took part|exercise|drill|shot down|destroyed|lost|in service|"
    r"currently operates?|operates|fleet of)\b"
)
_COUNTED_ELSEWHERE = re.compile(
    r"\b(?:deliver(?:ed|y|ies)?|handed over|hand over|put together|assembled|arrived?|flight testing)\b"
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """Counts beside a word for buying; parts of a system ("eight launchers") and deliveries are no orders."""
    if _PARTS.search(sentence.text):
        return
    for quantity in sentence.quantities:
        if quantity.number >= FEWEST and _is_bought(sentence, quantity):
            yield _order(sentence, quantity)


def _is_bought(sentence: Sentence, quantity: Quantity) -> bool:
    has_name = quantity.is_of_them or any(quantity.start <= m.start < quantity.end for m in sentence.systems)
    near = sentence.text[max(0, quantity.start - REACH) : quantity.end + REACH]
    words = sentence.text[slice(*passage(sentence.text, quantity.start, quantity.end))]
    if _COUNTED_ELSEWHERE.search(words) and not re.search(r"\b(?:bought|ordered|purchased)\b", words):
        return False
    bought = bool(_BOUGHT.search(near))
    return bought and (
        has_name or bool(sentence.systems) or quantity.unit not in {"missile", "round", "engine", "set", "unit"}
    )


def _order(sentence: Sentence, quantity: Quantity) -> Candidate:
    span = (quantity.start, quantity.end)
    named = [m.name.name for m in sentence.systems if quantity.start <= m.start < quantity.end]
    after = [m.name.name for m in sentence.systems if 0 <= m.start - quantity.end <= 6]  # noqa: PLR2004 - "batteries of BrahMos"
    item = (named or after or [None])[0]
    return draft(
        sentence, span, kind="order", rule=RULE, quantity=quantity.number, unit=quantity.unit, item=item,
        modality=_modality(sentence, span),
    )  # fmt: skip


def _modality(sentence: Sentence, span: tuple[int, int]) -> str:
    before = sentence.text[max(0, span[0] - REACH) : span[0]]
    if re.search(
        r"\b(?:plan(?:s|ned)? to|intends? to|wants? to|is to|are to|will|to (?:buy|order|acquire|purchase))\b", before
    ):
        return "planned"
    return "possible" if re.search(r"\b(?:may|might|could|consider(?:s|ing)|option|up to)\b", before) else "asserted"
