"""`python -m tests.benchmarks.peers [--rounds 7] [--packages FOLDER]`: the goals of the page's speed, as ratios.

The peers come from npm into FOLDER, or into one that is thrown away. All pages take turns in one run; what counts are
ratios of medians, never milliseconds.
"""

from __future__ import annotations

import gzip
import os
import statistics
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

import django
from playwright.sync_api import sync_playwright

from tests.journeys.browser import FLAGS, chromium_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser

    from tests.benchmarks.peers.measuring import Load
    from tests.benchmarks.peers.ours import Answer

PACKAGES = ("@knight-lab/timelinejs", "vis-timeline", "echarts", "plotly.js-basic-dist-min", "plotly.js-dist-min")
OURS, LIMIT = "ours", "the limit"
BEST = ("TimelineJS3", "vis-timeline", "ECharts", "plotly.js basic", "plotly.js full")
Loads = dict[str, list["Load"]]


def main() -> None:
    options = _options()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    with tempfile.TemporaryDirectory() as scratch:
        packages = options.packages or Path(scratch)
        if not (packages / "node_modules").is_dir():
            subprocess.run(["npm", "install", "--silent", "--no-audit", "--prefix", str(packages), *PACKAGES], check=True)
        _measure(options, packages / "node_modules")


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--packages", type=Path, help="where npm has put the peers, or shall put them")
    parser.add_argument("--sizes", type=int, nargs="+", default=[60, 1000, 10_000])
    return parser.parse_args()


def _measure(options: Namespace, packages: Path) -> None:
    from tests.benchmarks.peers.serving import serving  # noqa: PLC0415 -- after Django is set up

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for size in options.sizes:
            answers, ready = _pages(size, packages)
            with serving(answers) as site:
                _told(size, browser, site, ready, options.rounds)
        browser.close()


def _pages(size: int, packages: Path) -> tuple[dict[str, Answer], dict[str, tuple[str, str]]]:
    """All answers by address; and of each page its address and when it is ready."""
    from tests.benchmarks.peers import ours, pages  # noqa: PLC0415
    from timeline.entries import entries  # noqa: PLC0415
    from timeline.marks import WIDE, chart  # noqa: PLC0415
    from timeline.svg import svg  # noqa: PLC0415

    record = ours.a_deal(size)
    found = dict(ours.answers(record))
    drawn = chart(record, entries(record), WIDE)
    assert drawn
    bodies = {LIMIT: pages.limit_page(svg(drawn), record)}
    ready = {OURS: (f"/deals/{record.deal_id}/", ours.IS_READY), LIMIT: (f"/{LIMIT}", "document.readyState !== 'loading'")}
    for peer in pages.PEERS:
        bodies[peer.name] = pages.peer_page(peer, record)
        ready[peer.name] = (f"/{peer.name}", peer.is_ready % {"number": len(pages.events(record))} if "%" in peer.is_ready else peer.is_ready)
        found |= {address: ours.Answer(body=body, kind=_kind(address)) for address, body in pages.files(peer, packages)}
    found |= {f"/{name.replace(' ', '%20')}": ours.Answer(body=gzip.compress(body), kind="text/html") for name, body in bodies.items()}
    return found, ready


def _kind(address: str) -> str:
    return "text/css" if address.endswith(".css") else "text/javascript"


def _told(size: int, browser: Browser, site: str, ready: dict[str, tuple[str, str]], rounds: int) -> None:
    quick = _in_turns(browser, site, ready, rounds, is_slowed=False)
    _say(f"{size:,} entries", quick)
    if size == min(60, size):
        _say(f"{size:,} entries, processor ÷ 4 and a phone's network", _in_turns(browser, site, ready, rounds, is_slowed=True))


def _in_turns(browser: Browser, site: str, ready: dict[str, tuple[str, str]], rounds: int, *, is_slowed: bool) -> Loads:
    from tests.benchmarks.peers.measuring import load  # noqa: PLC0415

    found: Loads = {name: [] for name in ready}
    for _ in range(rounds):
        for name, (address, is_ready) in ready.items():
            url = f"{site}{address.replace(' ', '%20')}"
            found[name].append(load(browser, url, is_ready, is_slowed=is_slowed, reaches=name == OURS))
    return found


def _say(title: str, loads: Loads) -> None:
    """A line a page; then our ratios to the best peer, to the limit, and to plotly.js basic."""
    medians = {name: _medians(each) for name, each in loads.items()}
    print(f"\n{title}")  # noqa: T201
    for name, (ready, blocked, moved, refused, drawn) in medians.items():
        print(f"  {name:16} ready {ready:8.0f} ms, blocked {blocked:7.0f} ms, moved {moved:.3f}, refused {refused:.0f}"  # noqa: T201
              f"{f', reached to drawn {drawn:.0f} ms' if drawn else ''}")
    best = min((name for name in BEST if name in medians), key=lambda name: medians[name][0])
    ours = medians[OURS]
    least_blocked = min(medians[name][1] for name in BEST if name in medians)
    print(f"  ours to the best peer ({best}): {ours[0] / medians[best][0]:.2f}; to the limit {ours[0] / medians[LIMIT][0]:.2f}; "  # noqa: T201
          f"to vis-timeline {ours[0] / medians['vis-timeline'][0]:.2f}; blocked to the least blocked peer "
          f"{ours[1] / max(least_blocked, 1):.2f}; reached to drawn, to plotly.js basic ready {ours[4] / medians['plotly.js basic'][0]:.2f}")
    sys.stdout.flush()


def _medians(loads: list[Load]) -> tuple[float, ...]:
    columns: tuple[Callable[[Load], float], ...] = (
        lambda load: load.ready, lambda load: load.blocked, lambda load: load.moved, lambda load: load.refused,
        lambda load: load.drawn,
    )  # fmt: skip
    return tuple(statistics.median(map(column, loads)) for column in columns)


if __name__ == "__main__":
    main()
