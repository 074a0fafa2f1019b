"""Where sentences begin and end."""

import pytest

from deals.extraction.sentences import LONGEST_SENTENCE, sentences


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


SPLITS = [
    ("One. Two.", ["One.", "Two."]),
    ("The U.S. Congress agreed. It was Dec. 31.", ["The U.S. Congress agreed.", "It was Dec. 31."]),
    ("Gen. Paul W. Jones spoke. He left.", ["Gen. Paul W. Jones spoke.", "He left."]),
    ("“We will.” He said so.", ["“We will.”", "He said so."]),
    ("It cost $2.5 billion. Really.", ["It cost $2.5 billion.", "Really."]),
    ("A line\nAnother line", ["A line", "Another line"]),
    ("A line that\ngoes on.", ["A line that\ngoes on."]),
    ("It came from the U.S. The rest did not.", ["It came from the U.S.", "The rest did not."]),
    ("BrahMos Ltd. The firm grew.", ["BrahMos Ltd.", "The firm grew."]),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), SPLITS)
def test_sentences_end_at_stops_and_line_breaks_but_not_after_abbreviations(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_an_endless_sentence_is_cut_at_a_blank() -> None:
    pieces = split("word " * 1000)
    assert max(map(len, pieces)) <= LONGEST_SENTENCE
    assert all(piece.split() == ["word"] * len(piece.split()) for piece in pieces)
