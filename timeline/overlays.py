"""What lies over and under the figure's traces, as Plotly's shapes: lines, whiskers, outlines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.geometry import WHISKER_END, bracket, join_points, strike
from timeline.plotting import CONTEST, INK, MUTED, NOTHING, PAPER, RULE, Part, moment
from timeline.rows import AXIS_HEIGHT
from timeline.shapes import CORNERS, Fill, Shape, size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.ground import Ground
    from timeline.marks import Chart, Mark

_POINT = re.compile(r"(-?[0-9.]+) (-?[0-9.]+)")


def outlines(marks: Sequence[Mark]) -> Iterator[Part]:
    """What Plotly's markers cannot be: dashed outlines, strikes and brackets; each keeps its size when zoomed."""
    for mark in marks:
        if mark.outcome:
            yield from _gate(mark)
        elif mark.fill is Fill.DASHED:
            yield _pinned(mark, _dashed(mark.shape), {"color": INK, "width": 1.4, "dash": "2px,2px"}, PAPER)
        if mark.fill is Fill.STRUCK:
            yield _pinned(mark, strike(0, 0), {"color": INK, "width": 1.6})
        if mark.is_contested:
            yield _pinned(mark, bracket(0, 0), {"color": CONTEST, "width": 1.6})


def _gate(mark: Mark) -> Iterator[Part]:
    path = mark.outline(0, 0)
    line = {"color": MUTED if mark.is_retracted else INK, "width": 1.4}
    if mark.is_on_band:
        yield _pinned(mark, path, {"color": PAPER, "width": 4}, PAPER)
    if mark.fill is Fill.DASHED:
        line["dash"] = "2px,2px"
    yield _pinned(mark, path, line, INK if mark.fill is Fill.SOLID else PAPER)


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


def row_lines(chart: Ground) -> Iterator[Part]:
    for row in chart.rows:
        left = -chart.window.left / (chart.window.right - chart.window.left)
        yield {
            "type": "line", "xref": "paper", "yref": "y", "x0": left, "x1": 1, "y0": row.top, "y1": row.top,
            "line": {"color": RULE, "width": 1}, "layer": "below",
        }  # fmt: skip


def tick_lines(chart: Ground) -> Iterator[Part]:
    """Full at a year, dotted at a month; the axis' own grid has one dash for all."""
    for tick in chart.ticks:
        yield {
            "name": "tick", "type": "line", "xref": "x", "yref": "y", "x0": moment(tick.day), "x1": moment(tick.day),
            "y0": AXIS_HEIGHT - 6, "y1": chart.height, "layer": "below",
            "line": {"color": RULE, "width": 1, "dash": "solid" if tick.is_year else "1px,4px"},
        }  # fmt: skip


def leaders(chart: Chart) -> Iterator[Part]:
    """One a label, in the labels' order: the page's script hides both together."""
    for label in chart.labels:
        mark = chart.mark(label.id)
        path = f"M{moment(mark.place.at)},{chart.label_y(label) + 3:g}V{mark.y - mark.height / 2:g}"
        yield from _one_path(path, RULE, 1, "below", "leader")


def joins(chart: Chart) -> Iterator[Part]:
    path = ""
    for join in chart.joins:
        plan, outcome = chart.mark(join.plan), chart.mark(join.outcome)
        start, rail, end = join_points(chart, join)
        first, last = moment(plan.place.at), moment(outcome.place.at)
        path += f"M{first},{start:g}V{rail:g}H{last}V{end:g}"
    for part in _one_path(path, MUTED, 1, "below", "join"):
        yield {**part, "line": {**part["line"], "dash": "1px,3px"}}


def densities(rows: Iterable[Sequence[Part]]) -> Iterator[Part]:
    """One path a row: the boxes of its columns, which widen with the time that they stand for."""
    for columns in rows:
        path = "".join(map(_column_path, columns))
        if path:
            line = {"width": 0, "color": MUTED}
            yield {
                "name": "density", "type": "path", "path": in_path(path), "line": line, "fillcolor": MUTED,
                "layer": "below",
            }  # fmt: skip


def _column_path(column: Part) -> str:
    (left, right), (top, foot) = column["days"], column["y"]
    return f"M{left},{top:g}H{right}V{foot:g}H{left}Z"


def whiskers(marks: Sequence[Mark]) -> Iterator[Part]:
    """Those that are seen from the start, and those that are too fine until a reader zooms in."""
    seen = _whisker_path(mark for mark in marks if mark.has_whisker)
    fine = _whisker_path(mark for mark in marks if not (mark.has_whisker or mark.place.is_exact))
    yield from _one_path(seen, MUTED, 1.2, "below")
    yield from ({**part, "visible": False} for part in _one_path(fine, MUTED, 1.2, "below", "fine"))


def _whisker_path(marks: Iterable[Mark]) -> str:
    return "".join(
        f"M{moment(mark.place.first)},{mark.whisker_y:g}H{moment(mark.place.last)}{_ends(mark)}" for mark in marks
    )


def _ends(mark: Mark) -> str:
    ends = ((mark.place.first, mark.place.is_open_left), (mark.place.last, mark.place.is_open_right))
    return "".join(
        f"M{moment(day)},{mark.whisker_y - WHISKER_END:g}V{mark.whisker_y + WHISKER_END:g}"
        for day, is_open in ends
        if not is_open
    )


def _one_path(path: str, colour: str, width: float, layer: str, name: str = "") -> Iterator[Part]:
    if path:
        part = {"type": "path", "path": in_path(path), "line": {"color": colour, "width": width}, "layer": layer}
        yield {**part, "name": name} if name else part


def in_path(path: str) -> str:
    """Dates in a shape's path have an underscore for the blank (Plotly's reference, `layout.shapes.path`)."""
    return path.replace(" ", "_")
