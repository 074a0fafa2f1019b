import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals.vocabulary.terms import Mark
from timeline.numbers import money_in_words, no_amount, no_quantity, quantity_in_words


@pytest.mark.parametrize(
    ("amount", "currency", "mark", "words"),
    [
        ("2500000000.00", "USD", "about", "about 2.5 billion US dollars"),
        ("410000000", "EUR", "exactly", "410 million euros"),
        ("60000", "RUB", "up_to", "up to 60,000 Russian roubles"),
        ("2512345678", "USD", "exactly", "2,512,345,678 US dollars"),
        ("0.01", "XTS", "at_least", "at least 0.01 XTS"),
    ],
)
def test_money_is_written_with_its_mark_and_currency(amount: str, currency: str, mark: str, words: str) -> None:
    assert money_in_words({"amount": amount, "currency": currency, "amount_mark": mark}) == words


def test_the_sources_own_conversion_stands_beside_its_amount() -> None:
    told = {"amount": "2000000", "currency": "TRY", "amount_mark": "exactly", "own_conversion": "$70,000"}
    assert money_in_words(told) == "2 million Turkish lira (converted by the source: $70,000)"


def test_no_amount_is_said_to_be_not_published_and_never_zero() -> None:
    assert money_in_words({"payment_state": "paid"}) == no_amount()
    assert quantity_in_words({}) == no_quantity()


def test_a_quantity_keeps_the_unit_of_its_source() -> None:
    told = {"quantity": "4.00", "quantity_unit": "batteries", "quantity_mark": "at_least"}
    assert quantity_in_words(told) == "at least 4 batteries"


_SIZES = {"trillion": Decimal(10) ** 12, "billion": Decimal(10) ** 9, "million": Decimal(10) ** 6}


@given(st.decimals(min_value="0.01", max_value=Decimal(10) ** 18, places=2))
def test_any_amount_in_words_is_that_amount_to_the_last_digit(amount: Decimal) -> None:
    words = money_in_words({"amount": str(amount), "currency": "USD", "amount_mark": "exactly"})
    number, *size = re.sub(r" US dollars?$", "", words).split()
    told = Decimal(number.replace(",", "")) * (_SIZES[size[0]] if size else 1)
    assert told == amount


@given(st.decimals(min_value="0.01", max_value=Decimal(10) ** 9, places=2), st.sampled_from(Mark))
def test_any_quantity_keeps_its_number_its_mark_and_its_unit(number: Decimal, mark: Mark) -> None:
    words = quantity_in_words({"quantity": str(number), "quantity_unit": "batteries", "quantity_mark": mark})
    assert Decimal(words.split()[-2].replace(",", "")) == number
    assert words.endswith(" batteries")
    assert words.startswith(mark.label) is (mark is not Mark.EXACTLY)
