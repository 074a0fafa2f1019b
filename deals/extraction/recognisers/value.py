"""What the deal costs: "worth $2.5 billion", "valued at USD 4.75 billion", "a $300 million contract"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.money import Money
from deals.extraction.topic import DEAL_NOUN, speaks_of_deal

RULE = "value"
_NAMED_BEFORE = re.compile(
    r"\b(?:worth|valued at|value (?:of|at)|estimated at|put at|priced at|price of|price tag of|cost(?:s|ing)?|(?:contract|deal|agreement|"
    r"order|package|sale|purchase|budget|acquisition|programme|program|project)s? (?:of|for|at|totall?ing|totals?)|totall?ing|amounting to|"
    r"included, at|total of|figure of|reports? a budget of)[^$€£\d]{0,34}$",
    re.IGNORECASE,
)
_BOUGHT_FOR = re.compile(r"\b(?:for|at) (?:an? |the )?(?:[a-z]{1,12} ){0,3}$")
_NAMED_AFTER = re.compile(rf"^[ -](?:[\w-]{{1,16}} ){{0,4}}?(?:{DEAL_NOUN}|project|programme|program|budget)\b")
_ELSE = re.compile(
    r"\b(?:paid|pay(?:s|ing)?|payments?|instal?lments?|downpayment|advance|loan|owes?|owed|debt|GDP|outstanding|set aside|penalt(?:y|ies)|fine[sd]?|"
    r"reserves|revenue|profit|turnover|aid package|would cost|infrastructure|defen[cs]e budget|military spending|shares)\b"
)
_UNIT_PRICE = re.compile(r"\b(?:per|each|apiece|a piece|for each|unit (?:price|cost))\b")
_BUYS = re.compile(r"\b(?:buy|bought|purchase[sd]?|acquir\w+|order(?:ed|s)?|procur\w+|sell|sold|sale|signed)\b")
NEAR = 60  # characters beside the amount in which another use of it is told


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """The source's own conversions are passed over, so are amounts paid, owed or lent."""
    if not speaks_of_deal(sentence):
        return
    for money in sentence.amounts:
        if not money.is_conversion and _is_price(sentence, money):
            price = {"amount": money.amount, "currency": money.currency, "mark": money.mark}
            sure = "possible" if _UNIT_PRICE.search(_near(sentence, money)) else "asserted"
            yield draft(sentence, (money.start, money.end), kind="value", rule=RULE, modality=sure, **price)


def _near(sentence: Sentence, money: Money) -> str:
    return sentence.text[money.start : money.end + NEAR]


def _is_price(sentence: Sentence, money: Money) -> bool:
    before = sentence.text[max(0, money.start - NEAR) : money.start]
    after = sentence.text[money.end : money.end + NEAR]
    has_name = bool(_NAMED_BEFORE.search(before) or _NAMED_AFTER.search(after))
    if _ELSE.search(before.split(";")[-1]) or _ELSE.search(after[:30]):
        return has_name and not _ELSE.search(before[-34:]) and not _ELSE.search(after[:16])
    return has_name or bool(_BOUGHT_FOR.search(before) and _BUYS.search(sentence.text))
