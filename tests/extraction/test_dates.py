"""The table of ways to write a date. All are read on Wednesday, 10 November 2021."""

from datetime import date

import pytest

from deals.extraction.dates import dates
from deals.vocabulary.dates import PartialDate

READ_ON = date(2021, 11, 10)

EXACT = [
    ("on 12 September 2017", "2017-09-12"),
    ("on September 12, 2017,", "2017-09-12"),
    ("Sept. 12, 2017", "2017-09-12"),
    ("dated 2017-09-12", "2017-09-12"),
    ("on the 3rd of May 2020", "2020-05-03"),
    ("in May 2020", "2020-05"),
    ("in 2017", "2017"),
    ("by 2030", "2030"),
    ("before 2020 is out", "2020"),
    ("in Q4 2027", "2027-36"),
    ("the third quarter of 2026", "2026-35"),
    ("in the first half of 2019", "2019-01/2019-06"),
    ("in spring 2022", "2022-21"),
    ("between 2024 and 2026", "2024/2026"),
    ("from 2018 to 2022", "2018/2022"),
    ("in the 2020s", "202X"),
    ("mid-2019", "2019"),
]
RELATIVE = [
    ("last month", "2021-10"),
    ("in October last year", "2020-10"),
    ("March last year", "2020-03"),
    ("in January this year", "2021-01"),
    ("This June", "2021-06"),
    ("on Wednesday", "2021-11-10"),
    ("on Monday evening", "2021-11-08"),
    ("yesterday", "2021-11-09"),
    ("by the end of next year", "2022"),
    ("by the end of the year", "2021"),
    ("before the year ended", "2021"),
    ("four months ago", "2021-07"),
    ("two years ago", "2019"),
    ("in December", "2020-12"),
    ("on Dec. 31", "2020-12-31"),
    ("on April 10 that", "2021-04-10"),
    ("last week", "2021-11-01/2021-11-07"),
]
NO_DATES = [
    "Ankara may cancel",
    "we may, in time",
    "126 planes",
    "$2017 million",
    "F-2000",
    "Flight 2017A",
    "a march on Rome",
]


@pytest.mark.parametrize(("text", "edtf"), EXACT)
def test_a_date_with_its_year_needs_no_anchor(text: str, edtf: str) -> None:
    (when,) = dates(text, None)
    assert (when.edtf, when.is_relative) == (edtf, False)


@pytest.mark.parametrize(("text", "edtf"), RELATIVE)
def test_a_relative_date_is_reckoned_from_the_day_of_publication(text: str, edtf: str) -> None:
    (when,) = dates(text, READ_ON)
    assert (when.edtf, when.is_relative) == (edtf, True)


@pytest.mark.parametrize("text", [text for text, _ in RELATIVE])
def test_a_relative_date_without_an_anchor_keeps_its_phrase_and_tells_no_day(text: str) -> None:
    (when,) = dates(text, None)
    assert when.edtf is None
    assert when.phrase in text


@pytest.mark.parametrize("text", NO_DATES)
def test_words_that_look_like_dates_are_none(text: str) -> None:
    assert list(dates(text, READ_ON)) == []


@pytest.mark.parametrize(
    ("text", "edtf"), [("in December", "2021-12"), ("on Friday", "2021-11-12"), ("on Jan. 5", "2021-01-05")]
)
def test_what_is_still_to_come_is_reckoned_forwards(text: str, edtf: str) -> None:
    (when,) = dates(text, READ_ON, ahead=True)
    assert when.edtf == (edtf if edtf != "2021-01-05" else "2022-01-05")


@pytest.mark.parametrize("edtf", [edtf for _, edtf in EXACT + RELATIVE])
def test_each_date_is_one_that_the_register_reads(edtf: str) -> None:
    assert PartialDate.parse(edtf).text == edtf


def test_a_day_that_is_not_in_the_calendar_is_told_by_its_month() -> None:
    (when,) = dates("31 February 2017", None)
    assert when.edtf == "2017-02"


@pytest.mark.parametrize("anchor", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_error(anchor: date) -> None:
    for text, _ in RELATIVE:
        list(dates(text, anchor, ahead=True))
        list(dates(text, anchor))
