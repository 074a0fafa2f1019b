"""What all parts of a Plotly figure use: instants as it reads them, and the page's colours by their names."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from html import escape
from typing import Any

from timeline.scale import END_OF_ALL, FIRST_OF_ALL

Part = dict[str, Any]

DAY_SECONDS = 86_400
SECOND = 1 / DAY_SECONDS
"""In days."""

HOVER_CHARACTERS = 46
"""A line's length in a hover box."""

INK, MUTED, RULE, PAPER, CONTEST = "var(--ink)", "var(--muted)", "var(--rule)", "var(--paper)", "var(--contest)"
NOTHING = "rgba(0,0,0,0)"
FONT = "var(--figures)"


@lru_cache(maxsize=8192)
def moment(day: float) -> str:
    """A day with its fraction as Plotly reads dates; without zone, so that no browser shifts it."""
    seconds = int((min(max(day, FIRST_OF_ALL), END_OF_ALL - SECOND) - FIRST_OF_ALL) * DAY_SECONDS + 1e-4)
    start = datetime.min  # noqa: DTZ901 -- without zone on purpose
    return (start + timedelta(seconds=seconds)).isoformat(" ")


def hover_text(title: str) -> str:
    """In short lines, for Plotly's markup: of it only the line break is used.

    Wrapped here: the standard library's wrapping took half of a figure's time.
    """
    lines, rest = [], " ".join(title.split())
    while len(rest) > HOVER_CHARACTERS and " " in rest:
        end = rest.rfind(" ", 0, HOVER_CHARACTERS + 1)
        line, rest = (rest[:end], rest[end + 1 :]) if end > 0 else rest.split(" ", maxsplit=1)
        lines.append(line)
    return escape("\n".join([*lines, rest]), quote=False).replace("\n", "<br>")
