import re

import pytest
from hypothesis import given

from deals.vocabulary.dates import PartialDate
from tests.vocabulary.strategies import any_date
from timeline.dates import in_words, machine_date, on_or_in, short_words, since

WORDS = {
    "2017-09-12": "12 September 2017",
    "2017-09": "September 2017",
    "2017": "2017",
    "201X": "the 2010s",
    "2017-09~": "about September 2017",
    "2017?": "2017 (uncertain)",
    "2017-09-12%": "about 12 September 2017 (uncertain)",
    "2020-33": "the first quarter of 2020",
    "2020-23": "autumn 2020",
    "../2018": "by the end of 2018",
    "../2018-03": "by the end of March 2018",
    "../2018-03-11": "by 11 March 2018",
    "2017/..": "from 2017 on",
    "2020-05/2020-06": "between May and June 2020",
    "2017-09-01/2017-09-12": "between 1 and 12 September 2017",
    "2017-09-01~/2017-09": "between about 1 September and September 2017",
    "2020-33/2020-34": "between the first and the second quarter of 2020",
    "2020-21/2020-23": "between spring and autumn 2020",
    "199X/201X": "between the 1990s and the 2010s",
    "2017-09-12/2017-09-12": "12 September 2017",
    "../2018~": "by about the end of 2018",
    "../2018-03-11~": "by about 11 March 2018",
    "../2020-33": "by the end of the first quarter of 2020",
    "../199X": "by the end of the 1990s",
    "2020-24/..": "from winter 2020 on",
    "2019-07-17/2020-12-14": "between 17 July 2019 and 14 December 2020",
}


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_a_date_in_words_is_as_exact_as_its_source(text: str, words: str) -> None:
    assert in_words(PartialDate.parse(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2017-09-12", "on 12 September 2017"),
        ("2017-09", "in September 2017"),
        ("2017-09~", "about September 2017"),
        ("../2018", "by the end of 2018"),
        ("2017-09-12/2017-09-12", "on 12 September 2017"),
        ("2020-36", "in the fourth quarter of 2020"),
        ("201X", "in the 2010s"),
    ],
)
def test_a_date_in_a_sentence_has_its_preposition(text: str, words: str) -> None:
    assert on_or_in(PartialDate.parse(text)) == words


def test_short_words_shorten_months_and_leave_may() -> None:
    assert short_words(PartialDate.parse("2020-05/2020-09-12")) == "between May and 12 Sep 2020"


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        ("2017-09-12", "2017-09-12"),
        ("2017-09", "2017-09"),
        ("2017", "2017"),
        ("2017-33", ""),
        ("2017~", ""),
        ("../2018", ""),
    ],
)
def test_only_dates_that_html_knows_are_given_to_machines(text: str, machine: str) -> None:
    assert machine_date(PartialDate.parse(text)) == machine


@given(any_date)
def test_any_date_has_words_for_people_and_none_of_its_signs(text: str) -> None:
    day = PartialDate.parse(text)
    for words in (in_words(day), on_or_in(day), since(day), short_words(day)):
        assert not re.search(r"[~?%/X]|\.\.|\d-\d|  ", words)
        assert text[:3] in words or text.startswith("..")
    assert machine_date(day) in {"", text}
