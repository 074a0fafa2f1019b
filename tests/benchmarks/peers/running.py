"""All pages of one size, loaded and moved by turns, so that a busy machine slows them alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.benchmarks.gestures import Chart, in_turns
from tests.benchmarks.peers.goals import OURS
from tests.benchmarks.peers.measuring import load, median

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

    from tests.benchmarks.gestures import Pace
    from tests.benchmarks.peers.measuring import Load


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrant:
    """A page in the race."""

    address: str
    is_ready: str
    """JavaScript that says so."""
    chart_address: str
    chart: str
    """Where the hand is put to move it, on the page at `chart_address`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Race:
    browser: Browser
    site: str
    entrants: Mapping[str, Entrant]
    rounds: int

    def loads(self, *, is_slowed: bool = False) -> dict[str, Load]:
        """The median cold load of each page."""
        found: dict[str, list[Load]] = {name: [] for name in self.entrants}
        for _ in range(self.rounds):
            for name, one in self.entrants.items():
                address = f"{self.site}{one.address}"
                loaded = load(self.browser, address, one.is_ready, is_slowed=is_slowed, reaches=name == OURS)
                found[name].append(loaded)
        return {name: median(loads) for name, loads in found.items()}

    def paces(self, *names: str) -> dict[tuple[str, str], list[Pace]]:
        """How the charts of these follow the hand, by gesture and name."""
        those = ((name, self.entrants[name]) for name in names)
        charts = [
            Chart(name=name, address=f"{self.site}{one.chart_address}", selector=one.chart) for name, one in those
        ]
        return in_turns(self.browser, charts, self.rounds)
