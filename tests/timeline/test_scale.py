from datetime import date
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from deals.vocabulary.dates import PartialDate
from timeline.labels import text_width
from timeline.plotting import moment
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


def test_months_of_one_year_name_it_once() -> None:
    days = [PartialDate.parse(text) for text in ("2016-05", "2016-09-12")]
    texts = [tick.text for tick in ticks(window_of(days, 150, 1032))]
    assert texts == ["May 2016", "Jun", "Jul", "Aug", "Sep"]


def test_a_decade_alone_has_a_window() -> None:
    assert window_of([PartialDate.parse("201X")], 0, 1000).length > 3600


@given(st.dates(), st.dates(), st.sampled_from([(8.0, 335.0), (150.0, 1032.0)]))
@example(date.min, date.max, (8.0, 335.0))
@example(date.max, date.max, (8.0, 335.0))
@example(date(1900, 1, 1), date(2100, 12, 31), (150.0, 1032.0))
def test_any_two_days_have_a_window_with_ticks_that_do_not_overlap(
    one: date, other: date, span: tuple[float, float]
) -> None:
    days = [PartialDate(day.isoformat(), day, day) for day in (one, other)]
    window = window_of(days, *span)
    found = ticks(window)
    assert all(date.min.toordinal() <= tick.day <= date.max.toordinal() for tick in found)
    ends = [(window.x(tick.day), window.x(tick.day) + 3 + text_width(tick.text, 11.5)) for tick in found]
    assert all(end < after for (_, end), (after, _) in pairwise(ends))
    assert all(moment(place_of(day, window).last) for day in days)


@pytest.mark.parametrize(("years", "step"), [(3, 1), (12, 2), (25, 5), (60, 10), (120, 20), (200, 50)])
def test_a_narrow_window_of_many_years_has_round_ones(years: int, step: int) -> None:
    window = Window(date(1900, 1, 1).toordinal(), date(1900 + years, 1, 1).toordinal(), 8, 335)
    found = [int(tick.text) for tick in ticks(window) if tick.is_year]
    assert {later - year for year, later in pairwise(found)} == {step}
    assert not any(year % step for year in found)


@given(st.integers(700_000, 760_000), st.integers(1, 60_000), st.sampled_from([343.0, 1040.0]))
def test_ticks_are_firsts_of_months_inside_the_window_and_not_too_close(first: int, length: int, width: float) -> None:
    window = Window(first, first + length, 8, width)
    days = [tick.day for tick in ticks(window)]
    assert all(window.first <= day <= window.last and date.fromordinal(int(day)).day == 1 for day in days)
    assert all(window.x(later) - window.x(day) > 35 for day, later in pairwise(days))
