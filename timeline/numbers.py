"""Money and quantities in words. No amount is “not published”, never zero."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from deals.vocabulary.terms import Mark

if TYPE_CHECKING:
    from collections.abc import Mapping

NO_AMOUNT = "amount not published"
NO_QUANTITY = "quantity not published"
DECIMALS_MOST = 3
"""“2.512 billion” is read; with more places the number is written out."""
CURRENCIES = {
    "USD": "US dollars", "EUR": "euros", "RUB": "Russian roubles", "TRY": "Turkish liras", "GBP": "pounds sterling",
    "INR": "Indian rupees", "CNY": "yuan", "JPY": "yen", "KRW": "South Korean won", "CHF": "Swiss francs",
    "SEK": "Swedish kronor", "NOK": "Norwegian kroner", "DKK": "Danish kroner", "PLN": "Polish złoty",
    "CZK": "Czech koruna", "HUF": "Hungarian forints", "UAH": "hryvnias", "ILS": "Israeli shekels",
    "SAR": "Saudi riyals", "AED": "UAE dirhams", "EGP": "Egyptian pounds", "AUD": "Australian dollars",
    "CAD": "Canadian dollars", "TWD": "New Taiwan dollars", "BRL": "Brazilian reais", "PKR": "Pakistani rupees",
    "XDR": "special drawing rights",
}  # fmt: skip
_LARGE = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))


def money_in_words(details: Mapping[str, str]) -> str:
    """“about 2.5 billion US dollars”, with the source's own conversion where it gives one."""
    if not details.get("amount"):
        return NO_AMOUNT
    code = details.get("currency", "")
    words = (
        f"{mark_in_words(details.get('amount_mark'))}{_large(Decimal(details['amount']))} {CURRENCIES.get(code, code)}"
    )
    conversion = details.get("own_conversion")
    return f"{words} (converted by the source: {conversion})" if conversion else words


def quantity_in_words(details: Mapping[str, str]) -> str:
    """“at least 4 batteries”, in the unit that the source counts in."""
    if not details.get("quantity"):
        return NO_QUANTITY
    number = plain_number(Decimal(details["quantity"]))
    return f"{mark_in_words(details.get('quantity_mark'))}{number} {details.get('quantity_unit', '')}".strip()


def equal_in_words(details: Mapping[str, str]) -> str:
    """“2 battalions”: the same number in the other unit that the source gives; empty where it gives none."""
    number = details.get("equal_quantity")
    return f"{plain_number(Decimal(number))} {details['equal_unit']}" if number else ""


def mark_in_words(mark: str | None) -> str:
    """“about ”; nothing where the source gives the number as it is."""
    return "" if not mark or mark == Mark.EXACTLY else f"{Mark(mark).label} "


def plain_number(number: Decimal) -> str:
    """Without needless places, thousands apart: 1,250.5"""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _large(amount: Decimal) -> str:
    for size, name in _LARGE:
        short = plain_number(amount / size)
        if amount >= size and len(short.partition(".")[2]) <= DECIMALS_MOST:
            return f"{short} {name}"
    return plain_number(amount)
