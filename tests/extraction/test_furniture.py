"""What is no part of the story yields no sentence."""

from datetime import date

import pytest

from deals.extraction.furniture import prose, told_date


def story(text: str) -> list[str]:
    return [text[span.start : span.end] for span in prose(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Meridor buys six boats",
        "A patrol boat at sea, courtesy of the yard.",
        "A patrol boat at sea. (Picture: the yard)",
        "File picture: the first boat leaves the yard.",
        "Follow us on the news service",
        "Share",
        "Jane Doe is a journalist who writes on shipping.",
        "You can follow her on Twitter.",
    ],
)
def test_headlines_captions_credits_and_biographies_are_no_prose(line: str) -> None:
    assert story(f"{line}\nThe contract was signed.") == ["The contract was signed."]


@pytest.mark.parametrize("text", ["They signed the contract", "They signed the contract. Hello there"])
def test_a_text_without_its_last_full_stop_is_still_read(text: str) -> None:
    assert story(text)[0].rstrip(".") == "They signed the contract"


def test_what_follows_the_heading_about_the_author_is_dropped() -> None:
    assert story("They signed.\nAbout Jane Doe\nShe bought four tanks from Russia.") == ["They signed."]


DATELINES = ["CAIRO:", "Taipei, Oct. 23 (CNA)", "NEW DELHI —", "Jakarta/Seoul:", "BRANNET."]


@pytest.mark.parametrize("line", [f"{dateline} They signed." for dateline in DATELINES])
def test_a_dateline_is_cut_off(line: str) -> None:
    assert story(line) == ["They signed."]


def test_a_voice_before_a_colon_is_no_dateline() -> None:
    assert story("Air Force: not all of them come.") == ["Air Force: not all of them come."]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("12 September 2017\nThey signed.", date(2017, 9, 12)),
        ("A headline\n2021-05-04\nThey signed.", date(2021, 5, 4)),
        ("Headline\n10/23/2025 02:04 PM\nThey signed.", date(2025, 10, 23)),
        ("Published on Tuesday, 9 April 2024\nThey signed.", date(2024, 4, 9)),
        ("04/05/2021\nThey signed.", None),
        ("They signed on 12 September 2017, after three long years of talks.", None),
    ],
)
def test_the_day_of_publication_is_read_from_a_line_of_its_own(text: str, day: date | None) -> None:
    assert told_date(text) == day
