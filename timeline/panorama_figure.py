"""Groups and deals in time as a Plotly figure, in the places of the SVG: one path a phase, bars for what is hatched."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from timeline.figures import CONFIG, layout
from timeline.notes import tick_notes
from timeline.overlays import in_path, row_lines, tick_lines
from timeline.plotting import Part, moment
from timeline.traces import HATCHED, bars, phase_property

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.panorama import Bar, Panorama


def panorama_figure(drawn: Panorama) -> Part:
    """`layout.meta.columns` are for the page's script: when and where each link is, what it says and where it leads."""
    shapes = [*tick_lines(drawn), *row_lines(drawn), *_phases(drawn)]
    meta = {"bands": [], "columns": list(_areas(drawn))}
    return {
        "data": list(_hatched(drawn)),
        "layout": {**layout(drawn), "shapes": shapes, "annotations": list(tick_notes(drawn)), "meta": meta},
        "config": dict(CONFIG),
    }


def _phases(drawn: Panorama) -> Iterator[Part]:
    found: dict[str, list[str]] = defaultdict(list)
    for bar in (bar for row in drawn.rows for bar in row.bars if not bar.is_hatched):
        found[bar.phase].append(_box(bar))
    for phase, boxes in found.items():
        yield {
            "name": "phase", "type": "path", "path": in_path("".join(boxes)), "layer": "below",
            "fillcolor": f"var(--{phase_property(phase)})",
            "line": {"width": 0.75, "color": "var(--phase-executing)"},
        }  # fmt: skip


def _box(bar: Bar) -> str:
    left, right = moment(bar.first), moment(bar.last)
    return f"M{left},{bar.top + bar.height:.1f}V{bar.top:.1f}H{right}V{bar.top + bar.height:.1f}Z"


def _hatched(drawn: Panorama) -> Iterator[Part]:
    found = [bar for row in drawn.rows for bar in row.bars if bar.is_hatched]
    if found:
        places = bars([(bar.first, bar.last, bar.top, bar.height) for bar in found])
        yield {**places, "name": "hatched", "marker": HATCHED, "hoverinfo": "skip"}


def _areas(drawn: Panorama) -> Iterator[Part]:
    for target in (target for row in drawn.rows for target in row.targets):
        days, heights = [moment(target.first), moment(target.last)], [target.top, target.foot]
        yield {"days": days, "y": heights, "title": target.words, "address": target.address}
