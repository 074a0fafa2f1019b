"""What the peers' benchmark says of a run: which goals, beside whom, met or not."""

from __future__ import annotations

import pytest

from tests.benchmarks.gestures import Pace
from tests.benchmarks.peers import goals
from tests.benchmarks.peers.goals import BASIC, LIMIT, OURS, Goal
from tests.benchmarks.peers.measuring import Load, median


def a_load(ready: float, blocked: float = 0, drawn: float = 0) -> Load:
    return Load(ready=ready, blocked=blocked, moved=0, refused=0, drawn=drawn)


LOADS = {
    OURS: a_load(90, blocked=1, drawn=300),
    LIMIT: a_load(60),
    BASIC: a_load(400, blocked=50),
    "vis-timeline": a_load(200, blocked=80),
}


def told(made: object) -> dict[str, tuple[float, str]]:
    return {goal.what: (round(goal.measured, 3), goal.line[-5:-2]) for goal in made}  # type: ignore[attr-defined]


def test_a_page_is_set_beside_the_peer_that_is_ready_first() -> None:
    assert told(goals.of_loads(60, LOADS)) == {
        "ready, to vis-timeline": (0.45, "yes"),
        "ready, to the limit": (1.5, "yes"),
        "main thread blocked before reaching": (1, " no"),
        "from reaching to drawn, to plotly.js basic ready": (0.75, "yes"),
        "moved on the page": (0, "yes"),
        "refused by the policy": (0, "yes"),
    }
    assert told(goals.of_loads(10_000, LOADS))["ready, to vis-timeline"] == (0.45, " no")


def test_blocking_is_set_beside_the_peer_that_blocks_least() -> None:
    assert told(goals.of_slowed_loads(LOADS))["slowed: main thread blocked, to plotly.js basic"] == (0.02, "yes")


@pytest.mark.parametrize(
    ("size", "what"), [(1000, "a panned frame, to vis-timeline"), (10_000, "a panned frame, to ECharts")]
)
def test_a_long_chart_is_panned_beside_a_peer(size: int, what: str) -> None:
    paces = {
        (gesture, name): [Pace(gaps=(16, 16, 20), work=work, settled=0)]
        for gesture in ("drag", "wheel")
        for name, work in ((OURS, 3.0), ("vis-timeline", 4.0), ("ECharts", 3.0))
    }
    assert told(goals.of_paces(size, paces))[what] == ((0.75, "yes") if size == 1000 else (1.0, " no"))


def test_a_row_says_what_was_wanted_and_what_was_seen() -> None:
    assert Goal(what="ready", most=0.45, measured=0.4512).line == "| ready | 0.45 × | 0.451 × | no |"


def test_the_middle_of_some_loads_is_taken_value_by_value() -> None:
    assert median([a_load(1, 9), a_load(3, 7), a_load(2, 8)]) == a_load(2, 8)
