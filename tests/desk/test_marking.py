from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deals.views.marking import MarkedPassage, marked_paragraphs

TEXT = "One line.\nA second line, longer."


def passage(number: int, start: int, end: int, state: str = "waiting") -> MarkedPassage:
    return MarkedPassage(number, start, end, state)


def pieces(text: str, *passages: MarkedPassage) -> list[list[tuple[str, str]]]:
    return [[(s.text, s.numbers) for s in p.segments] for p in marked_paragraphs(text, passages)]


def test_overlapping_passages_are_cut_where_either_begins_or_ends() -> None:
    found = pieces("abcdefgh", passage(1, 1, 5), passage(2, 3, 7))
    assert found == [[("a", ""), ("bc", "1"), ("de", "1 2"), ("fg", "2"), ("h", "")]]


def test_a_passage_inside_another_is_marked_by_both() -> None:
    found = pieces("abcdef", passage(1, 0, 6), passage(2, 2, 4))
    assert found == [[("ab", "1"), ("cd", "1 2"), ("ef", "1")]]


def test_a_passage_over_a_line_break_goes_on_and_begins_once() -> None:
    paragraphs = marked_paragraphs(TEXT, [passage(7, 4, 18)])
    marked = [s for p in paragraphs for s in p.segments if s.covering]
    assert [s.text for s in marked] == ["line.", "A second"]
    assert [len(s.begins) for s in marked] == [1, 0]


def test_a_paragraph_tells_where_it_starts_in_code_points() -> None:
    assert [p.start for p in marked_paragraphs("𝔸𝔹\nc", [])] == [0, 3]


@given(
    st.text(alphabet="ab \n𝔸", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 40)), max_size=5),
)
def test_the_segments_are_the_text_and_each_passage_is_marked_whole(text: str, spans: list[tuple[int, int]]) -> None:
    passages = [
        passage(number, start, min(start + length, len(text)))
        for number, (start, length) in enumerate(spans)
        if start < len(text)
    ]
    paragraphs = marked_paragraphs(text, passages)
    assert "\n".join("".join(s.text for s in p.segments) for p in paragraphs) == text
    for one in passages:
        marked = "\n".join("".join(s.text for s in p.segments if one in s.covering) for p in paragraphs)
        assert marked.strip("\n") == text[one.start : one.end].strip("\n")
        begun = sum(one in s.begins for p in paragraphs for s in p.segments)
        assert begun <= 1
