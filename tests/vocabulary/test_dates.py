"""Partial dates against the edtf package, and where ours differ on purpose."""

from __future__ import annotations

import calendar
import warnings
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deals.vocabulary.dates import NotADateError, PartialDate

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import edtf

if TYPE_CHECKING:
    from time import struct_time

YEARS = st.integers(1000, 2999)
MARKS = st.sampled_from(["", "~", "?", "%"])


@st.composite
def years(draw: st.DrawFn) -> str:
    return f"{draw(YEARS):04}"


@st.composite
def months(draw: st.DrawFn) -> str:
    return f"{draw(YEARS):04}-{draw(st.integers(1, 12)):02}"


@st.composite
def days(draw: st.DrawFn) -> str:
    return str(draw(st.dates(date(1000, 1, 1), date(2999, 12, 31))))


decades = st.integers(100, 299).map(lambda number: f"{number}X")
plain = st.one_of(years(), months(), days())


def of_oracle(day: struct_time | None) -> date | None:
    return date(day.tm_year, day.tm_mon, day.tm_mday) if day else None


def span_of_oracle(text: str) -> tuple[date | None, date | None]:
    """The first and last day by the package, strictly: an approximate date is not widened."""
    read = edtf.parse_edtf(text)
    return of_oracle(read.lower_strict()), of_oracle(read.upper_strict())


@settings(deadline=None, max_examples=80)
@given(st.one_of(plain, decades))
def test_years_months_days_and_decades_mean_the_days_that_the_standard_says(text: str) -> None:
    found = PartialDate.parse(text)
    assert (found.first, found.last) == span_of_oracle(text)
    assert found.text == str(found) == text


@settings(deadline=None, max_examples=60)
@given(plain, MARKS)
def test_a_mark_of_doubt_does_not_move_the_days(text: str, mark: str) -> None:
    found = PartialDate.parse(text + mark)
    assert (found.first, found.last) == span_of_oracle(text)
    assert found.is_uncertain == bool(mark)
    assert edtf.parse_edtf(text + mark) is not None
    assert found.is_exact == (not mark and found.first == found.last)


@settings(deadline=None, max_examples=60)
@given(plain, plain)
def test_an_interval_goes_from_the_first_day_of_its_start_to_the_last_of_its_end(one: str, other: str) -> None:
    (first, _), (_, last) = span_of_oracle(one), span_of_oracle(other)
    assert first is not None
    assert last is not None
    if first > last:
        with pytest.raises(NotADateError, match="ends before it begins"):
            PartialDate.parse(f"{one}/{other}")
    else:
        found = PartialDate.parse(f"{one}/{other}")
        assert (found.first, found.last) == (first, last) == span_of_oracle(f"{one}/{other}")


@settings(deadline=None, max_examples=40)
@given(plain)
def test_an_open_interval_has_one_end_only(text: str) -> None:
    since, until = PartialDate.parse(f"{text}/.."), PartialDate.parse(f"../{text}")
    assert (since.first, since.last) == (span_of_oracle(text)[0], None)
    # the package fails on ../2030 (5.0.2), so the closed form is the oracle here
    assert (until.first, until.last) == (None, span_of_oracle(text)[1])


# Ours differ on purpose: the package widens seasons by hemisphere and reads no quarters as three months;
# a season of ours is the quarter that most of it falls in.
@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-21", "2017-04-01", "2017-06-30"),
        ("2017-22", "2017-07-01", "2017-09-30"),
        ("2017-23", "2017-10-01", "2017-12-31"),
        ("2017-24", "2017-01-01", "2017-03-31"),
        ("2017-33", "2017-01-01", "2017-03-31"),
        ("2020-34", "2020-04-01", "2020-06-30"),
        ("2017-35", "2017-07-01", "2017-09-30"),
        ("2017-36", "2017-10-01", "2017-12-31"),
        ("2017-33/2017-34", "2017-01-01", "2017-06-30"),
    ],
)
def test_seasons_and_quarters_are_three_months(text: str, first: str, last: str) -> None:
    found = PartialDate.parse(text)
    assert (str(found.first), str(found.last)) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "17", "2017-13", "2017-00", "2017-02-29", "2017-9", "2017-09-12T10:00", "20XX", "201X-09", "-2017", "Y20170",
     "../..", "/2017", "2017/", "2018/2017", "2017-09-12/2017-09-11", "2017/2018/2019", "last month", "2017-21-05",
     "0000", "000X", "２０１７", "2017-०९", "2017~~", "~2017", "2017-37"],
)  # fmt: skip
def test_what_is_no_date_of_ours_is_refused(text: str) -> None:
    with pytest.raises(NotADateError):
        PartialDate.parse(text)


def test_leap_days_are_days_of_leap_years_only() -> None:
    assert PartialDate.parse("2020-02-29").is_exact
    assert str(PartialDate.parse("2020-02").last) == "2020-02-29"


@settings(deadline=None)
@given(plain, plain)
def test_dates_meet_where_their_days_overlap_and_whichever_is_asked(one: str, other: str) -> None:
    left, right = PartialDate.parse(one), PartialDate.parse(other)
    assert left.first is not None
    assert left.last is not None
    assert right.first is not None
    assert right.last is not None
    assert left.meets(right) == right.meets(left) == (max(left.first, right.first) <= min(left.last, right.last))
    assert left.meets(left)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [("../2017", "2017-12-31", True), ("../2017", "2018", False), ("2018/..", "../2017", False),
     ("2017/..", "../2017", True), ("../2017", "../1999", True)],
)  # fmt: skip
def test_an_open_end_reaches_for_ever(one: str, other: str, *, meet: bool) -> None:
    assert PartialDate.parse(one).meets(PartialDate.parse(other)) is meet


def test_an_uncertain_interval_of_one_day_is_not_exact() -> None:
    assert not PartialDate.parse("2017-09-12~/2017-09-12").is_exact
    assert PartialDate.parse("2017-09-12/2017-09-12").is_exact


def test_every_month_ends_on_its_last_day() -> None:
    ends = [PartialDate.parse(f"2019-{month:02}").last for month in range(1, 13)]
    assert [day.day for day in ends if day] == [calendar.monthrange(2019, month)[1] for month in range(1, 13)]
