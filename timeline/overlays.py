"""What lies over and under the figure's traces: lines and outlines as shapes, names and labels as annotations."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from timeline.geometry import WHISKER_END, bracket, name_lines, strike
from timeline.plotting import CONTEST, INK, MUTED, NOTHING, PAPER, RULE, Part, moment
from timeline.rows import LABEL_SIZE
from timeline.shapes import CORNERS, SIZE, Fill, Shape, size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.marks import Chart, Mark

TICK = 4.0
"""Half a stroke's height, in pixels."""
_POINT = re.compile(r"(-?[0-9.]+) (-?[0-9.]+)")


def outlines(marks: Sequence[Mark]) -> Iterator[Part]:
    """What Plotly's markers cannot be: dashed outlines, strikes and brackets; each keeps its size when zoomed."""
    for mark in marks:
        if mark.fill is Fill.DASHED:
            yield _pinned(mark, _dashed(mark.shape), {"color": INK, "width": 1.4, "dash": "2px,2px"}, PAPER)
        if mark.fill is Fill.STRUCK:
            yield _pinned(mark, strike(0, 0), {"color": INK, "width": 1.6})
        if mark.is_contested:
            yield _pinned(mark, bracket(0, 0), {"color": CONTEST, "width": 1.6})


def _dashed(shape: Shape) -> str:
    """The outline around the origin; a circle as eight corners, since a pinned path has no arcs."""
    half = size_of(shape) / 2
    circle = ((1, 0), (0.71, 0.71), (0, 1), (-0.71, 0.71), (-1, 0), (-0.71, -0.71), (0, -1), (0.71, -0.71))
    points = (f"{half * right:.1f} {half * down:.1f}" for right, down in CORNERS.get(shape, circle))
    return f"M{'L'.join(points)}Z"


def _pinned(mark: Mark, path: str, line: Part, colour: str = NOTHING) -> Part:
    """A path around the origin, in pixels; Plotly counts those of a pinned shape upwards, we downwards."""
    upwards = _POINT.sub(lambda point: f"{point[1]},{-float(point[2]):g}", path)
    return {
        "type": "path", "path": upwards, "xsizemode": "pixel", "ysizemode": "pixel",
        "xanchor": moment(mark.place.at), "yanchor": mark.y, "line": line, "fillcolor": colour, "layer": "above",
    }  # fmt: skip


def row_lines(chart: Chart) -> Iterator[Part]:
    for row in chart.rows:
        left = -chart.window.left / (chart.window.right - chart.window.left)
        yield {
            "type": "line", "xref": "paper", "yref": "y", "x0": left, "x1": 1, "y0": row.top, "y1": row.top,
            "line": {"color": RULE, "width": 1}, "layer": "below",
        }  # fmt: skip


def row_names(chart: Chart) -> Iterator[Part]:
    for row in chart.rows:
        font = {"size": LABEL_SIZE, "weight": 700 if row.is_track else 400}
        for text, y in name_lines(chart, row):
            yield {
                "xref": "paper", "yref": "y", "x": 0, "xshift": -chart.window.left, "xanchor": "left", "y": y,
                "yanchor": "bottom", "yshift": -3, "text": escape(text, quote=False), "showarrow": False,
                "font": font, "borderpad": 0,
            }  # fmt: skip


def leaders(chart: Chart) -> Iterator[Part]:
    ends = [(chart.mark(label.id), chart.label_y(label) + 3) for label in chart.labels]
    path = "".join(f"M{_path_moment(mark.place.at)},{top:g}V{mark.y - SIZE / 2:g}" for mark, top in ends)
    yield from _one_path(path, RULE, 1, "below")


def whiskers(marks: Iterable[Mark]) -> Iterator[Part]:
    path = "".join(
        f"M{_path_moment(mark.place.first)},{mark.y:g}H{_path_moment(mark.place.last)}{_ends(mark)}"
        for mark in marks
        if mark.has_whisker
    )
    yield from _one_path(path, MUTED, 1.2, "below")


def _ends(mark: Mark) -> str:
    ends = ((mark.place.first, mark.place.is_open_left), (mark.place.last, mark.place.is_open_right))
    return "".join(
        f"M{_path_moment(day)},{mark.y - WHISKER_END:g}V{mark.y + WHISKER_END:g}"
        for day, is_open in ends
        if not is_open
    )


def tick_strokes(marks: Iterable[Mark]) -> Iterator[Part]:
    path = "".join(f"M{_path_moment(mark.place.at)},{mark.y - TICK:g}V{mark.y + TICK:g}" for mark in marks)
    yield from _one_path(path, INK, 1.2, "above")


def _one_path(path: str, colour: str, width: float, layer: str) -> Iterator[Part]:
    if path:
        yield {"type": "path", "path": path, "line": {"color": colour, "width": width}, "layer": layer}


def _path_moment(day: float) -> str:
    """Dates in a shape's path have an underscore for the blank (Plotly's reference, `layout.shapes.path`)."""
    return moment(day).replace(" ", "_")


def label_notes(chart: Chart) -> Iterator[Part]:
    for label in chart.labels:
        mark = chart.mark(label.id)
        yield {
            "xref": "x", "yref": "y", "x": moment(mark.place.at), "y": chart.label_y(label),
            "xanchor": "right" if label.is_to_the_left else "left", "xshift": 4 if label.is_to_the_left else -4,
            "yanchor": "bottom", "yshift": -4, "text": escape(label.text, quote=False), "showarrow": False,
            "borderpad": 0, "captureevents": False, "font": {"size": LABEL_SIZE, "color": INK},
        }  # fmt: skip
