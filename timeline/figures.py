"""A chart as a Plotly figure: a plain dict, quick to make, checked against `plotly.graph_objects` in the tests.

Positions are those of the SVG: the vertical axis counts its pixels from the top, the horizontal one its days. Colours
are names of the page's custom properties, which the page's script looks up.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

from deals.vocabulary.stages import Phase
from timeline.rows import LABEL_SIZE
from timeline.shapes import CORNERS, SIZE, Fill, Shape
from timeline.geometry import BAND_LABEL_SIZE, WHISKER_END, band_box, band_label, bracket, name_lines, number_x, strike

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.bands import Band
    from timeline.marks import Chart, Mark

Part = dict[str, Any]

MARKERS_MOST = 300
"""With more marks than this the lesser ones become ticks in one path a row, which stays quick to drag."""
TICK = 4.0
DAY_MILLISECONDS = 86_400_000
INK, MUTED, RULE, PAPER, CONTEST = "var(--ink)", "var(--muted)", "var(--rule)", "var(--paper)", "var(--contest)"
FONT = "var(--figures)"
CONFIG = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "showLink": False,
    "showTips": False,
    "showAxisDragHandles": False,
    "scrollZoom": False,
    "doubleClick": "reset",
    "responsive": False,
}
_SYMBOL_SIZES = {Shape.STEP: 14.0, Shape.VALUATION: 14.0, Shape.EVENT: 13.0, Shape.STATEMENT: 12.0, Shape.ORDER: 12.0}


def figure(chart: Chart) -> Part:
    """`{"data", "layout", "config"}` for `Plotly.newPlot`; `customdata` of each mark is its place on the page."""
    few = len(chart.marks) <= MARKERS_MOST
    drawn = [mark for mark in chart.marks if few or mark.is_key or mark.number]
    rest = [] if few else [mark for mark in chart.marks if mark not in drawn]
    shapes = [*_row_lines(chart), *_leaders(chart), *_whiskers(drawn), *_ticks(rest), *_outlines(drawn)]
    return {
        "data": [*_band_bars(chart), *_markers(drawn), *_band_names(chart), *_numbers(drawn)],
        "layout": _layout(chart, shapes),
        "config": dict(CONFIG),
    }


def moment(day: float) -> str:
    """A day with its fraction as Plotly reads dates; without zone, so that no browser shifts it."""
    instant = datetime(1, 1, 1) + timedelta(days=day - 1)  # noqa: DTZ001  days have no zone
    return instant.isoformat(sep=" ", timespec="seconds")


def _layout(chart: Chart, shapes: list[Part]) -> Part:
    form, window = chart.format, chart.window
    return {
        "width": form.width,
        "height": chart.height,
        "margin": {"l": window.left, "r": form.width - window.right, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": LABEL_SIZE, "color": INK},
        "showlegend": False,
        "barmode": "overlay",
        "bargap": 0,
        "dragmode": "pan",
        "hovermode": "closest",
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": INK, "font": {"family": FONT, "size": 13, "color": INK}},
        "xaxis": _time_axis(chart),
        "yaxis": {"range": [chart.height, 0], "fixedrange": True, "visible": False},
        "shapes": shapes,
        "annotations": [*_row_names(chart), *_labels(chart)],
    }


def _time_axis(chart: Chart) -> Part:
    return {
        "type": "date",
        "range": [moment(chart.window.first), moment(chart.window.last)],
        "tickmode": "array",
        "tickvals": [moment(tick.day) for tick in chart.ticks],
        "ticktext": [f"<b>{tick.text}</b>" if tick.is_year else tick.text for tick in chart.ticks],
        "ticklabelposition": "inside right",
        "side": "top",
        "ticks": "",
        "tickangle": 0,
        "tickfont": {"size": LABEL_SIZE - 1, "color": MUTED},
        "gridcolor": RULE,
        "showline": False,
        "zeroline": False,
    }


def _band_bars(chart: Chart) -> Iterator[Part]:
    """Three sets of bars: sure, faint after the last report, and hatched where the start or the stage is doubted."""
    pieces: dict[str, list[tuple[Band, float, float]]] = {"sure": [], "faint": [], "hatched": []}
    for band in chart.bands:
        pieces["sure"].append((band, band.first, band.told))
        pieces["faint"].append((band, band.told, band.until))
        pieces["hatched"].append((band, band.first, band.told if band.is_disputed else band.sure))
    for name, found in pieces.items():
        bars = [piece for piece in found if piece[2] > piece[1]]
        if bars:
            yield _bars(chart, name, bars)


def _bars(chart: Chart, name: str, bars: Sequence[tuple[Band, float, float]]) -> Part:
    boxes = [band_box(chart, band, is_faint=name == "faint") for band, _, _ in bars]
    colours = [f"var(--{phase_property(band.stage.phase)})" for band, _, _ in bars]
    pattern = {"shape": "/", "size": 5, "solidity": 0.35, "fgcolor": PAPER, "bgcolor": colours, "fillmode": "overlay"}
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "base": [moment(first) for _, first, _ in bars],
        "x": [(last - first) * DAY_MILLISECONDS for _, first, last in bars],
        "y": [top + height / 2 for top, height in boxes],
        "width": [height for _, height in boxes],
        "marker": {"color": colours, "line": {"width": 0}, **({"pattern": pattern} if name == "hatched" else {})},
        "customdata": [band.anchor for band, _, _ in bars],
        "hovertext": [escape(band.title, quote=False) for band, _, _ in bars],
        "hoverinfo": "text",
    }


def phase_property(phase: Phase) -> str:
    return f"phase-{phase.value.replace('_', '-')}"


def _band_names(chart: Chart) -> Iterator[Part]:
    found = [(band, label) for band in chart.bands if (label := band_label(chart, band))]
    if found:
        colours = [INK if label.is_above else f"var(--on-{band.stage.phase.value.replace('_', '-')})" for band, label in found]
        yield {
            "type": "scatter",
            "mode": "text",
            "name": "stages",
            "x": [moment(_day_at(chart, label.x)) for _, label in found],
            "y": [label.y - BAND_LABEL_SIZE * 0.36 for _, label in found],
            "text": [escape(label.text, quote=False) for _, label in found],
            "textposition": "middle right",
            "textfont": {"size": BAND_LABEL_SIZE, "color": colours},
            "hoverinfo": "skip",
        }


def _day_at(chart: Chart, x: float) -> float:
    window = chart.window
    return window.first + (x - window.left) / (window.right - window.left) * window.length


def _markers(marks: Sequence[Mark]) -> Iterator[Part]:
    for fill in Fill:
        found = [mark for mark in marks if mark.fill is fill]
        if found:
            yield _marker_trace(fill, found)


def _marker_trace(fill: Fill, marks: Sequence[Mark]) -> Part:
    is_dashed = fill is Fill.DASHED
    return {
        "type": "scatter",
        "mode": "markers",
        "name": fill.value,
        "x": [moment(mark.place.at) for mark in marks],
        "y": [mark.y for mark in marks],
        "marker": {
            "symbol": [mark.shape.value for mark in marks],
            "size": [_SYMBOL_SIZES.get(mark.shape, SIZE) for mark in marks],
            "color": [INK if fill is Fill.SOLID else PAPER for mark in marks],
            "line": {"width": 0 if is_dashed else 1.4, "color": [MUTED if mark.is_retracted else INK for mark in marks]},
            "opacity": 0 if is_dashed else 1,
        },
        "customdata": [mark.anchor for mark in marks],
        "hovertext": [escape(mark.title, quote=False) for mark in marks],
        "hoverinfo": "text",
        "cliponaxis": True,
    }


def _numbers(marks: Sequence[Mark]) -> Iterator[Part]:
    found = [mark for mark in marks if mark.number]
    if found:
        yield {
            "type": "scatter",
            "mode": "text",
            "name": "numbers",
            "x": [moment(mark.place.at) for mark in found],
            "y": [mark.y for mark in found],
            "text": ["\u2007" * round((number_x(mark) - mark.x) / 7) + str(mark.number) for mark in found],
            "textposition": "middle right",
            "textfont": {"size": LABEL_SIZE, "color": INK},
            "hoverinfo": "skip",
        }


def _outlines(marks: Sequence[Mark]) -> Iterator[Part]:
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
    half = SIZE / 2
    circle = ((1, 0), (0.71, 0.71), (0, 1), (-0.71, 0.71), (-1, 0), (-0.71, -0.71), (0, -1), (0.71, -0.71))
    points = (f"{half * right:.1f},{half * down:.1f}" for right, down in CORNERS.get(shape, circle))
    return f"M{'L'.join(points)}Z"


def _pinned(mark: Mark, path: str, line: Part, colour: str = "rgba(0,0,0,0)") -> Part:
    return {
        "type": "path", "path": path.replace(" ", ","), "xsizemode": "pixel", "ysizemode": "pixel",
        "xanchor": moment(mark.place.at), "yanchor": mark.y, "line": line, "fillcolor": colour, "layer": "above",
    }  # fmt: skip


def _row_lines(chart: Chart) -> Iterator[Part]:
    for row in chart.rows:
        left = -chart.window.left / (chart.window.right - chart.window.left)
        yield {
            "type": "line", "xref": "paper", "yref": "y", "x0": left, "x1": 1, "y0": row.top, "y1": row.top,
            "line": {"color": RULE, "width": 1}, "layer": "below",
        }  # fmt: skip


def _row_names(chart: Chart) -> Iterator[Part]:
    for row in chart.rows:
        for text, y in name_lines(chart, row):
            yield {
                "xref": "paper", "yref": "y", "x": 0, "xshift": -chart.window.left, "xanchor": "left", "y": y,
                "yanchor": "bottom", "yshift": -3, "text": f"<b>{escape(text, quote=False)}</b>" if row.is_track else escape(text, quote=False),
                "showarrow": False, "font": {"size": LABEL_SIZE}, "borderpad": 0,
            }  # fmt: skip


def _leaders(chart: Chart) -> Iterator[Part]:
    path = "".join(
        f"M{_path_moment(chart.mark(label.id).place.at)},{chart.label_y(label) + 3:g}V{chart.mark(label.id).y - SIZE / 2:g}"
        for label in chart.labels
    )
    yield from _one_path(path, RULE, 1, "below")


def _whiskers(marks: Iterable[Mark]) -> Iterator[Part]:
    path = "".join(
        f"M{_path_moment(mark.place.first)},{mark.y:g}H{_path_moment(mark.place.last)}{_ends(mark)}"
        for mark in marks
        if mark.has_whisker
    )
    yield from _one_path(path, MUTED, 1.2, "below")


def _ends(mark: Mark) -> str:
    ends = ((mark.place.first, mark.place.is_open_left), (mark.place.last, mark.place.is_open_right))
    return "".join(
        f"M{_path_moment(day)},{mark.y - WHISKER_END:g}V{mark.y + WHISKER_END:g}" for day, is_open in ends if not is_open
    )


def _ticks(marks: Iterable[Mark]) -> Iterator[Part]:
    path = "".join(f"M{_path_moment(mark.place.at)},{mark.y - TICK:g}V{mark.y + TICK:g}" for mark in marks)
    yield from _one_path(path, INK, 1.2, "above")


def _one_path(path: str, colour: str, width: float, layer: str) -> Iterator[Part]:
    if path:
        yield {"type": "path", "path": path, "line": {"color": colour, "width": width}, "layer": layer}


def _path_moment(day: float) -> str:
    """Dates in a shape's path have an underscore for the blank (Plotly's reference, `layout.shapes.path`)."""
    return moment(day).replace(" ", "_")


def _labels(chart: Chart) -> Iterator[Part]:
    for label in chart.labels:
        mark = chart.mark(label.id)
        yield {
            "xref": "x", "yref": "y", "x": moment(mark.place.at), "y": chart.label_y(label),
            "xanchor": "right" if label.is_to_the_left else "left", "xshift": 4 if label.is_to_the_left else -4,
            "yanchor": "bottom", "yshift": -4, "text": escape(label.text, quote=False), "showarrow": False,
            "borderpad": 0, "captureevents": False, "font": {"size": LABEL_SIZE, "color": INK},
        }  # fmt: skip
