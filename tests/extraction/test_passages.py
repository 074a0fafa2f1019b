"""The clauses that hold a finding, and what is cut off them."""

import pytest

from deals.extraction.passages import passage

CASES = [
    ("The minister said that the contract was signed.", "signed", "the contract was signed"),
    ("“I can tell you that talks on the deal continue,” Peskov said.", "continue", "talks on the deal continue"),
    ("The tanks will arrive in May, the ministry said.", "arrive", "The tanks will arrive in May"),
    ("The tanks will arrive in May, according to TASS.", "arrive", "The tanks will arrive in May"),
    ("According to the ministry, the tanks have arrived.", "arrived", "the tanks have arrived"),
    ("They paid the advance; the rest follows.", "paid", "They paid the advance"),
    ("They paid the second advance in May; the rest follows.", "paid", "They paid the second advance in May"),
    ("But the whole order would be handed over in time.", "handed", "the whole order would be handed over in time"),
    ("It paid $8.7bn (7.8bn euros; £6.7bn) in May.", "$8.7bn", "It paid $8.7bn (7.8bn euros; £6.7bn) in May"),
    ("The date is set: it is May.", "it is May", "The date is set: it is May"),
    ("The deal costs four billion euros ($4.8 billion).", "costs", "The deal costs four billion euros ($4.8 billion)"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "words", "expected"), CASES)
def test_a_passage_is_the_clause_without_who_said_so(sentence: str, words: str, expected: str) -> None:
    start = sentence.index(words)
    first, last = passage(sentence, start, start + len(words))
    assert sentence[first:last] == expected


@pytest.mark.parametrize(("sentence", "words", "expected"), CASES)
def test_a_passage_holds_the_words_that_it_is_for(sentence: str, words: str, expected: str) -> None:
    assert words in expected
