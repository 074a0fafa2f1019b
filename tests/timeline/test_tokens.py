"""The palette against WCAG 2.2: text 4.5 to 1 (1.4.3), what a drawing is understood by 3 to 1 (1.4.11)."""

import re
from pathlib import Path

import pytest

from timeline.rows import TEXT_SIZE

TOKENS = Path(__file__).parents[2] / "timeline" / "static" / "timeline" / "tokens.css"
PHASES = ["exploring", "agreeing", "contracted", "executing", "completed", "off-ladder"]
TEXTS = [
    *((text, ground) for text in ("ink", "muted", "link", "contest") for ground in ("paper", "raised")),
    *((f"on-{phase}", f"phase-{phase}") for phase in PHASES),
]
DRAWN = ["ink", "muted", "contest", "focus", "phase-executing"]


def palettes() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.read_text().split("@media")
    found = {scheme: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", text)) for scheme, text in
             (("light", light), ("dark", dark))}  # fmt: skip
    assert found["dark"].keys() == found["light"].keys()
    return found


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read_on_its_ground(scheme: str, text: str, ground: str) -> None:
    palette = palettes()[scheme]
    assert contrast(palette[text], palette[ground]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("drawn", DRAWN)
def test_what_is_drawn_can_be_seen_on_paper(scheme: str, drawn: str) -> None:
    palette = palettes()[scheme]
    assert contrast(palette[drawn], palette["paper"]) >= 3


def test_every_constant_says_what_it_means() -> None:
    light = TOKENS.read_text().split("@media")[0]
    named = re.findall(r"--([\w-]+): [^;]+;(?: /\* (.+?) \*/)?", light)
    assert len(named) > 30
    assert [name for name, meaning in named if not meaning] == []


def test_the_sizes_that_the_drawing_counts_with_are_those_of_the_stylesheet() -> None:
    (size,) = re.findall(r"--size-chart: ([0-9.]+)px;", TOKENS.read_text())
    assert float(size) == TEXT_SIZE


def test_every_text_has_a_size_of_the_scale_and_one_of_two_weights() -> None:
    """Each size in each weight of each family is looked for before the first look: half a millisecond apiece."""
    sheets = "".join(path.read_text() for path in TOKENS.parent.glob("*.css") if path != TOKENS)
    on_paper = sheets.count("font-size: 10pt")
    assert len(re.findall(r"font-size: (?!var\(--size-)", sheets)) == on_paper == 1
    assert re.findall(r"font: (?!(?:700 )?var\(--size-|inherit)[^;]+", sheets) == []
    assert set(re.findall(r"font-weight: (\w+)", sheets)) == {"400", "700"}


def test_every_constant_is_used_and_every_one_used_is_there() -> None:
    sheets = "".join(path.read_text() for path in TOKENS.parent.glob("*.css"))
    code = "".join(path.read_text() for path in TOKENS.parents[2].glob("*.py"))
    named = set(re.findall(r"--([\w-]+):", TOKENS.read_text()))
    used = set(re.findall(r"var\(--([\w-]+)\)", sheets + code))
    of_one_part = set(re.findall(r"[{;] ?--([\w-]+):", (TOKENS.parent / "page.css").read_text()))
    assert used - named - of_one_part == set()
    assert named - used == set()
