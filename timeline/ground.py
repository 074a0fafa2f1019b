"""What every chart stands on: its size, its time and its rows. The axis and the rows' lines are drawn from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from timeline.rows import AXIS_HEIGHT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.marks import Format
    from timeline.scale import Tick, Window


class RowGround(Protocol):
    @property
    def top(self) -> float: ...
    @property
    def bottom(self) -> float: ...


class Ground(Protocol):
    """Lengths in pixels of the drawing."""

    @property
    def format(self) -> Format: ...
    @property
    def window(self) -> Window: ...
    @property
    def height(self) -> float: ...
    @property
    def ticks(self) -> tuple[Tick, ...]: ...
    @property
    def rows(self) -> Sequence[RowGround]: ...


def axis_baselines(ground: Ground) -> Iterator[float]:
    """Of the years' names: over the rows, and under them too where the drawing leaves room there."""
    yield AXIS_HEIGHT - 10
    if ground.rows and ground.height > ground.rows[-1].bottom:
        yield ground.height - 10
