"""The table of ways to write an amount, and of numbers that are none."""

from decimal import Decimal

import pytest

from deals.extraction.money import amounts

AMOUNTS = [
    ("worth $4.75 billion", "4750000000", "USD", "exactly"),
    ("about US$12 bn", "12000000000", "USD", "about"),
    ("more than NT$150 billion", "150000000000", "TWD", "at_least"),
    ("freed P2.83 billion for", "2830000000", "PHP", "exactly"),
    ("has had 7 billion korunas from", "7000000000", "CZK", "exactly"),
    ("and 800 billion won is", "800000000000", "KRW", "exactly"),
    ("8.8 trillion won", "8800000000000", "KRW", "exactly"),
    ("valued at USD 4.75 billion.", "4750000000", "USD", "exactly"),
    ("or US$227m, by", "227000000", "USD", "exactly"),
    ("nearly four billion euros", "4000000000", "EUR", "about"),
    ("€1,250,000", "1250000", "EUR", "exactly"),
    ("up to 240 million dollars", "240000000", "USD", "up_to"),
    ("for Rs 59,000 crore", "590000000000", "INR", "exactly"),
    ("PLN 16.6 billion", "16600000000", "PLN", "exactly"),
    ("£350m contract", "350000000", "GBP", "exactly"),
    ("3 million Swiss francs", "3000000", "CHF", "exactly"),
    ("C$19 billion", "19000000000", "CAD", "exactly"),
    ("EUR 3bn", "3000000000", "EUR", "exactly"),
]


@pytest.mark.parametrize(("text", "amount", "currency", "mark"), AMOUNTS)
def test_an_amount_is_read_in_full_units_with_its_currency_and_mark(
    text: str, amount: str, currency: str, mark: str
) -> None:
    (money,) = amounts(text)
    assert (money.amount, money.currency, money.mark) == (Decimal(amount), currency, mark)


@pytest.mark.parametrize(
    "text",
    ["30 million people", "they won 3 games", "a P8 aircraft", "B-52", "in 2017", "Rs", "$", "five planes", "1,2,3"],
)
def test_a_number_without_a_currency_is_no_money(text: str) -> None:
    assert list(amounts(text)) == []


def test_the_sources_own_conversion_is_told_from_its_amount() -> None:
    first, second = amounts("paid NT$150 billion (US$4.87 billion) so far")
    assert (first.is_conversion, second.is_conversion) == (False, True)


def test_two_amounts_in_a_row_are_no_conversion_without_brackets() -> None:
    assert [money.is_conversion for money in amounts("$3 billion, €2 billion")] == [False, False]
