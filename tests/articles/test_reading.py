"""Whole articles: what must be found in them, and what the figures in docs/figures.md say."""

from datetime import date

from deals.extraction import extract
from deals.vocabulary.text import normalised
from tests.articles import S400_PUBLISHED, S400_THREAT
from tests.articles.scoring import HELD_OUT, score

LEAST_PRECISION, LEAST_RECALL = 0.85, 0.29  # measured on 2026-11-23


def test_the_s400_article_gives_its_five_facts() -> None:
    text = normalised(S400_THREAT.read_text())
    found = extract(text, published=date.fromisoformat(S400_PUBLISHED))
    told = [(c.kind, c.stage or c.act or c.nature, c.modality, c.date, c.track) for c in found.candidates]
    assert told == [
        ("statement", "threaten", "possible", "2017-10", None),
        ("stage", "talks", "asserted", "2017-10", None),
        ("stage", "agreed_in_principle", "asserted", "2017-10", "joint production"),
        ("statement", "threaten", "possible", "2017-10", None),
        ("payment", "advance", "asserted", "2017-09", None),
    ]
    assert found.candidates[-1].phrase == "last month"
    assert all(text[c.start : c.end] == c.quote for c in found.candidates)


def test_articles_that_no_rule_was_written_for_read_no_worse_than_measured() -> None:
    measured = score(HELD_OUT)
    assert measured.precision >= LEAST_PRECISION
    assert measured.recall >= LEAST_RECALL
    assert measured.verbatim == measured.found
    assert measured.false_alarms == 0
