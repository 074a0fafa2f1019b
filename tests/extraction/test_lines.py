"""Articles as JSON lines: what is read, and what each wrong line is told."""

import json

import pytest

from deals.extraction.lines import LineError, article_line, found_line

WRONG = [
    (b"{bad", "not JSON: Expecting property name"),
    (b"[1]", "one JSON object a line"),
    (b'{"text": "x"}', "“id”"),
    (b'{"id": true, "text": "x"}', "“id”"),
    (b'{"id": 1}', "“text” must be a string"),
    (b'{"id": 1, "text": null}', "“text” must be a string"),
    (b'{"id": 1, "text": "x", "title": 3}', "“title” must be a string or null"),
    (b'{"id": 1, "text": "x", "published": "soon"}', "“soon” is not a day of publication"),
    (b'{"id": 1, "text": "\xff"}', "not UTF-8"),
    (b"[" * 100_000, "nested too deep"),
    (b'{"id": 1, "text": "' + b"a" * 1_000_001 + b'"}', "1,000,001 characters"),
]


@pytest.mark.parametrize(("line", "message"), WRONG)
def test_a_wrong_line_is_told_what_is_wrong(line: bytes, message: str) -> None:
    with pytest.raises(LineError, match=message.replace("(", r"\(")):
        article_line(line)


def test_missing_titles_and_days_are_fine() -> None:
    article = article_line(b'{"id": "a", "text": "x\xc2\xa0 y", "published": null, "title": null}')
    assert (article.id, article.text, article.published, article.title) == ("a", "x y", None, "")


def test_an_instant_of_publication_counts_as_its_day() -> None:
    assert str(article_line(b'{"id": 1, "text": "x", "published": "2017-10-09T08:00:00Z"}').published) == "2017-10-09"


def test_a_line_answers_with_the_deal_and_its_candidates() -> None:
    article = {
        "id": 7,
        "text": "Egypt signed a contract for 30 Rafale jets worth $4.5 billion.",
        "published": "2021-05-04",
    }
    found = json.loads(found_line(json.dumps(article).encode()))
    assert found["id"] == 7
    assert found["deal"] == {"suppliers": ["France"], "recipients": ["Egypt"], "systems": ["Rafale"]}
    assert [(row["kind"], row["amount"], row["quantity"]) for row in found["candidates"]] == [
        ("stage", None, None), ("value", 4_500_000_000, None), ("order", None, 30)
    ]  # fmt: skip


def test_half_a_character_in_a_line_is_no_error() -> None:
    assert json.loads(found_line(rb'{"id": 1, "text": "\ud800 x"}'))["candidates"] == []
