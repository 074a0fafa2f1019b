from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tests.timeline.records import hard_record, many_entries
from timeline.entries import entries
from timeline.labels import text_width
from timeline.marks import NARROW, WIDE, Format, chart
from timeline.rows import TEXT_SIZE
from timeline.svg import svg

SPACE = "{http://www.w3.org/2000/svg}"


def drawing(form: Format) -> str:
    whole = hard_record()
    made = chart(whole, entries(whole), form)
    assert made
    return svg(made)


@pytest.fixture(params=[WIDE, NARROW], ids=lambda form: form.name)
def tree(request: pytest.FixtureRequest) -> ET.Element:
    return ET.fromstring(drawing(request.param))  # noqa: S314  our own text


def test_every_mark_and_band_is_a_link_with_a_title(tree: ET.Element) -> None:
    links = tree.findall(f".//{SPACE}a")
    assert len(links) > 10
    assert all(link.get("href", "").startswith("#claim-") and link.findtext(f"{SPACE}title") for link in links)
    assert all(link.get("aria-label") == link.findtext(f"{SPACE}title") for link in links)


def test_every_dated_entry_is_linked_on_a_desk() -> None:
    tree = ET.fromstring(drawing(WIDE))  # noqa: S314  our own text
    linked = {link.get("href") for link in tree.findall(f".//{SPACE}a")}
    assert {f"#{e.anchor}" for e in entries(hard_record()) if e.day} <= linked


def test_nothing_is_styled_inline(tree: ET.Element) -> None:
    assert not [element for element in tree.iter() if "style" in element.attrib or element.tag == f"{SPACE}style"]


def test_every_target_is_24_pixels_wide(tree: ET.Element) -> None:
    targets = [element for element in tree.iter(f"{SPACE}rect") if element.get("class") == "target"]
    assert {(target.get("width"), target.get("height")) for target in targets} == {("24", "24")}


def test_texts_are_escaped() -> None:
    text = drawing(WIDE)
    assert "&lt;Tests &amp; &quot;probes&quot;&gt;" in text
    assert "<Tests" not in text


def test_numbers_lie_over_all_marks_where_many_stand_close() -> None:
    whole = many_entries(100)
    made = chart(whole, entries(whole), NARROW)
    assert made
    drawn = svg(made)
    assert drawn.index('class="number"') > drawn.rindex('class="mark')


def test_a_name_of_a_track_is_escaped() -> None:
    whole = hard_record()
    whole = replace(whole, tracks=(whole.tracks[0], replace(whole.tracks[1], name="<script>&")))
    made = chart(whole, entries(whole), WIDE)
    assert made
    assert "&lt;script&gt;&amp;" in svg(made)


@pytest.mark.parametrize("form", [WIDE, NARROW], ids=lambda form: form.name)
def test_a_name_without_blanks_is_cut_with_an_ellipsis(form: Format) -> None:
    whole = hard_record()
    whole = replace(
        whole,
        tracks=(whole.tracks[0], replace(whole.tracks[1], name="W" * 80)),
        claims=tuple(replace(claim, label="M" * 40) for claim in whole.claims),
    )
    made = chart(whole, entries(whole), form)
    assert made
    found = ET.fromstring(svg(made))  # noqa: S314  our own text
    names = [text.text or "" for text in found.iter(f"{SPACE}text") if "row-name" in text.get("class", "")]
    assert any(name.endswith("W…") for name in names)
    assert all(text_width(name, TEXT_SIZE) <= (form.gutter or form.width) for name in names)
    assert form is NARROW or any("M…" in label.text for label in made.labels)


def test_the_two_drawings_share_no_id() -> None:
    both = ET.fromstring(f"<p>{drawing(WIDE)}{drawing(NARROW)}</p>")  # noqa: S314  our own text
    ids = [element.get("id") for element in both.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
