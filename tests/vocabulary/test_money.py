from __future__ import annotations

import pytest

from deals.vocabulary.money import is_currency


@pytest.mark.parametrize("code", ["USD", "EUR", "TRY", "RUB", "INR", "XAU", "DEM", "SUR"])
def test_a_code_of_today_or_of_its_day_is_a_currency(code: str) -> None:
    assert is_currency(code)


@pytest.mark.parametrize("code", ["ZZZ", "XXX", "XTS", "usd", "US", "", "DOLLAR", "ÜSD"])
def test_what_iso_4217_does_not_know_is_no_currency(code: str) -> None:
    assert not is_currency(code)
