"""A chart as a Plotly figure: a plain dict, quick to make, checked against `plotly.graph_objects` in the tests.

Positions are those of the SVG: the vertical axis counts its pixels from the top, the horizontal one its days. Colours
are names of the page's custom properties, which the page's script looks up.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from timeline.geometry import band_label
from timeline.notes import band_spans, column_boxes, notes
from timeline.overlays import densities, joins, leaders, outlines, row_lines, tick_lines, whiskers
from timeline.plotting import FONT, INK, NOTHING, PAPER, Part, moment
from timeline.rows import TEXT_SIZE
from timeline.traces import band_bars, markers

if TYPE_CHECKING:
    from timeline.ground import Ground
    from timeline.marks import Chart

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
    """`{"data", "layout", "config"}` for `Plotly.newPlot`; `customdata` of each mark is its place on the page.

    `layout.meta` is for the page's script: from when to when each stage's name may stand, and what each column of a
    density says, which is drawn as one path a row.
    """
    lines = [*tick_lines(chart), *row_lines(chart), *joins(chart), *leaders(chart), *whiskers(chart.marks)]
    columns = [list(column_boxes(chart, row)) for row in chart.rows]
    shapes = [*lines, *densities(columns), *outlines(chart.marks)]
    names = [band_label(chart, band) for band in chart.bands]
    meta = {"bands": band_spans(names), "columns": list(chain.from_iterable(columns))}
    return {
        "data": [*band_bars(chart), *markers(chart, chart.marks)],
        "layout": {**layout(chart), "shapes": shapes, "annotations": notes(chart, chart.marks, names), "meta": meta},
        "config": dict(CONFIG),
    }


def layout(chart: Ground) -> Part:
    form, window = chart.format, chart.window
    return {
        "width": form.width,
        "height": chart.height,
        "margin": {"l": window.left, "r": form.width - window.right, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": NOTHING,
        "font": {"family": FONT, "size": TEXT_SIZE, "color": INK},
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
    }


def _time_axis(chart: Ground) -> Part:
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
