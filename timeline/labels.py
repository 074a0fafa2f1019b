"""Labels over a row of marks, none over another and none over another's leader."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROWS_MOST = 4
GAP = 10.0
"""Pixels between two labels of one row."""
LEADER = 4.0
"""Pixels kept free on both sides of a leader."""
# Widths in ems, rather too wide than too narrow: the reader's typeface is not known.
_NARROW, _USUAL, _CAPITAL, _WIDE, _FULL = 0.34, 0.58, 0.72, 0.92, 1.05
_EM = {**dict.fromkeys("ijlI.,:;'’|!ft()[] ", _NARROW), **dict.fromkeys("mwMW%—", _WIDE)}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text to be placed at the mark's `x`; `id` is the claim's."""

    id: str
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text in `row` (0 is next to the marks) from `left` to `right` pixels, led down to its mark at `x`."""

    id: str
    text: str
    x: float
    left: float
    right: float
    row: int

    @property
    def is_to_the_left(self) -> bool:
        """The text ends at its mark."""
        return self.right - self.x < self.x - self.left

    def meets(self, other: Label) -> bool:
        """In one row the texts come too close; or the higher one's leader runs through the lower one's text."""
        if self.row == other.row:
            return self.left < other.right + GAP and other.left < self.right + GAP
        higher, lower = (self, other) if self.row > other.row else (other, self)
        return lower.left - LEADER < higher.x < lower.right + LEADER


@lru_cache(maxsize=8192)
def text_width(text: str, size: float) -> float:
    """Pixels, estimated from above. Combining marks take none, East Asian wide characters a full em."""
    return size * sum(_KNOWN.get(character) or _ems(character) for character in text)


def fitted(text: str, room: float, size: float) -> str:
    """The text, or as much of it as `room` pixels hold, with an ellipsis."""
    if text_width(text, size) <= room:
        return text
    kept = text
    while kept and text_width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def placed(wanted: Iterable[Wanted], left: float, right: float, size: float) -> tuple[Label, ...]:
    """Each text at its mark, in the lowest row that is free; one for which there is no room is left out.

    The first of `wanted` has the first choice.
    """
    found: list[Label] = []
    for want in wanted:
        free = (label for label in _tries(want, left, right, size) if not any(map(label.meets, found)))
        label = next(free, None)
        if label:
            found.append(label)
    return tuple(found)


def _tries(want: Wanted, left: float, right: float, size: float) -> Iterator[Label]:
    width = text_width(want.text, size)
    for row in range(ROWS_MOST):
        for start in (want.x - LEADER, want.x + LEADER - width):
            if left <= start and start + width <= right:
                yield Label(want.id, want.text, want.x, start, start + width, row)


def _ems(character: str) -> float:
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return _FULL
    return _EM.get(character, _CAPITAL if character.isupper() else _USUAL)


_KNOWN = {character: _ems(character) for character in map(chr, range(ord(" "), ord("~") + 1))}
"""Of plain letters, looked up: every text of every chart is measured."""
