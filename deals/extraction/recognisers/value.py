"""What the deal costs: "worth $2.5 billion", "valued at USD 4.75 billion", "a $300 million contract"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.money import Money
from deals.extraction.passages import passage, trimmed
from deals.extraction.patterns import any_of, either
from deals.extraction.topic import DEAL_NOUN, speaks_of_deal

RULE = "value"
NEAR = 60  # characters beside the amount in which its use is told
LONGEST_QUOTE = 110  # characters; a clause above that is cut to the words that name the price
_PROJECT = either(DEAL_NOUN, "project", "programme", "program", "budget")
_NAMED_BEFORE = re.compile(
    rf"\b(?P<name>(?:worth|valued at|value (?:of|at)|estimated at|put at|priced at|price of|cost(?:s|ing)?|total of|"
    rf"(?:an? |the )?(?:\w{{1,12}} )?{_PROJECT} (?:(?:is |was )?worth|of|for|at|totall?ing)|totall?ing|"
    rf"amounting to|included, at|figure of|"
    rf"value of the contract at)[^$€£\d]{{0,34}})$",
    re.IGNORECASE,
)
_NAMED_AFTER = re.compile(rf"^(?: \([^)]{{1,40}}\))?[ -](?:[\w-]{{1,16}} ){{0,4}}?{_PROJECT}\b")
_BOUGHT_FOR = re.compile(r"\b(?:for|at) (?:an? |the )?(?:[a-z]{1,12} ){0,3}$")
_BUYS = any_of(r"buys?|buying|bought|purchase[sd]?|acquir\w+|order(?:ed|s)?|procur\w+|sell|sold|sale|signed|package")
_ELSE = any_of(
    "paid|pay(?:s|ing)?|payments?|instal?lments?|downpayment|advance|loan|owes?|owed|debt|GDP|outstanding|set aside",
    "penalt(?:y|ies)|fine[sd]?|reserves|revenue|profit|turnover|aid package|would cost|infrastructure|"
    "defen[cs]e budget",
    "military spending|shares",
)
_EACH = any_of("per|each|apiece|a piece|unit (?:price|cost)")
_CONVERSION = re.compile(r" \([^)]{1,40}\)")


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """The source's own conversions are passed over, so are amounts paid, owed or lent."""
    if not speaks_of_deal(sentence):
        return
    for money in sentence.amounts:
        if not money.is_conversion and _is_price(sentence.text, money):
            yield _value(sentence, money)


def _is_price(text: str, money: Money) -> bool:
    before, after = _beside(text, money)
    has_name = bool(_NAMED_BEFORE.search(before) or _NAMED_AFTER.search(after))
    if _ELSE.search(before[-30:]) or _ELSE.search(after[:16]):
        return False
    if _ELSE.search(before) or _ELSE.search(after[:30]):
        return has_name
    return has_name or bool(_BOUGHT_FOR.search(before) and _BUYS.search(text)) or bool(_EACH.search(after))


def _value(sentence: Sentence, money: Money) -> Candidate:
    text = sentence.text
    return draft(
        sentence,
        (money.start, money.end),
        kind="value",
        rule=RULE,
        bounds=_bounds(text, money),
        modality="possible" if _EACH.search(_beside(text, money)[1]) else "asserted",
        item=next((mention.name.name for mention in sentence.systems), None),
        amount=money.amount,
        currency=money.currency,
        mark=money.mark,
    )


def _beside(text: str, money: Money) -> tuple[str, str]:
    return text[max(0, money.start - NEAR) : money.start], text[money.end : money.end + NEAR]


def _bounds(text: str, money: Money) -> tuple[int, int]:
    first, last = passage(text, money.start, money.end)
    named = _NAMED_BEFORE.search(text[max(0, money.start - NEAR) : money.start])
    if last - first <= LONGEST_QUOTE or not named:
        return first, last
    conversion = _CONVERSION.match(text, money.end)
    start = max(0, money.start - NEAR) + named.start("name")
    return trimmed(text, start, conversion.end() if conversion else money.end)
