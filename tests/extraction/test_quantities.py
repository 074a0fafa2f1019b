"""The table of counts."""

import pytest

from deals.extraction.quantities import quantities

COUNTS = [
    ("62 self-propelled howitzers", 62, "howitzer"),
    ("three batteries of missiles", 3, "battery"),
    ("buys twelve new fighter jets", 12, "jet"),
    ("24 of them in 2015", 24, None),
    ("its five air defence missile systems", 5, "system"),
    ("1,200 anti-tank missiles", 1200, "missile"),
    ("Two dozen helicopters", 24, "helicopter"),
    ("six patrol boats", 6, "boat"),
]


@pytest.mark.parametrize(("text", "number", "unit"), COUNTS)
def test_a_count_is_read_with_its_unit(text: str, number: int, unit: str | None) -> None:
    (quantity,) = quantities(text)
    assert (quantity.number, quantity.unit) == (number, unit)


@pytest.mark.parametrize(
    "text",
    ["in 2017 fighters", "$62 aircraft", "400 kilometres", "6.5 systems", "15 percent of jets", "10 years of tanks"],
)
def test_years_prices_and_measures_are_no_counts(text: str) -> None:
    assert list(quantities(text)) == []


def test_a_designation_counts_as_a_unit() -> None:
    text = "30 Rafales were bought"
    (quantity,) = quantities(text, frozenset({(3, 9)}))
    assert (quantity.number, text[quantity.start : quantity.end]) == (30, "30 Rafale")
