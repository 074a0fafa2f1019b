"""A page of twice as many entries costs twice as much, told in calls: they are the same on a busy machine."""

from __future__ import annotations

import cProfile
import pstats

from tests.timeline.records import many_entries
from timeline.pages import deal_page

LEAST, MOST = 200, 800
GROWTH_MOST = 1.1
"""Of the calls an entry: nothing in a page looks at each pair of its entries."""


def calls_an_entry(number: int) -> float:
    record, profile = many_entries(number), cProfile.Profile()
    with profile:
        deal_page(record)
    return pstats.Stats(profile).total_calls / number  # type: ignore[attr-defined]


def test_an_entry_costs_the_same_on_a_long_page() -> None:
    calls_an_entry(LEAST)  # reads catalogues and fills what is kept once for all pages
    few, many = calls_an_entry(LEAST), calls_an_entry(MOST)
    assert many <= GROWTH_MOST * few, (few, many)
