"""What all parts of a Plotly figure use: instants as it reads them, and the page's colours by their names."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

Part = dict[str, Any]

INK, MUTED, RULE, PAPER, CONTEST = "var(--ink)", "var(--muted)", "var(--rule)", "var(--paper)", "var(--contest)"
NOTHING = "rgba(0,0,0,0)"
FONT = "var(--figures)"


def moment(day: float) -> str:
    """A day with its fraction as Plotly reads dates; without zone, so that no browser shifts it."""
    instant = datetime(1, 1, 1) + timedelta(days=day - 1)  # noqa: DTZ001  days have no zone
    return instant.isoformat(sep=" ", timespec="seconds")
