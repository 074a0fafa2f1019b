"""Groups and deals in time as SVG: few paths, every link titled and escaped, hidden from who has the list."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from tests.timeline.test_panorama import GROUP, IN_PHASES, drawn
from timeline.panorama import WIDE, panorama
from timeline.panorama_svg import panorama_svg


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_each_year_and_phase_is_a_titled_link_and_each_phase_one_path(form: str) -> None:
    found = drawn(2016, 2020, form=form)
    svg = panorama_svg(found)
    root = ET.fromstring(svg)  # noqa: S314  our own
    targets = [target for row in found.rows for target in row.targets]
    links = root.findall(".//{*}a")
    assert [(link.get("href"), link[0].text) for link in links] == [(one.address, one.words) for one in targets]
    assert {link.get("tabindex") for link in links} == {"-1"}
    assert root.get("aria-hidden") == "true"
    kinds = re.findall(r'<path class="((?:phase phase-\w+)|hatched)"', svg)
    assert len(kinds) == len(set(kinds))
    assert kinds[-1] == "hatched"
    assert f'fill="url(#hatch-{form})"' in svg
    assert f'id="hatch-{form}"' in svg


def test_names_are_escaped_and_what_sums_up_is_set_apart() -> None:
    svg = panorama_svg(panorama([GROUP, GROUP, IN_PHASES], [2016, 2017], WIDE))
    assert "in 2016 &amp; then" in svg
    assert (svg.count('class="row-track"'), svg.count('class="row-lane"')) == (2, 1)
    assert " style=" not in svg
