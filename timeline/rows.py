"""The chart's rows: marks in levels, labels above them, a track's band or a lane's density below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.density import STRIP, Column
from timeline.dodging import ON_BAND
from timeline.labels import Label  # noqa: TC001
from timeline.shapes import SIZE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from timeline.bands import Band

AXIS_HEIGHT = 26.0
TEXT_SIZE = 12.0
"""Pixels, of all that is written in a chart: a text’s width is estimated from it."""
LABEL_LINE = 16.0
LEVEL = 15.0
"""Pixels from one level of marks to the next."""
BAND_HEIGHT = 22.0
BAND_GAP = 9.0
"""Pixels between a track's marks and its band: the name of a low band reaches into it."""
LABEL_GAP = 9.0
"""Pixels from the highest marks to a label's baseline: a stroke through a mark is taller than the mark."""
NAME_LINE = 17.0
PADDING = 9.0
ROW_LEAST = 42.0
"""Pixels of the lowest row beside a gutter: its name has two lines."""
TIGHT = 2.0
"""Pixels over a row's name where it stands over the row; under it, where no mark stands, over the band."""
STRIP_GAP = 5.0
"""Pixels between a row's density and its lowest marks."""
APART = SIZE + 5
"""Pixels that a mark keeps free around its middle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A track or a lane, from `top` to `bottom` pixels."""

    key: str
    name: str
    note: str
    """Beside the name: how many entries, where not all are seen one by one."""
    is_track: bool
    levels: Mapping[str, int]
    """Claim id -> level of its mark; 0 is the lowest over the band."""
    columns: tuple[Column, ...]
    """The density of the entries that have no mark."""
    labels: tuple[Label, ...]
    top: float = 0.0
    bottom: float = 0.0
    has_band: bool = False

    @property
    def band_top(self) -> float:
        return self.bottom - PADDING - BAND_HEIGHT

    @property
    def foot(self) -> float:
        """Where the lowest marks' level, or the density, ends."""
        return self.band_top - BAND_GAP if self.has_band else self.bottom - PADDING

    @property
    def floor(self) -> float:
        """Where the lowest marks' level ends."""
        return self.foot - (STRIP + STRIP_GAP if self.columns else 0)

    @property
    def number_levels(self) -> int:
        return max(self.levels.values(), default=-1) + 1

    def mark_y(self, claim_id: str) -> float:
        if self.levels[claim_id] == ON_BAND:
            return self.band_top + BAND_HEIGHT / 2
        return round(self.floor - LEVEL * (self.levels[claim_id] + 0.5), 1)

    def label_y(self, label_row: int) -> float:
        """The baseline of the labels of that row."""
        return round(self.floor - LEVEL * self.number_levels - LABEL_LINE * label_row - LABEL_GAP, 1)


def stacked(layers: Sequence[Row], bands: Sequence[Band], has_gutter: bool) -> tuple[tuple[Row, ...], float]:  # noqa: FBT001
    """The rows from top to bottom with their places, and the height of all. Rows with nothing in them are left out."""
    tracks = {band.track for band in bands}
    rows: list[Row] = []
    top = AXIS_HEIGHT
    for layer in layers:
        has_band = layer.key in tracks or ON_BAND in layer.levels.values()
        if has_band or layer.levels or layer.columns:
            height = _height(layer, has_band=has_band, has_gutter=has_gutter)
            rows.append(replace(layer, top=top, bottom=top + height, has_band=has_band))
            top += height
    return tuple(rows), top


def _height(row: Row, *, has_band: bool, has_gutter: bool) -> float:
    label_rows = max((label.row for label in row.labels), default=-1) + 1
    labels = label_rows * LABEL_LINE + LABEL_GAP / 2 if label_rows else 0
    marks = row.number_levels * LEVEL + (STRIP + STRIP_GAP if row.columns else 0)
    above = PADDING if has_gutter else NAME_LINE + TIGHT
    gap = BAND_GAP if marks or has_gutter else TIGHT
    height = above + labels + marks + (BAND_HEIGHT + gap) * has_band + PADDING
    least = ROW_LEAST + (NAME_LINE if row.note else 0)
    return max(height, least) if has_gutter else height
