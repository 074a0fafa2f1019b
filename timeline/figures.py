"""A chart as a Plotly figure: a plain dict, quick to make, checked against `plotly.graph_objects` in the tests.

Positions are those of the SVG: the vertical axis counts its pixels from the top, the horizontal one its days. Colours
are names of the page's custom properties, which the page's script looks up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.overlays import label_notes, leaders, outlines, row_lines, row_names, tick_strokes, whiskers
from timeline.plotting import FONT, INK, MUTED, NOTHING, PAPER, RULE, Part, moment
from timeline.rows import LABEL_SIZE
from timeline.traces import band_bars, band_names, markers, numbers

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
    shapes = [*row_lines(chart), *leaders(chart), *whiskers(drawn), *tick_strokes(rest), *outlines(drawn)]
    return {
        "data": [*band_bars(chart), *markers(chart, drawn), *band_names(chart), *numbers(drawn)],
        "layout": _layout(chart, shapes),
        "config": dict(CONFIG),
    }


def _layout(chart: Chart, shapes: list[Part]) -> Part:
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
        "shapes": shapes,
        "annotations": [*row_names(chart), *label_notes(chart)],
    }


def _time_axis(chart: Chart) -> Part:
    return {
        "type": "date",
        "range": [moment(chart.window.first), moment(chart.window.last)],
        "tickmode": "array",
        "tickvals": [moment(tick.day) for tick in chart.ticks],
        "ticktext": [tick.text for tick in chart.ticks],
        "ticklabelposition": "inside right",
        "side": "top",
        "ticks": "",
        "ticklabelshift": 3,
        "griddash": "dot",
        "tickangle": 0,
        "tickfont": {"size": LABEL_SIZE - 1, "color": MUTED},
        "gridcolor": RULE,
        "showline": False,
        "zeroline": False,
    }
