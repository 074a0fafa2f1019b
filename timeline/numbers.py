"""Money and quantities in the reader's words. No amount is “not published”, never zero."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from babel.numbers import format_decimal, format_percent, get_currency_name
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deals.vocabulary.money import NOT_MONEY
from deals.vocabulary.terms import Mark
from timeline.languages import language, locale

if TYPE_CHECKING:
    from collections.abc import Mapping

DECIMALS_MOST = 3
"""“2.512 billion” is read; with more places the number is written out."""
NUMBERS_KEPT = 4_096
"""A page of the overview says some two thousand; to write one anew costs as much as ten lookups."""
_LARGE = tuple(Decimal(10) ** power for power in (12, 9, 6))
_VOWELS = frozenset("aeiouyéè")
"""« millions d’euros »: the letters before which French leaves one out."""


def no_amount() -> str:
    return _("amount not published")


def no_quantity() -> str:
    return _("quantity not published")


def money_in_words(details: Mapping[str, str]) -> str:
    """“about 2.5 billion US dollars”, with the source's own conversion where it gives one."""
    if not details.get("amount"):
        return no_amount()
    words = marked(amount_in_words(Decimal(details["amount"]), details.get("currency", "")), details.get("amount_mark"))
    conversion = details.get("own_conversion")
    if not conversion:
        return words
    return _("{amount} (converted by the source: {conversion})").format(amount=words, conversion=conversion)


def amount_in_words(amount: Decimal, code: str) -> str:
    """“2.5 billion US dollars”; `code` is ISO 4217, and stands for itself where it names no currency."""
    spoken = locale(language())
    is_money = code and code not in NOT_MONEY
    name = get_currency_name(code, count=amount.normalize(), locale=spoken) if is_money else code
    number = _large(amount)
    if number is None:
        return _("{number} {currency}").format(number=plain_number(amount), currency=name).strip()
    if name[:1].casefold() in _VOWELS and name != code:
        words = pgettext("millions of a currency that begins with a vowel", "{number} {currency}")
    else:
        words = pgettext("millions of a currency", "{number} {currency}")
    return words.format(number=number, currency=name).strip()


def currency_name(code: str) -> str:
    """“US dollars”."""
    return get_currency_name(code, count=2, locale=locale(language())) if code not in NOT_MONEY else code


def quantity_in_words(details: Mapping[str, str]) -> str:
    """“at least 4 batteries”, in the unit that the source counts in."""
    if not details.get("quantity"):
        return no_quantity()
    number = plain_number(Decimal(details["quantity"]))
    return marked(f"{number} {details.get('quantity_unit', '')}".strip(), details.get("quantity_mark"))


def equal_in_words(details: Mapping[str, str]) -> str:
    """“2 battalions”: the same number in the other unit that the source gives; empty where it gives none."""
    number = details.get("equal_quantity")
    return f"{plain_number(Decimal(number))} {details['equal_unit']}" if number else ""


def marked(words: str, mark: str | None) -> str:
    """“about 4 batteries”; the words alone where the source gives the number as it is."""
    templates = {
        Mark.ABOUT: pgettext("number", "about {number}"),
        Mark.AT_LEAST: pgettext("number", "at least {number}"),
        Mark.UP_TO: pgettext("number", "up to {number}"),
    }
    return templates.get(Mark(mark or Mark.EXACTLY), "{number}").format(number=words)


def plain_number(number: Decimal) -> str:
    """Without needless places, thousands apart: 1,250.5"""
    return _plain(language(), number)


@lru_cache(maxsize=NUMBERS_KEPT)
def _plain(spoken: str, number: Decimal) -> str:
    return str(format_decimal(number.normalize(), locale=locale(spoken), decimal_quantization=False))


def percent_in_words(number: Decimal) -> str:
    """“63.5%” for 63.5."""
    return str(format_percent(number / 100, locale=locale(language()), decimal_quantization=False))


def _large(amount: Decimal) -> str | None:
    """“2.5 billion”; None where the number is small, or has too many places to be read so."""
    spoken = locale(language())
    for size in _LARGE:
        short = amount / size
        if amount >= size and _places(short) <= DECIMALS_MOST:
            forms = spoken.compact_decimal_formats["long"]
            form = forms[spoken.plural_form(short)] if spoken.plural_form(short) in forms else forms["other"]
            return str(form[str(size)].pattern).replace("0", plain_number(short))
    return None


def _places(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return -exponent if isinstance(exponent, int) else 0
