"""The years of a strip, each a column of the phases that deals were in then; as high as the fullest year allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from deals.vocabulary.stages import Phase
from timeline.scale import Window

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TALLEST = 30.0
"""Pixels of the fullest year's column."""
LEAST = 1.5
"""Pixels of a phase of one deal: it can be seen."""
HEIGHT = TALLEST + LEAST * len(Phase)
NO_YEAR = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class YearColumn:
    """“2017: exploring 12 and contracted 3”, and the address of these deals."""

    year: int
    phases: Mapping[Phase, int]
    words: str
    address: str

    @property
    def number(self) -> int:
        """A deal that was in two phases counts in both."""
        return sum(self.phases.values())

    @property
    def days(self) -> tuple[float, float]:
        """Its first day, and the end of its last."""
        return float(date(self.year, 1, 1).toordinal()), date(self.year, 12, 31).toordinal() + 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A phase in a column, from `foot` pixels over the strip's foot on `tall` pixels high."""

    column: YearColumn
    phase: Phase
    foot: float
    tall: float


def window_of_years(years: Sequence[int], left: float, right: float) -> Window:
    """From the first to the last of the years; a year in which nothing is drawn where there are none."""
    first, last = (years[0], years[-1]) if years else (NO_YEAR, NO_YEAR)
    return Window(date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal() + 1.0, left, right)


def blocks(columns: Sequence[YearColumn]) -> Iterator[Block]:
    """The exploring at the foot, what is further along above it."""
    most = max((column.number for column in columns), default=1)
    for column in columns:
        foot = 0.0
        for phase in (phase for phase in Phase if phase in column.phases):
            tall = max(LEAST, TALLEST * column.phases[phase] / most)
            yield Block(column=column, phase=phase, foot=foot, tall=tall)
            foot += tall
