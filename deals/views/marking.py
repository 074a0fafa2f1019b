"""A text with passages marked in it: cut where a passage begins or ends, so that overlapping ones can be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """Characters `start` to `end`, for the suggestion of this number and state."""

    number: int
    start: int
    end: int
    state: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of characters that the same passages cover. `begins` are the passages whose first characters these are."""

    text: str
    covering: tuple[MarkedPassage, ...]
    begins: tuple[MarkedPassage, ...]

    @property
    def states(self) -> str:
        """Of the passages that cover it, each state once; the one that waits first."""
        return " ".join(sorted({f"is-{passage.state}" for passage in self.covering}, reverse=True))

    @property
    def numbers(self) -> str:
        return " ".join(str(passage.number) for passage in self.covering)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of a reading. `start` counts code points from the text's beginning."""

    start: int
    segments: tuple[Segment, ...]


def marked_paragraphs(text: str, passages: Sequence[MarkedPassage]) -> list[Paragraph]:
    """The lines of `text`; their segments joined are the line, letter for letter. Takes time linear in the text."""
    paragraphs, start = [], 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [passage for passage in passages if passage.start < end and passage.end > start]
        paragraphs.append(Paragraph(start, tuple(_segments(text, start, end, here))))
        start = end + 1
    return paragraphs


def _segments(text: str, start: int, end: int, passages: list[MarkedPassage]) -> Iterator[Segment]:
    cuts = {start, end} | {cut for p in passages for cut in (p.start, p.end) if start < cut < end}
    edges = sorted(cuts)
    for first, last in pairwise(edges):
        covering = tuple(p for p in passages if p.start < last and p.end > first)
        begins = tuple(p for p in covering if max(p.start, start) == first and p.start >= start)
        yield Segment(text[first:last], covering, begins)
