"""The figure's traces: stages as bars, entries as markers."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from timeline.geometry import band_box
from timeline.plotting import INK, MUTED, NOTHING, PAPER, Part, moment
from timeline.shapes import Fill, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.bands import Band
    from timeline.marks import Chart, Mark

DAY_MILLISECONDS = 86_400_000
_HATCH = {"shape": "/", "size": 5, "solidity": 0.35, "fgcolor": PAPER, "bgcolor": NOTHING, "fillmode": "replace"}
HATCHED: Part = {"color": PAPER, "pattern": _HATCH}


def band_bars(chart: Chart) -> Iterator[Part]:
    """Three sets of bars: sure, faint after the last report, and hatched where the start or the stage is doubted."""
    pieces: dict[str, list[tuple[Band, float, float]]] = {"sure": [], "faint": [], "hatched": []}
    for band in chart.bands:
        pieces["sure"].append((band, band.first, band.told))
        pieces["faint"].append((band, band.told, band.until))
        pieces["hatched"].append((band, band.first, band.told if band.is_disputed else band.sure))
    for name, found in pieces.items():
        drawn = [piece for piece in found if piece[2] > piece[1]]
        if drawn:
            yield _bars(chart, name, drawn)


def _bars(chart: Chart, name: str, found: Sequence[tuple[Band, float, float]]) -> Part:
    boxes = [band_box(chart, band, is_faint=name == "faint") for band, _, _ in found]
    colours = [f"var(--{phase_property(band.stage.phase)})" for band, _, _ in found]
    edge = {"width": 0.75, "color": "var(--phase-executing)"}
    return {
        **bars([(first, last, *box) for (_, first, last), box in zip(found, boxes, strict=True)]),
        "name": name,
        "marker": HATCHED if name == "hatched" else {"color": colours, "line": edge},
        "customdata": [band.anchor for band, _, _ in found],
        "hovertext": [escape(band.title, quote=False) for band, _, _ in found],
        "hoverinfo": "text",
    }


def bars(boxes: Sequence[tuple[float, float, float, float]]) -> Part:
    """A trace's places: each box from its first to its last day, with its top and height in pixels."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": [moment(first) for first, _, _, _ in boxes],
        "x": [(last - first) * DAY_MILLISECONDS for first, last, _, _ in boxes],
        "y": [top + height / 2 for _, _, top, height in boxes],
        "width": [height for _, _, _, height in boxes],
    }


def phase_property(phase: str) -> str:
    return f"phase-{phase.replace('_', '-')}"


def markers(chart: Chart, marks: Sequence[Mark]) -> Iterator[Part]:
    """A trace a fill; gates have one of their own: what is seen of them lies over it."""
    for fill in Fill:
        found = [mark for mark in marks if mark.fill is fill and not mark.outcome]
        if found:
            yield _marker_trace(chart, fill, found, is_seen=fill is not Fill.DASHED)
    gates = [mark for mark in marks if mark.outcome]
    if gates:
        yield {**_marker_trace(chart, Fill.SOLID, gates, is_seen=False), "name": "gate"}


def _marker_trace(chart: Chart, fill: Fill, marks: Sequence[Mark], *, is_seen: bool) -> Part:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": fill.value,
        "x": [moment(chart.window.day(mark.x)) for mark in marks],
        "y": [mark.y for mark in marks],
        "marker": {
            "symbol": [mark.shape.value for mark in marks],
            "size": [size_of(mark.shape) for mark in marks],
            "color": [INK if fill is Fill.SOLID else PAPER for mark in marks],
            "line": {
                "width": 1.4 if is_seen else 0,
                "color": [MUTED if mark.is_retracted else INK for mark in marks],
            },
            "opacity": 1 if is_seen else 0,
        },
        "customdata": [mark.anchor for mark in marks],
        "hovertext": [escape(mark.title, quote=False) for mark in marks],
        "hoverinfo": "text",
        "cliponaxis": True,
    }
