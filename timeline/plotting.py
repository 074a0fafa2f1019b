"""What all parts of a Plotly figure use: instants as it reads them, and the page's colours by their names."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from textwrap import wrap
from typing import Any

from timeline.scale import END_OF_ALL, FIRST_OF_ALL

Part = dict[str, Any]

SECOND = 1 / 86_400
"""In days."""

HOVER_CHARACTERS = 46
"""A line's length in a hover box."""

INK, MUTED, RULE, PAPER, CONTEST = "var(--ink)", "var(--muted)", "var(--rule)", "var(--paper)", "var(--contest)"
NOTHING = "rgba(0,0,0,0)"
FONT = "var(--figures)"


def moment(day: float) -> str:
    """A day with its fraction as Plotly reads dates; without zone, so that no browser shifts it."""
    inside = min(max(day, FIRST_OF_ALL), END_OF_ALL - SECOND)
    instant = datetime(1, 1, 1) + timedelta(days=inside - 1)  # noqa: DTZ001  days have no zone
    return instant.isoformat(sep=" ", timespec="seconds")


def hover_text(title: str) -> str:
    """In short lines, for Plotly's markup: of it only the line break is used."""
    return "<br>".join(escape(line, quote=False) for line in wrap(title, HOVER_CHARACTERS))
