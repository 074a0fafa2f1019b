"""The chart's rows: marks that would touch are kept apart in levels, labels above them, a track's band below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.labels import Label  # noqa: TC001
from timeline.shapes import SIZE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.bands import Band

AXIS_HEIGHT = 26.0
LABEL_SIZE = 12.5
"""A label's type size in pixels; its width is estimated from it."""
LABEL_LINE = 16.0
LEVEL = 15.0
"""Pixels from one level of marks to the next."""
LEVELS_MOST = 12
BAND_HEIGHT = 22.0
BAND_GAP = 9.0
"""Pixels between a track's marks and its band: the name of a low band reaches into it."""
LABEL_GAP = 9.0
"""Pixels from the highest marks to a label's baseline: a stroke through a mark is taller than the mark."""
NAME_LINE = 17.0
PADDING = 9.0
APART = SIZE + 5
"""Pixels that a mark keeps free around its middle."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An entry's middle, and the pixels from `left` to `right` that it needs for itself."""

    id: str
    x: float
    left: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A track or a lane, from `top` to `bottom` pixels."""

    key: str
    name: str
    is_track: bool
    levels: Mapping[str, int]
    """Claim id -> level of its mark; 0 is the lowest."""
    labels: tuple[Label, ...]
    top: float = 0.0
    bottom: float = 0.0
    has_band: bool = False

    @property
    def band_top(self) -> float:
        return self.bottom - PADDING - BAND_HEIGHT

    @property
    def floor(self) -> float:
        """Where the lowest marks' level ends."""
        return self.band_top - BAND_GAP if self.has_band else self.bottom - PADDING

    @property
    def number_levels(self) -> int:
        return max(self.levels.values(), default=-1) + 1

    def mark_y(self, claim_id: str) -> float:
        return round(self.floor - LEVEL * (self.levels[claim_id] + 0.5), 1)

    def label_y(self, label_row: int) -> float:
        """The baseline of the labels of that row."""
        return round(self.floor - LEVEL * self.number_levels - LABEL_LINE * label_row - LABEL_GAP, 1)


def dodged(spots: Sequence[Spot]) -> dict[str, int]:
    """Each spot's level: the lowest where it touches nothing; where none is left, the one that is free the soonest."""
    ends: list[float] = []
    levels: dict[str, int] = {}
    for spot in sorted(spots, key=lambda spot: spot.left):
        level = next((number for number, taken in enumerate(ends) if taken <= spot.left), len(ends))
        if level == LEVELS_MOST:
            level = ends.index(min(ends))
        ends[level : level + 1] = [max(spot.right, *ends[level : level + 1], spot.left)]
        levels[spot.id] = level
    return levels


def stacked(layers: Sequence[Row], bands: Sequence[Band], has_gutter: bool) -> tuple[tuple[Row, ...], float]:  # noqa: FBT001
    """The rows from top to bottom with their places, and the height of all. Rows with nothing in them are left out."""
    tracks = {band.track for band in bands}
    rows: list[Row] = []
    top = AXIS_HEIGHT
    for layer in layers:
        has_band = layer.key in tracks
        if has_band or layer.levels:
            height = _height(layer, has_band=has_band) + (0 if has_gutter else NAME_LINE)
            rows.append(replace(layer, top=top, bottom=top + height, has_band=has_band))
            top += height
    return tuple(rows), top


def _height(row: Row, *, has_band: bool) -> float:
    label_rows = max((label.row for label in row.labels), default=-1) + 1
    labels = label_rows * LABEL_LINE + LABEL_GAP / 2 if label_rows else 0
    return 2 * PADDING + labels + row.number_levels * LEVEL + (BAND_HEIGHT + BAND_GAP) * has_band
