import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest

from tests.timeline.records import hard_record, many_entries
from timeline.entries import entries
from timeline.figures import figure
from timeline.marks import NARROW, WIDE, Chart, Format, chart
from timeline.plotting import moment
from timeline.scale import END_OF_ALL
from timeline.shapes import Fill
from timeline.svg import svg

TOKENS = Path(__file__).parents[2] / "timeline" / "static" / "timeline" / "tokens.css"


def drawn(form: Format) -> Chart:
    whole = hard_record()
    made = chart(whole, entries(whole), form)
    assert made
    return made


@pytest.fixture(params=[WIDE, NARROW], ids=lambda form: form.name)
def made(request: pytest.FixtureRequest) -> Chart:
    return drawn(request.param)


def markers(found: dict[str, Any]) -> list[tuple[str, str, float]]:
    traces = [trace for trace in found["data"] if trace.get("mode") == "markers"]
    return [row for trace in traces for row in zip(trace["customdata"], trace["x"], trace["y"], strict=True)]


def pixels(chart: Chart, instant: str) -> float:
    """Where Plotly draws an instant: margins and the axis' range decide."""
    layout = figure(chart)["layout"]
    first, last, at = (datetime.fromisoformat(text) for text in (*layout["xaxis"]["range"], instant))
    width = layout["width"] - layout["margin"]["l"] - layout["margin"]["r"]
    return float(layout["margin"]["l"] + (at - first) / (last - first) * width)


def test_plotly_accepts_the_figure(made: Chart) -> None:
    found = figure(made)
    go.Figure(data=found["data"], layout=found["layout"])


def test_marks_stand_where_the_svg_has_them(made: Chart) -> None:
    found = {anchor: (pixels(made, x), y) for anchor, x, y in markers(figure(made))}
    assert found.keys() == {mark.anchor for mark in made.marks}
    for mark in made.marks:
        assert found[mark.anchor] == pytest.approx((mark.x, mark.y), abs=0.2)


def test_ticks_stand_where_the_svg_has_them(made: Chart) -> None:
    layout = figure(made)["layout"]
    texts = [note for note in layout["annotations"] if note["name"] == "tick"]
    lines = [line for line in layout["shapes"] if line.get("name") == "tick"]
    wanted = pytest.approx([made.window.x(tick.day) for tick in made.ticks], abs=0.2)
    assert [pixels(made, note["x"]) for note in texts] == wanted
    assert [pixels(made, line["x0"]) for line in lines] == wanted


def test_years_are_bold_with_full_lines_as_in_the_svg(made: Chart) -> None:
    layout = figure(made)["layout"]
    weights = [note["font"]["weight"] for note in layout["annotations"] if note["name"] == "tick"]
    dashes = [line["line"]["dash"] for line in layout["shapes"] if line.get("name") == "tick"]
    assert weights == [700 if tick.is_year else 400 for tick in made.ticks]
    assert dashes == ["solid" if tick.is_year else "1px,4px" for tick in made.ticks]


def test_stages_are_named_where_the_svg_names_them_and_know_their_room(made: Chart) -> None:
    layout = figure(made)["layout"]
    names = [note for note in layout["annotations"] if note["name"] == "band"]
    assert len(names) == len(layout["meta"]["bands"]) == len(made.bands)
    shown = [note["text"] for note in names if note["visible"]]
    assert shown == re.findall(r'class="band-name[^>]*>([^<]*)<', svg(made))
    assert all(first == note["x"] for note, (first, _) in zip(names, layout["meta"]["bands"], strict=True))


def test_numbers_and_labels_are_those_of_the_svg(made: Chart) -> None:
    texts = figure(made)["layout"]["annotations"]
    assert [n["text"] for n in texts if n["name"] == "number"] == re.findall(r'"number"[^>]*>(\d+)<', svg(made))
    assert sum(note["name"] == "label" for note in texts) == len(made.labels)
    assert sum(line.get("name") == "leader" for line in figure(made)["layout"]["shapes"]) == len(made.labels)


def test_the_figure_is_plain_json_and_small(made: Chart) -> None:
    assert len(json.dumps(figure(made), allow_nan=False)) < 32_000


def test_nothing_of_the_figure_reaches_out_or_shows_a_logo(made: Chart) -> None:
    config = figure(made)["config"]
    assert not config["showSendToCloud"]
    assert not config["displaylogo"]
    assert not config["displayModeBar"]


def test_every_colour_is_a_property_of_the_stylesheet(made: Chart) -> None:
    text, tokens = json.dumps(figure(made)), TOKENS.read_text()
    names = {part.split(")")[0] for part in text.split("var(")[1:]}
    assert names
    assert all(f"{name}:" in tokens for name in names)


def test_texts_are_escaped_for_plotlys_markup() -> None:
    text = json.dumps(figure(drawn(WIDE)))
    assert "&lt;Tests &amp;" in text
    assert "<Tests" not in text
    assert "<b>" not in text  # Plotly would set a style attribute, which the policy refuses


def test_brackets_strikes_and_dashes_keep_their_size_and_place() -> None:
    made = drawn(WIDE)
    pinned = [shape for shape in figure(made)["layout"]["shapes"] if shape.get("xsizemode") == "pixel"]
    special = [mark.is_contested + (mark.fill in {Fill.DASHED, Fill.STRUCK}) for mark in made.marks if not mark.outcome]
    gates = [mark for mark in made.marks if mark.outcome]
    assert gates
    assert len(pinned) == sum(special) + 2 * len(gates)
    assert {shape["yanchor"] for shape in pinned} <= {mark.y for mark in made.marks}


def test_many_marks_are_gathered_into_one_path_a_row() -> None:
    whole = many_entries(2000)
    made = chart(whole, entries(whole), WIDE)
    assert made
    found = figure(made)
    assert len(markers(found)) < 70
    assert len(found["layout"]["shapes"]) < 80
    assert sum(shape.get("name") == "density" for shape in found["layout"]["shapes"]) == 2
    columns = found["layout"]["meta"]["columns"]
    assert len(columns) == sum(len(row.columns) for row in made.rows) > 50
    go.Figure(data=found["data"], layout=found["layout"])


def test_a_moment_outside_of_the_calendar_is_its_nearest_end() -> None:
    assert moment(-400.0).startswith("0001-01-01")
    assert moment(END_OF_ALL + 99).startswith("9999-12-31")


def test_a_moment_has_no_zone_and_keeps_half_days() -> None:
    assert moment(datetime(2017, 9, 12).toordinal() + 0.5) == "2017-09-12 12:00:00"  # noqa: DTZ001  days have no zone
