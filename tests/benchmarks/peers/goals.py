"""The goals of the page's speed, and how near a run came: ratios to the best peer, never milliseconds."""

from __future__ import annotations

import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from tests.benchmarks.gestures import Pace
    from tests.benchmarks.peers.measuring import Load

OURS, LIMIT, BASIC = "ours", "the limit", "plotly.js basic"
WEIGHT_MOST = 10.0
"""KB."""
READY_MOST = {60: 0.45, 1000: 0.6, 10_000: 0.1}
READY_BESIDE = {10_000: "vis-timeline"}
"""Beside whom a page of so many entries is ready; else beside the best peer."""
PANNED_BESIDE = {60: "vis-timeline", 1000: "vis-timeline", 10_000: "ECharts"}
ENTRANTS = {10_000: ("vis-timeline", "ECharts")}
"""Peers that take part with so many entries; else all do. The others need many minutes a load."""
PANNED_MOST = {1000: 1.0, 10_000: 0.8}


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """“Ready, to the best peer's (ECharts): at most 0.45 ×; measured 0.41”."""

    what: str
    most: float
    measured: float
    unit: str = "×"

    @property
    def line(self) -> str:
        """A row of a Markdown table."""
        met = "yes" if self.measured <= self.most else "no"
        return f"| {self.what} | {self.most:g} {self.unit} | {self.measured:.3g} {self.unit} | {met} |"


def of_loads(size: int, loads: Mapping[str, Load]) -> Iterator[Goal]:
    """Of cold loads on the machine as it is."""
    ours, peer = loads[OURS], READY_BESIDE.get(size) or best(loads)
    yield Goal(what=f"ready, to {peer}", most=READY_MOST[size], measured=ours.ready / loads[peer].ready)
    if size == min(READY_MOST):
        yield Goal(what="ready, to the limit", most=1.5, measured=ours.ready / loads[LIMIT].ready)
        yield Goal(what="main thread blocked before reaching", most=0, measured=ours.blocked, unit="ms")
        drawn = ours.drawn / loads[BASIC].ready
        yield Goal(what=f"from reaching to drawn, to {BASIC} ready", most=1.0, measured=drawn)
    yield Goal(what="moved on the page", most=0, measured=ours.moved, unit="shift")
    yield Goal(what="refused by the policy", most=0, measured=ours.refused, unit="times")


def of_slowed_loads(loads: Mapping[str, Load]) -> Iterator[Goal]:
    """Of cold loads on a slowed processor, over a phone's network."""
    ours, peer = loads[OURS], best(loads)
    calmest = min(_peers(loads), key=lambda name: loads[name].blocked)
    yield Goal(what=f"slowed: ready, to {peer}", most=0.35, measured=ours.ready / loads[peer].ready)
    blocked = ours.blocked / max(loads[calmest].blocked, 1)
    yield Goal(what=f"slowed: main thread blocked, to {calmest}", most=0.05, measured=blocked)


def of_weight(number_bytes: int) -> Goal:
    what = "script and style before reaching, compressed"
    return Goal(what=what, most=WEIGHT_MOST, measured=number_bytes / 1000, unit="KB")


def of_paces(size: int, paces: Mapping[tuple[str, str], Sequence[Pace]]) -> Iterator[Goal]:
    """Of real drags and turns of the wheel on the live chart."""
    peer = PANNED_BESIDE[size]
    if size in PANNED_MOST:
        ours, theirs = (statistics.median(pace.work for pace in paces["drag", name]) for name in (OURS, peer))
        yield Goal(what=f"a panned frame, to {peer}", most=PANNED_MOST[size], measured=ours / theirs)
        return
    for gesture in ("drag", "wheel"):
        ours, theirs = (statistics.median(pace.gap_95 for pace in paces[gesture, name]) for name in (OURS, peer))
        yield Goal(what=f"{gesture}: frame gap, 95th percentile, to {peer}", most=1.0, measured=ours / theirs)


def best(loads: Mapping[str, Load]) -> str:
    """The peer that is ready first."""
    return min(_peers(loads), key=lambda name: loads[name].ready)


def _peers(loads: Mapping[str, Load]) -> list[str]:
    return [name for name in loads if name not in {OURS, LIMIT}]
