"""The figure's texts, as Plotly's annotations; each is named, so that the page's script can place it when zoomed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from timeline.geometry import column_box, name_lines, number_place, silence
from timeline.ground import axis_baselines
from timeline.plotting import INK, MUTED, Part, moment
from timeline.rows import TEXT_SIZE
from timeline.traces import phase_property

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.geometry import BandLabel
    from timeline.ground import Ground
    from timeline.marks import Chart, Mark
    from timeline.rows import Row

BOLD = 700
_PLAIN = {
    "showarrow": False,
    "borderpad": 0,
    "borderwidth": 0,
    "captureevents": False,
    "yref": "y",
    "yanchor": "bottom",
}


def notes(chart: Chart, marks: Sequence[Mark], names: Sequence[BandLabel]) -> list[Part]:
    """`names` are the stages', one a band."""
    return [
        *tick_notes(chart),
        *_row_names(chart),
        *_bands(chart, names),
        *_silences(chart, names),
        *_numbers(marks),
        *_labels(chart),
    ]


def band_spans(names: Sequence[BandLabel]) -> list[list[str]]:
    """From when to when each band's name may stand, in the order of their annotations."""
    return [[moment(label.first), moment(label.last)] for label in names]


def column_boxes(chart: Chart, row: Row) -> Iterator[Part]:
    """A density's columns: first and last day, top and foot in pixels, what it says and where it leads."""
    for column in row.columns:
        top, tall = column_box(chart, row, column)
        days = [moment(chart.window.day(x)) for x in (column.left, column.right)]
        yield {"days": days, "y": [top, top + tall], "title": column.title, "anchor": column.anchor}


def _at(name: str, day: float, text: str, y: float, size: float, **given: object) -> Part:
    """A text that begins `xshift` pixels right of a day, its baseline at `y`."""
    font = {"size": size, "color": given.pop("color", INK), "weight": given.pop("weight", 400)}
    place = {"name": name, "xref": "x", "x": moment(day), "y": y, "xanchor": "left", "yshift": -3}
    return {**_PLAIN, **place, "text": escape(text, quote=False), "font": font, **given}


def tick_notes(chart: Ground) -> Iterator[Part]:
    for tick in chart.ticks:
        look = {"color": INK, "weight": BOLD} if tick.is_year else {"color": MUTED}
        for name, y in zip(("tick", "foot"), axis_baselines(chart), strict=False):
            yield _at(name, tick.day, tick.text, y, TEXT_SIZE, xshift=3, **look)


def _row_names(chart: Chart) -> Iterator[Part]:
    for row in chart.rows:
        name = {"size": TEXT_SIZE, "color": INK, "weight": BOLD if row.is_track else 400}
        note = {"size": TEXT_SIZE, "color": MUTED}
        for line in name_lines(chart, row):
            yield {
                **_PLAIN, "name": "row", "xref": "paper", "x": 0, "xshift": -chart.window.left, "xanchor": "left",
                "y": line.y, "yshift": -3, "text": escape(line.text, quote=False),
                "font": note if line.is_note else name,
            }  # fmt: skip


def _bands(chart: Chart, names: Sequence[BandLabel]) -> Iterator[Part]:
    for band, label in zip(chart.bands, names, strict=True):
        colour = INK if label.is_above else f"var(--on-{phase_property(band.stage.phase).removeprefix('phase-')})"
        shift = label.x - chart.window.x(label.first)
        yield _at(
            "band", label.first, label.text, label.y, TEXT_SIZE,
            color=colour, xshift=shift, visible=label.has_room,
        )  # fmt: skip


def _silences(chart: Chart, names: Sequence[BandLabel]) -> Iterator[Part]:
    for band, name in zip(chart.bands, names, strict=True):
        quiet = silence(chart, band, name)
        if quiet:
            yield _at("silence", quiet.last, quiet.text, quiet.y, TEXT_SIZE, color=MUTED, xanchor="right")


def _numbers(marks: Sequence[Mark]) -> Iterator[Part]:
    for mark in marks:
        if mark.number:
            day, shift = number_place(mark)
            yield _at("number", day, str(mark.number), mark.y + 4, TEXT_SIZE, xshift=shift, weight=BOLD)


def _labels(chart: Chart) -> Iterator[Part]:
    for label in chart.labels:
        anchor, shift = ("right", 4) if label.is_to_the_left else ("left", -4)
        day = chart.mark(label.id).place.at
        yield _at("label", day, label.text, chart.label_y(label), TEXT_SIZE, xanchor=anchor, xshift=shift)
