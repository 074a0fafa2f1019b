"""A chart as a Plotly figure: a plain dict, quick to make, checked against `plotly.graph_objects` in the tests.

Positions are those of the SVG: the vertical axis counts its pixels from the top, the horizontal one its days. Colours
are names of the page's custom properties, which the page's script looks up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.notes import band_spans, notes
from timeline.overlays import leaders, outlines, row_lines, tick_lines, tick_strokes, whiskers
from timeline.plotting import FONT, INK, NOTHING, PAPER, Part, moment
from timeline.rows import LABEL_SIZE
from timeline.traces import band_bars, markers

if TYPE_CHECKING:
    from timeline.marks import Chart

MARKERS_MOST = 300
"""With more marks than this the lesser ones become strokes in one path, which stays quick to drag."""
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


def figure(chart: Chart) -> Part:
    """`{"data", "layout", "config"}` for `Plotly.newPlot`; `customdata` of each mark is its place on the page."""
    few = len(chart.marks) <= MARKERS_MOST
    drawn = [mark for mark in chart.marks if few or mark.is_key or mark.number]
    rest = [] if few else [mark for mark in chart.marks if mark not in drawn]
    lines = [*tick_lines(chart), *row_lines(chart), *leaders(chart), *whiskers(drawn)]
    shapes = [*lines, *tick_strokes(rest), *outlines(drawn)]
    return {
        "data": [*band_bars(chart), *markers(chart, drawn)],
        "layout": {**_layout(chart), "shapes": shapes, "annotations": notes(chart, drawn)},
        "config": dict(CONFIG),
    }


def _layout(chart: Chart) -> Part:
    form, window = chart.format, chart.window
    return {
        "width": form.width,
        "height": chart.height,
        "margin": {"l": window.left, "r": form.width - window.right, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": NOTHING,
        "font": {"family": FONT, "size": LABEL_SIZE, "color": INK},
        "showlegend": False,
        "barmode": "overlay",
        "bargap": 0,
        "dragmode": "pan",
        "hovermode": "closest",
        "hoverlabel": {
            "align": "left",
            "bgcolor": PAPER,
            "bordercolor": INK,
            "font": {"family": FONT, "size": 13, "color": INK},
        },
        "xaxis": _time_axis(chart),
        "yaxis": {"range": [chart.height, 0], "fixedrange": True, "visible": False},
        "meta": {"bands": band_spans(chart)},
    }


def _time_axis(chart: Chart) -> Part:
    """Without labels and grid: years and months differ in weight and dash, which an axis of Plotly's cannot do."""
    return {
        "type": "date",
        "range": [moment(chart.window.first), moment(chart.window.last)],
        "showticklabels": False,
        "showgrid": False,
        "ticks": "",
        "showline": False,
        "zeroline": False,
    }
