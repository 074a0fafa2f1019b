"""What all parts of a Plotly figure use: instants as it reads them, and the page's colours by their names."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from timeline.scale import END_OF_ALL, FIRST_OF_ALL

Part = dict[str, Any]

DAY_SECONDS = 86_400
BEGIN = datetime.min  # noqa: DTZ901 -- without zone on purpose
LAST_OF_ALL = END_OF_ALL - 1 / DAY_SECONDS

INK, MUTED, RULE, PAPER, CONTEST = "var(--ink)", "var(--muted)", "var(--rule)", "var(--paper)", "var(--contest)"
NOTHING = "rgba(0,0,0,0)"
FONT = "var(--figures)"


@lru_cache(maxsize=8192)
def moment(day: float) -> str:
    """A day with its fraction as Plotly reads dates; without zone, so that no browser shifts it."""
    seconds = int((min(max(day, FIRST_OF_ALL), LAST_OF_ALL) - FIRST_OF_ALL) * DAY_SECONDS + 1e-4)
    return (BEGIN + timedelta(0, seconds)).isoformat(" ")
