"""How a chart follows the hand: `python -m tests.benchmarks.gestures --chart NAME ADDRESS SELECTOR ... --rounds 7`.

Real mouse and wheel events go to whatever draws a chart at SELECTOR. The page is asked to tell when each frame came,
and the browser how long its main thread worked. The charts take turns; each is compared with the first.
"""

from __future__ import annotations

import statistics
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from tests.journeys.browser import FLAGS, chromium_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from playwright.sync_api import Browser, CDPSession, Page

STEPS = 60
REST_MILLISECONDS = 600
"""After a gesture, until a chart has drawn what it put off."""
WATCH = """
() => {
  window.frameTimes = [];
  const note = time => { window.frameTimes.push(time); window.frameWatch = requestAnimationFrame(note); };
  window.frameWatch = requestAnimationFrame(note);
}
"""
UNWATCH = "() => { cancelAnimationFrame(window.frameWatch); return window.frameTimes; }"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Milliseconds of one gesture: the gaps between its frames, and the main thread's work for each step of the hand.

    No gap is shorter than the screen's rate allows. Gaps are whole milliseconds: the page's clock is kept coarse, and
    tells one and the same gap as 16.6, 16.7 or 16.8. `settled` is the work after the hand was still: what was put off.
    """

    gaps: tuple[float, ...]
    work: float
    settled: float

    @property
    def gap_95(self) -> float:
        """The gap that 95 of 100 do not exceed."""
        return statistics.quantiles(self.gaps, n=20, method="inclusive")[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Whatever draws a chart at `selector` of a page."""

    name: str
    address: str
    selector: str


def drag(page: Page, selector: str, pixels: float = 300) -> Pace:
    """Press in the chart's middle, go left and come back right of where it began, let go."""
    x, y = _middle(page, selector)

    def moves() -> Iterator[None]:
        for step in range(1, STEPS + 1):
            part = step / STEPS * 3
            page.mouse.move(x + pixels / 2 * (-part if part <= 1 else part - 2), y + step % 3)
            yield
        page.mouse.up()

    page.mouse.move(x, y)
    page.mouse.down()
    return _paced(page, moves())


def wheel(page: Page, selector: str, *, key: str | None = "Control", notch: float = 40) -> Pace:
    """Turn the wheel in the chart's middle, half of the way in and half of it out again; `key` is held meanwhile."""
    x, y = _middle(page, selector)

    def turns() -> Iterator[None]:
        for step in range(STEPS):
            page.mouse.wheel(0, -notch if step < STEPS / 2 else notch)
            yield

    page.mouse.move(x, y)
    if key:
        page.keyboard.down(key)
    try:
        return _paced(page, turns())
    finally:
        if key:
            page.keyboard.up(key)


def _middle(page: Page, selector: str) -> tuple[float, float]:
    chart = page.locator(selector).first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box, f"{selector} is not seen"
    return box["x"] + box["width"] * 0.55, box["y"] + min(box["height"], 500) / 2


def _paced(page: Page, moves: Iterator[None]) -> Pace:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    page.evaluate(WATCH)
    begun = _worked(session)
    for _ in moves:
        pass  # each event is answered once the page has taken it, which the browser does once a frame
    ended, times = _worked(session), page.evaluate(UNWATCH)
    page.wait_for_timeout(REST_MILLISECONDS)
    settled = _worked(session) - ended
    session.detach()
    gaps = tuple(float(round(later - earlier)) for earlier, later in pairwise(times))
    return Pace(gaps=gaps, work=(ended - begun) / STEPS, settled=settled)


def _worked(session: CDPSession) -> float:
    """Milliseconds that the page's main thread has worked so far."""
    found = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(found["TaskDuration"]) * 1000


def main() -> None:
    options = _options()
    charts = [Chart(name=name, address=address, selector=selector) for name, address, selector in options.chart]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        found = in_turns(browser, charts, options.rounds, None if options.key == "none" else options.key)
        browser.close()
    for gesture in GESTURES:
        first = found[gesture, charts[0].name]
        for chart in charts:
            sys.stdout.write(f"{gesture:6} {chart.name:24} {_told(found[gesture, chart.name], first)}\n")


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--chart", nargs=3, action="append", required=True, metavar=("NAME", "ADDRESS", "SELECTOR"))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--key", default="Control", help="held while the wheel turns; “none” for a plain wheel")
    return parser.parse_args()


GESTURES: dict[str, Callable[[Page, str, str | None], Pace]] = {
    "drag": lambda page, selector, _: drag(page, selector),
    "wheel": lambda page, selector, key: wheel(page, selector, key=key),
}


def in_turns(
    browser: Browser, charts: Sequence[Chart], rounds: int, key: str | None = "Control"
) -> dict[tuple[str, str], list[Pace]]:
    """The paces of each (gesture, chart's name), a round each; a first turn of the wheel, untold, wakes the chart."""
    found: dict[tuple[str, str], list[Pace]] = {}
    for _ in range(rounds):
        for chart in charts:
            page = browser.new_page(viewport={"width": 1280, "height": 900})
            page.goto(chart.address)
            page.wait_for_selector(chart.selector)
            page.wait_for_timeout(REST_MILLISECONDS)
            wheel(page, chart.selector, key=key, notch=-20)
            for gesture, made in GESTURES.items():
                found.setdefault((gesture, chart.name), []).append(made(page, chart.selector, key))
            page.close()
    return found


def _told(paces: list[Pace], first: list[Pace]) -> str:
    """Medians of the rounds, and in brackets the ratio to the first chart."""
    parts = {
        "gap, 95th percentile": lambda pace: pace.gap_95,
        "gap, median": lambda pace: statistics.median(pace.gaps),
        "main thread a step": lambda pace: pace.work,
        "settled": lambda pace: pace.settled,
    }
    medians = {name: [statistics.median(map(of, each)) for each in (paces, first)] for name, of in parts.items()}
    return "   ".join(f"{name} {own:6.1f} ms ({own / max(base, 0.01):4.2f})" for name, (own, base) in medians.items())


if __name__ == "__main__":
    main()
