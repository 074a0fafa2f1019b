"""What a cold load of a page costs its reader, in a browser that has seen nothing before."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

SLOWED = 4
"""How much slower a phone's processor is taken to be."""
PHONE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""A phone's network: milliseconds, and bytes a second."""
READY_SECONDS = 240
BEGIN_MILLISECONDS = 2500
"""A new window is still at work on itself for so long, on the cores that the page needs."""
REST_MILLISECONDS = 1500
READY = "ready to be measured"
WATCH = """
const READY = '%s';
window.told = {ready: 0, blocked: 0, moved: 0, refused: 0, drawn: 0};
new PerformanceObserver(list => list.getEntries().forEach(task => { told.blocked += Math.max(task.duration - 50, 0); }))
  .observe({type: 'longtask', buffered: true});
new PerformanceObserver(list => list.getEntries().forEach(shift => { told.moved += shift.value; }))
  .observe({type: 'layout-shift', buffered: true});
document.addEventListener('securitypolicyviolation', () => { told.refused += 1; });
function seen(time) { told.ready = time; console.log(READY); }
(function look() {
  if (document.body && (%s)) requestAnimationFrame(() => requestAnimationFrame(seen));
  else requestAnimationFrame(look);
})();
"""
REACHED = "drawn once it was reached for"
WATCH_REACHING = f"""
() => {{
  let reached = 0;
  document.addEventListener('pointermove', event => {{ reached = reached || event.timeStamp; }}, {{capture: true}});
  function seen(time) {{ told.drawn = time - reached; console.log('{REACHED}'); }}
  (function look() {{
    if (document.querySelector('.is-live')) requestAnimationFrame(() => requestAnimationFrame(seen));
    else requestAnimationFrame(look);
  }})();
}}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Milliseconds since the page was asked for, and what it did to its reader."""

    ready: float
    blocked: float
    """What tasks of the main thread took beyond 50 ms each, until a while after it was ready."""
    moved: float
    refused: float
    """What the page's own policy forbade."""
    drawn: float = 0.0
    """From reaching for the chart to the live chart; ours alone has both."""


def median(loads: Sequence[Load]) -> Load:
    """The middle of each of their values."""
    return Load(**{part.name: statistics.median(getattr(one, part.name) for one in loads) for part in fields(Load)})


def load(browser: Browser, address: str, is_ready: str, *, is_slowed: bool = False, reaches: bool = False) -> Load:
    """A cold load in a context of its own."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    if is_slowed:
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", PHONE)
    page.add_init_script(WATCH % (READY, is_ready))
    page.wait_for_timeout(BEGIN_MILLISECONDS)
    # The page tells it: asking for it again and again would put our own work among the page's.
    with page.expect_console_message(lambda message: message.text == READY, timeout=READY_SECONDS * 1000):
        page.goto(address, wait_until="commit")
    page.wait_for_timeout(REST_MILLISECONDS)
    told = page.evaluate("told")
    if reaches:
        _reach(page)
    told |= {name: page.evaluate(f"told.{name}") for name in ("refused", "moved", "drawn")}
    context.close()
    return Load(**told)


def _reach(page: Page) -> None:
    """Move the pointer over the chart, and wait until the page tells that the live one is drawn, as it told ready."""
    page.locator(".charts").scroll_into_view_if_needed()
    box = page.locator(".chart:visible").bounding_box()
    assert box
    page.mouse.move(box["x"] + 30, box["y"] + 12)
    page.evaluate(WATCH_REACHING)
    with page.expect_console_message(lambda message: message.text == REACHED, timeout=READY_SECONDS * 1000):
        page.mouse.move(box["x"] + 36, box["y"] + 12)
