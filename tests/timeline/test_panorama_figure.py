"""The Plotly figure of groups and deals: valid, where the SVG is, in the page’s colours, light whatever it shows."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

import plotly.graph_objects as go
import pytest

from tests.timeline.test_panorama import GROUP, drawn
from tests.timeline.test_years import column
from timeline.panorama import WIDE, InYears, Panorama, panorama
from timeline.panorama_figure import panorama_figure
from timeline.panorama_svg import panorama_svg


def pixels(found: Panorama, moment: str) -> float:
    when = datetime.fromisoformat(moment.replace("_", " "))
    day = when.toordinal() + (when.hour * 3600 + when.minute * 60 + when.second) / 86_400
    return found.window.x(day)


def paths(figure: dict[str, Any]) -> dict[str, str]:
    shapes = (shape for shape in figure["layout"]["shapes"] if shape.get("name") == "phase")
    return {shape["fillcolor"]: shape["path"] for shape in shapes}


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_plotly_takes_it(form: str) -> None:
    figure = json.loads(json.dumps(panorama_figure(drawn(2016, 2020, form=form))))
    go.Figure(data=figure["data"], layout={**figure["layout"], "paper_bgcolor": "white"}, skip_invalid=False)


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_every_bar_stands_where_the_svg_has_it(form: str) -> None:
    found = drawn(2016, 2020, form=form)
    svg, figure = panorama_svg(found), panorama_figure(found)
    for colour, path in paths(figure).items():
        phase = colour.removeprefix("var(--phase-").removesuffix(")").replace("-", "_")
        (own,) = re.findall(rf'class="phase phase-{phase}" d="([^"]+)"', svg)
        drawn_there = re.findall(r"M([\d.]+) ([\d.]+)v-([\d.]+)H([\d.]+)", own)
        drawn_here = re.findall(r"M([^,]+),([\d.]+)V([\d.]+)H([^V]+)", path)
        assert len(drawn_there) == len(drawn_here) > 0
        for (left, foot, tall, right), (first, low, high, last) in zip(drawn_there, drawn_here, strict=True):
            assert (float(left), float(right)) == pytest.approx((pixels(found, first), pixels(found, last)), abs=0.11)
            assert (float(foot), float(tall)) == pytest.approx((float(low), float(low) - float(high)), abs=0.11)


def test_each_link_has_an_area_that_says_where_it_leads() -> None:
    found = drawn(2016, 2020)
    areas = panorama_figure(found)["layout"]["meta"]["columns"]
    targets = [target for row in found.rows for target in row.targets]
    assert [(area["address"], area["title"], area["y"]) for area in areas] == [
        (target.address, target.words, [target.top, target.foot]) for target in targets
    ]
    assert [area["days"][0][:4] for area in areas[:2]] == ["2016", "2017"]


def test_many_groups_are_a_path_a_phase_and_nothing_hatched() -> None:
    years = [column(year, exploring=3, contracted=1) for year in range(1970, 2020)]
    many = [InYears(name=f"Group {n}", years=years) for n in range(20)]
    figure = panorama_figure(panorama([GROUP, *many], range(1970, 2020), WIDE))
    assert (figure["data"], len(paths(figure))) == ([], 3)


def test_a_tall_figure_names_its_years_where_the_svg_does() -> None:
    tall = panorama([GROUP] * 20, [2016, 2020], WIDE)
    notes = panorama_figure(tall)["layout"]["annotations"]
    names = re.findall(r'<text class="tick [^"]+" x="[^"]+" y="([^"]+)">([^<]+)<', panorama_svg(tall))
    assert [(float(y), text) for y, text in names] == [(note["y"], note["text"]) for note in notes]
    assert {note["name"] for note in notes} == {"tick", "foot"}
