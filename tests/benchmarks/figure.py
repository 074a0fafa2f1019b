"""What a figure's JSON costs beside `graph_objects` and `to_json`: `python -m tests.benchmarks.figure`.

Both make the same figure of the same chart and write it as JSON: ours as a plain dict, Plotly's piece by piece out of
its own classes, which check each value. Rounds of the two alternate, so that a busy machine slows both; what ours keeps
from one figure to the next is thrown away before each.
"""

from __future__ import annotations

import os
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, Any

import django
import plotly.graph_objects as go

from tests.timeline.records import hard_record, many_entries
from timeline.entries import entries
from timeline.figures import figure
from timeline.labels import text_width
from timeline.marks import WIDE, chart
from timeline.plotting import moment
from timeline.views.answers import as_json

if TYPE_CHECKING:
    from deals.record.shape import Record
    from timeline.marks import Chart

ROUNDS = 21
TRACES = {"bar": go.Bar, "scatter": go.Scatter}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    for name, record in (("26 entries", hard_record()), ("300", many_entries(300)), ("10,000", many_entries(10_000))):
        plain, checked, size = milliseconds(drawn(record))
        print(  # noqa: T201
            f"{name}: {plain:.2f} ms as a dict, {checked:.1f} ms with graph_objects, ratio {plain / checked:.3f}; "
            f"{size / 1000:.0f} KB"
        )


def drawn(record: Record) -> Chart:
    made = chart(record, entries(record), WIDE)
    if made is None:
        raise ValueError("The record has no date.")
    return made


def milliseconds(made: Chart) -> tuple[float, float, int]:
    """Middle times of both ways, and the length of the JSON."""
    plain, checked, text = [], [], b""
    for _ in range(ROUNDS):
        moment.cache_clear()
        text_width.cache_clear()
        start = perf_counter()
        text = as_json(figure(made))
        between = perf_counter()
        with_graph_objects(figure(made))
        plain.append(between - start)
        checked.append(perf_counter() - between)
    return median(plain) * 1000, median(checked) * 1000, len(text)


def with_graph_objects(parts: dict[str, Any]) -> str:
    """The figure as Plotly's own classes build it, each shape and each text an object."""
    layout = dict(parts["layout"])
    shapes, annotations = layout.pop("shapes"), layout.pop("annotations")
    built = go.Figure(layout=go.Layout(**layout))
    for trace in parts["data"]:
        built.add_trace(TRACES[trace["type"]](**trace))
    built.update_layout(
        shapes=[go.layout.Shape(**shape) for shape in shapes],
        annotations=[go.layout.Annotation(**note) for note in annotations],
    )
    return str(built.to_json())


if __name__ == "__main__":
    main()
