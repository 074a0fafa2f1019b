"""Columns of phases by year: how high they are, where they lead, which years are drawn."""

from __future__ import annotations

import re

from deals.vocabulary.stages import Phase
from timeline.years import HEIGHT, LEAST, TALLEST, YearColumn, strip, window_of_years


def column(year: int, **phases: int) -> YearColumn:
    told = {Phase(phase): number for phase, number in phases.items()}
    return YearColumn(year=year, phases=told, words=f"in {year} & then", address=f"/?year={year}&by=x")


def tops(svg: str) -> dict[str, list[tuple[float, float, float]]]:
    """By phase: where each column begins, its foot and its height."""
    paths = re.findall(r'class="phase phase-(\w+)" d="([^"]+)"', svg)
    return {
        phase: [tuple(map(float, found)) for found in re.findall(r"M([\d.]+) ([\d.]+)v-([\d.]+)", path)]
        for phase, path in paths
    }  # type: ignore[misc]


def test_the_fullest_year_is_the_tallest_and_phases_stand_upon_each_other() -> None:
    drawn = tops(
        strip([column(2016, exploring=2), column(2017, exploring=2, agreeing=6)], window_of_years([2016, 2017]))
    )
    (_, foot, early), (x, _, low) = drawn["exploring"]
    ((_, upon, high),) = drawn["agreeing"]
    assert (early, foot) == (low, HEIGHT)
    assert abs(low + high - TALLEST) < 0.2
    assert (abs(upon - (foot - low)) < 0.1, 1 < x < 1.2) == (True, True)


def test_one_deal_among_many_can_be_seen() -> None:
    drawn = tops(strip([column(2017, exploring=90_000, completed=1)], window_of_years([2017])))
    assert drawn["completed"][0][2] == LEAST


def test_each_year_leads_to_its_deals_and_says_what_it_shows() -> None:
    svg = strip([column(2017, exploring=1)], window_of_years([2017]))
    assert '<a href="/?year=2017&amp;by=x" tabindex="-1"><title>in 2017 &amp; then</title>' in svg


def test_years_outside_are_not_drawn_and_do_not_set_the_scale() -> None:
    svg = strip([column(1950, exploring=900), column(2017, exploring=1)], window_of_years([2016, 2017]))
    ((_, _, tall),) = tops(svg)["exploring"]
    assert (tall, "1950" in svg) == (TALLEST, False)


def test_without_years_there_is_an_empty_strip() -> None:
    assert "<path" not in strip([], window_of_years([]))
