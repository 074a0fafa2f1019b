"""Amounts of money as articles write them: "$4.75 billion", "NT$150 billion", "7 billion korunas", "US$227m".

Libraries read the scale or the currency wrongly (price-parser makes 4.75 of "$4.75 billion"), hence an own grammar.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_SCALES = {
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mn": 10**6, "mln": 10**6, "m": 10**6, "lakh": 10**5,
    "billion": 10**9, "bn": 10**9, "bln": 10**9, "b": 10**9, "crore": 10**7, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_SIGNS = {
    "US$": "USD", "U.S.$": "USD", "NT$": "TWD", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "S$": "SGD",
    "NZ$": "NZD", "HK$": "HKD", "R$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "¥": "JPY", "₩": "KRW",
    "₺": "TRY", "₽": "RUB", "₱": "PHP", "₴": "UAH", "zł": "PLN", "P": "PHP", "Rs": "INR", "Rs.": "INR", "RM": "MYR",
    "Rp": "IDR", "CHF": "CHF",
}  # fmt: skip
_CODES = [
    "USD",
    "EUR",
    "GBP",
    "TWD",
    "PHP",
    "INR",
    "JPY",
    "KRW",
    "TRY",
    "RUB",
    "PLN",
    "CZK",
    "HUF",
    "RON",
    "BGN",
    "SEK",
    "NOK",
    "DKK",
    "CHF",
    "AUD",
    "CAD",
    "NZD",
    "SGD",
    "MYR",
    "IDR",
    "THB",
    "VND",
    "PKR",
    "BDT",
    "LKR",
    "EGP",
    "SAR",
    "AED",
    "QAR",
    "KWD",
    "OMR",
    "BHD",
    "IQD",
    "JOD",
    "ILS",
    "BRL",
    "ARS",
    "CLP",
    "COP",
    "PEN",
    "MXN",
    "UAH",
    "KZT",
    "AZN",
    "GEL",
    "MAD",
    "DZD",
    "NGN",
    "ZAR",
    "CNY",
]
_WORDS = {
    "US dollar": "USD", "U.S. dollar": "USD", "American dollar": "USD", "Taiwan dollar": "TWD",
    "New Taiwan dollar": "TWD", "Australian dollar": "AUD", "Canadian dollar": "CAD", "Singapore dollar": "SGD",
    "dollar": "USD", "euro": "EUR", "pound": "GBP", "won": "KRW", "yen": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "koruna": "CZK", "Czech crown": "CZK", "crown": "CZK", "Swedish crown": "SEK", "Swedish krona": "SEK",
    "Norwegian crown": "NOK", "Danish crown": "DKK", "krona": "SEK", "kronor": "SEK", "krone": "NOK", "kroner": "DKK",
    "rouble": "RUB", "ruble": "RUB", "rupee": "INR", "Pakistani rupee": "PKR", "peso": "PHP", "lira": "TRY",
    "zloty": "PLN", "złoty": "PLN", "forint": "HUF", "leu": "RON", "lei": "RON", "lev": "BGN", "leva": "BGN",
    "baht": "THB", "ringgit": "MYR", "rupiah": "IDR", "riyal": "SAR", "dirham": "AED", "shekel": "ILS",
    "hryvnia": "UAH", "Swiss franc": "CHF", "real": "BRL", "reais": "BRL",
}  # fmt: skip
_MARKS = (
    ("at_least", re.compile(r"(?:more than|over|at least|exceeding|no less than)(?: an?)? $", re.IGNORECASE)),
    ("up_to", re.compile(r"(?:up to|at most|no more than|as much as|maximum of)(?: an?)? $", re.IGNORECASE)),
    ("about", re.compile(
        r"(?:about|around|roughly|nearly|almost|approximately|some|estimated|close to|circa|under|less than)"
        r"(?: an?)? $", re.IGNORECASE)),
)  # fmt: skip
_NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"], start=1
    )
}

_NUMBER = r"(?P<number{n}>\d{{1,3}}(?:,\d{{3}}){{1,5}}(?:\.\d{{1,3}})?|\d{{1,15}}(?:\.\d{{1,3}})?{words})"
_SPELT = "|" + "|".join(_NUMBER_WORDS) + "|half a|a"


def _either(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_SCALE_LONG = "thousand|million|billion|trillion|crore|lakh"
_SCALE = f"(?:[ -]?(?P<scale{{n}}>{_SCALE_LONG}|mln|mn|bln|bn|tn|m|b|k)\\b)?"
_BEFORE = (
    rf"(?<![A-Za-z\d])(?P<sign>{_either([*_SIGNS, *_CODES])}) ?"
    + _NUMBER.format(n=1, words="")
    + _SCALE.format(n=1)
    + r"(?![\d.,]*\d)"
)
_AFTER = (
    r"(?<![\w.,])"
    + _NUMBER.format(n=2, words=_SPELT)
    + f"(?:[ -](?P<scale2>{_SCALE_LONG}|mln|mn|bln|bn|tn))?"
    + rf"(?: ?(?P<sign2>[€£])|[ -](?P<word>{_either(list(_WORDS))}|{_either(_CODES)})(?:s|es)?\b)"
)
_MONEY = re.compile(f"{_BEFORE}|{_AFTER}")
CONVERSION_REACH = 12  # characters between an amount and the source's own conversion of it
_CONVERSION = re.compile(r"\s?\((?:about |around |roughly |some |or )?$")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in full units at text[start:end]. `is_conversion`: the source's own, in brackets after another."""

    start: int
    end: int
    amount: Decimal
    currency: str
    mark: str
    is_conversion: bool


def amounts(text: str) -> Iterator[Money]:
    """All amounts that name a currency, in order. "30 million" alone is no money."""
    last_end = -10
    for match in _MONEY.finditer(text):
        if _is_price(match):
            between = (
                text[last_end : match.start()]
                if last_end >= 0 and match.start() - last_end < CONVERSION_REACH
                else None
            )
            is_conversion = between is not None and bool(_CONVERSION.fullmatch(between))
            yield Money(match.start(), match.end(), _amount(match), _currency(match), _mark(text, match), is_conversion)
            last_end = match.end()


def _is_price(match: re.Match[str]) -> bool:
    """“P8” and “Rs” are money only before an amount with a scale or a fraction; “a won” is none."""
    if match["sign"] in {"P", "RM", "Rp"}:
        return match["scale1"] is not None or "," in (match["number1"] or "")
    if match["number2"] in {"a", "half a"} or match["word"] in {"real", "won", "pound", "leu", "lev", "crown"}:
        return match["scale2"] is not None
    return True


def _amount(match: re.Match[str]) -> Decimal:
    number = match["number1"] or match["number2"]
    scale = match["scale1"] or match["scale2"]
    if number in _NUMBER_WORDS:
        value = Decimal(_NUMBER_WORDS[number])
    elif number in {"a", "half a"}:
        value = Decimal(1) if number == "a" else Decimal("0.5")
    else:
        value = Decimal(number.replace(",", ""))
    return value * _SCALES[scale] if scale else value


def _currency(match: re.Match[str]) -> str:
    name = match["sign"] or match["sign2"] or match["word"]
    return _SIGNS.get(name) or _WORDS.get(name) or name


def _mark(text: str, match: re.Match[str]) -> str:
    before = text[max(0, match.start() - 24) : match.start()]
    return next((mark for mark, pattern in _MARKS if pattern.search(before)), "exactly")
