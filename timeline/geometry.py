"""Where a chart's parts stand, in pixels: what the SVG and the Plotly figure must agree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.labels import text_width
from timeline.rows import BAND_HEIGHT
from timeline.shapes import SIZE

if TYPE_CHECKING:
    from timeline.bands import Band
    from timeline.marks import Chart, Mark
    from timeline.rows import Row

BAND_LABEL_SIZE = 11.5
FAINT_HEIGHT = 4.0
"""A stage after its last report is a stripe: silence is not continuation."""
WHISKER_END = 4.0
"""Half the height of the stroke that ends a whisker."""
NAME_LINES_MOST = 2
NAME_LINE = 14.0


@dataclass(frozen=True, slots=True)
class BandLabel:
    text: str
    x: float
    y: float
    """The baseline."""
    is_above: bool
    """It stands on the paper over a low band, not in the band's colour."""


def band_box(chart: Chart, band: Band, *, is_faint: bool = False) -> tuple[float, float]:
    """Top and height of a band's rectangle: half height where one side alone reports it."""
    full = BAND_HEIGHT / 2 if band.is_one_sided else BAND_HEIGHT
    height = FAINT_HEIGHT if is_faint else full
    return chart.row(band.track).band_top + BAND_HEIGHT - height, height


def band_label(chart: Chart, band: Band) -> BandLabel | None:
    """The stage's name in its band; over it where the band is low; none where there is no room."""
    x, text = chart.window.x, band.stage.label.capitalize()
    width = text_width(text, BAND_LABEL_SIZE) + 8
    top = chart.row(band.track).band_top
    if width <= x(band.told) - x(band.first) and not band.is_one_sided:
        return BandLabel(text, x(band.first) + 5, top + BAND_HEIGHT - 6, is_above=False)
    is_low = band.is_one_sided or x(band.told) - x(band.first) < SIZE
    if not is_low or width > x(band.until) - x(band.first):
        return None
    return BandLabel(text, x(band.first) + 2, top + BAND_HEIGHT / 2 - 2, is_above=True)


def name_lines(chart: Chart, row: Row) -> list[tuple[str, float]]:
    """A row's name in at most two lines, each with its baseline: in the gutter, or over the row where there is none."""
    if not chart.format.has_lanes:
        return [(row.name, row.top + NAME_LINE)]
    lines = _wrapped(row.name, chart.format.gutter - SIZE)
    foot = row.band_top + BAND_HEIGHT - 6 if row.has_band else row.bottom - 13
    return [(line, foot - NAME_LINE * (len(lines) - 1 - number)) for number, line in enumerate(lines)]


def number_x(mark: Mark) -> float:
    """Where a key moment's number begins: right of its mark and of its whisker."""
    return max(mark.right, mark.x + SIZE / 2) + (6 if mark.is_contested else 4)


def strike(x: float, y: float) -> str:
    """A line through a mark that is denied, negated or retracted."""
    reach = SIZE * 0.75
    return f"M{x - reach:.1f} {y + reach:.1f}L{x + reach:.1f} {y - reach:.1f}"


def bracket(x: float, y: float) -> str:
    """Square brackets around a mark that another source contradicts."""
    out, tall, lip = SIZE * 0.82, SIZE * 0.72, 3.0
    return "".join(
        f"M{x + side * out + turn:.1f} {y - tall:.1f}L{x + side * out:.1f} {y - tall:.1f}"
        f"L{x + side * out:.1f} {y + tall:.1f}L{x + side * out + turn:.1f} {y + tall:.1f}"
        for side, turn in ((-1, lip), (1, -lip))
    )


def _wrapped(name: str, room: float) -> list[str]:
    lines: list[str] = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if text_width(longer, BAND_LABEL_SIZE + 1) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines if len(lines) <= NAME_LINES_MOST else [lines[0], f"{lines[1]}…"]
