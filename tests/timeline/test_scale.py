from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals.vocabulary.dates import PartialDate
from timeline.scale import Window, place_of, ticks, window_of

DAYS = [PartialDate.parse(text) for text in ("2016-11", "2017-09-12", "../2017-10-09", "2019/..", "2020-33")]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_date_stands_inside_the_window(day: PartialDate) -> None:
    window = window_of(DAYS, 150, 1032)
    place = place_of(day, window)
    assert window.first <= place.first <= place.at <= place.last <= window.last


def test_an_exact_day_is_a_point_and_a_month_a_span() -> None:
    window = window_of(DAYS, 0, 1000)
    assert place_of(DAYS[1], window).is_exact
    assert place_of(DAYS[0], window).last - place_of(DAYS[0], window).first == 30


def test_an_open_interval_is_open_where_the_source_leaves_it() -> None:
    window = window_of(DAYS, 0, 1000)
    assert place_of(DAYS[2], window).is_open_left
    assert place_of(DAYS[3], window).is_open_right


def test_a_decade_does_not_widen_the_window() -> None:
    with_decade = window_of([*DAYS, PartialDate.parse("201X")], 0, 1000)
    assert with_decade == window_of(DAYS, 0, 1000)


def test_a_decade_alone_has_a_window() -> None:
    assert window_of([PartialDate.parse("201X")], 0, 1000).length > 3600


@given(st.integers(700_000, 760_000), st.integers(1, 60_000), st.sampled_from([343.0, 1040.0]))
def test_ticks_are_firsts_of_months_inside_the_window_and_not_too_close(first: int, length: int, width: float) -> None:
    window = Window(first, first + length, 8, width)
    days = [tick.day for tick in ticks(window)]
    assert all(window.first <= day <= window.last and date.fromordinal(int(day)).day == 1 for day in days)
    assert all(window.x(later) - window.x(day) > 35 for day, later in pairwise(days))
