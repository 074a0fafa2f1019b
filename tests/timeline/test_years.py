"""Columns of phases by year: how high they are, on what they stand, which days they have."""

from __future__ import annotations

from datetime import date

from deals.vocabulary.stages import Phase
from timeline.years import LEAST, TALLEST, YearColumn, blocks, window_of_years


def column(year: int, **phases: int) -> YearColumn:
    told = {Phase(phase): number for phase, number in phases.items()}
    return YearColumn(year=year, phases=told, words=f"in {year} & then", address=f"/?year={year}&by=x")


def test_the_fullest_year_is_the_tallest_and_phases_stand_upon_each_other() -> None:
    early, low, high = blocks([column(2016, exploring=2), column(2017, exploring=2, agreeing=6)])
    assert (early.foot, low.foot, high.foot) == (0, 0, low.tall)
    assert (early.tall, low.tall + high.tall) == (low.tall, TALLEST)
    assert [block.phase for block in (early, low, high)] == [Phase.EXPLORING, Phase.EXPLORING, Phase.AGREEING]


def test_one_deal_among_many_can_be_seen() -> None:
    _many, one = blocks([column(2017, exploring=90_000, completed=1)])
    assert one.tall == LEAST


def test_a_window_has_whole_years_and_one_where_there_are_none() -> None:
    window = window_of_years([2016, 2017], 10.0, 20.0)
    assert (window.x(date(2016, 1, 1).toordinal()), window.x(date(2018, 1, 1).toordinal())) == (10, 20)
    assert column(2016).days == (window.first, window.first + 366)
    assert window_of_years([], 0.0, 1.0).length == 366
    assert list(blocks([])) == []


def test_the_last_year_of_all_has_an_end() -> None:
    assert column(9999).days[1] == date.max.toordinal() + 1
