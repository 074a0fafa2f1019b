"""The palette against WCAG 2.2: text 4.5 to 1 (1.4.3), what a drawing is understood by 3 to 1 (1.4.11)."""

import re
from pathlib import Path

import pytest

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
