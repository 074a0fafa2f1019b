import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals.vocabulary.text import TextTooLongError, find_passage, normalised

AWKWARD = (
    "a\u0301\u0316\u0344\ufb2c\u09c7\u09be\u1100\u1161\u11a8 \t\u00a0\u2003\n\r\x85\u2028\x00\u00ad\u200b\u202e\u212b"
)
texts = st.one_of(st.text(), st.text(alphabet=AWKWARD))


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("S-400\u00a0 \t systems", "S-400 systems"),
        ("  edges \n", "edges"),
        ("one\r\n\r\n\r\ntwo", "one\ntwo"),
        ("one \n \u00a0\n two", "one\ntwo"),
        ("one\u2028two\u2029three\x85four\x0bfive\x0csix\rseven", "one\ntwo\nthree\nfour\nfive\nsix\nseven"),
        ("co\u00adpro\u200bduc\u2060tion\ufeff", "coproduction"),
        ("left\u202eright\u202c \u2066isolated\u2069 \u200fmark\u061c", "leftright isolated mark"),
        ("a\x00b\x07c\x7fd\x9fe", "abcde"),
        ("Cavus\u0327og\u0306lu", "Cavu\u015fo\u011flu"),
        ("\u212b", "\u00c5"),
        ("thin\u2009space\u202fnarrow\u3000wide", "thin space narrow wide"),
        ("hidden\U000e0041\U000e007f words", "hidden words"),
        ("half \ud83d character", "half character"),
        ("\u201cquoted\u201d \u2014 it\u2019s", "\u201cquoted\u201d \u2014 it\u2019s"),
        ("", ""),
    ],
)
def test_normalising_gives_the_one_form(raw: str, wanted: str) -> None:
    assert normalised(raw) == wanted


@given(texts)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once


@given(texts)
def test_a_normalised_text_is_nfc_and_has_single_blanks(text: str) -> None:
    once = normalised(text)
    assert unicodedata.is_normalized("NFC", once)
    assert not any(pair in once for pair in ("  ", "\n\n", " \n", "\n "))
    assert once == once.strip()


def test_a_text_over_the_limit_is_refused_and_not_cut() -> None:
    with pytest.raises(TextTooLongError, match=r"has 11 characters and may have 10: split it"):
        normalised("a" * 11, limit=10)


def test_a_text_at_the_limit_is_kept() -> None:
    assert normalised(" " * 50 + "a" * 10, limit=10) == "a" * 10


@pytest.mark.parametrize(
    "unit",
    ["\u0301\u0316", " ", "\n", " \n", " x", "\u00ad", "\r", "a\u0301", "\ufb2c\u0301", "\u1100", "\u09c7\u09be"],
)
def test_normalising_a_long_hostile_text_takes_linear_time(unit: str) -> None:
    started = time.monotonic()
    normalised("a" + unit * 300_000, limit=10_000_000)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("accent", ["\u0301", "\u0344"])
def test_a_letter_keeps_no_more_accents_than_the_standard_allows(accent: str) -> None:
    assert len(normalised("x" + accent * 100)) == 31


def test_a_passage_is_found_across_a_line_break() -> None:
    text = normalised("They agreed\nin principle.\nTalks go on.")
    assert find_passage(text, "agreed in  principle") == (5, 24)
    assert find_passage(text, "principle. Talks") == (15, 31)


def test_a_passage_that_is_not_there_is_not_found() -> None:
    assert find_passage("They agreed.", "They refused") is None
    assert find_passage("They agreed.", " \u200b ") is None


def test_a_passage_is_found_at_offsets_of_code_points() -> None:
    text = "\U0001f680 \u00c7avu\u015fo\u011flu said"
    assert find_passage(text, "said") == (len(text) - 4, len(text))
