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
SLOWED_MOST = 100
"""Larger pages are not loaded over a phone's network: vis-timeline alone would take minutes."""
Loads = dict[str, list["Load"]]


def main() -> None:
    options = _options()
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    with tempfile.TemporaryDirectory() as scratch:
        packages = options.packages or Path(scratch)
        if not (packages / "node_modules").is_dir():
            npm = ["npm", "install", "--silent", "--no-audit", "--prefix", str(packages)]
            subprocess.run([*npm, *PACKAGES], check=True)
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
    bodies = {_address(LIMIT): pages.limit_page(svg(drawn), record)}
    ready = {
        OURS: (f"/deals/{record.deal_id}/", ours.IS_READY),
        LIMIT: (_address(LIMIT), "document.readyState !== 'loading'"),
    }
    for peer in pages.PEERS:
        bodies[_address(peer.name)] = pages.peer_page(peer, record)
        ready[peer.name] = (_address(peer.name), peer.is_ready.replace("NUMBER", str(len(pages.events(record)))))
        found |= {address: ours.Answer(body=body, kind=_kind(address)) for address, body in pages.files(peer, packages)}
    packed = {address: ours.Answer(body=gzip.compress(body), kind="text/html") for address, body in bodies.items()}
    return found | packed, ready


def _address(name: str) -> str:
    return f"/{name.replace(' ', '-')}"


def _kind(address: str) -> str:
    return "text/css" if address.endswith(".css") else "text/javascript"


def _told(size: int, browser: Browser, site: str, ready: dict[str, tuple[str, str]], rounds: int) -> None:
    quick = _in_turns(browser, site, ready, rounds, is_slowed=False)
    _say(f"{size:,} entries", quick)
    if size <= SLOWED_MOST:
        slow = _in_turns(browser, site, ready, rounds, is_slowed=True)
        _say(f"{size:,} entries, processor ÷ 4 and a phone's network", slow)


def _in_turns(browser: Browser, site: str, ready: dict[str, tuple[str, str]], rounds: int, *, is_slowed: bool) -> Loads:
    from tests.benchmarks.peers.measuring import load  # noqa: PLC0415

    found: Loads = {name: [] for name in ready}
    for _ in range(rounds):
        for name, (address, is_ready) in ready.items():
            one = load(browser, f"{site}{address}", is_ready, is_slowed=is_slowed, reaches=name == OURS)
            found[name].append(one)
    return found


def _say(title: str, loads: Loads) -> None:
    """A line a page; then our ratios to the best peer, to the limit, to vis-timeline and to plotly.js basic."""
    medians = {name: _medians(each) for name, each in loads.items()}
    lines = [title]
    for name, (ready, blocked, moved, refused, drawn) in medians.items():
        told = f"ready {ready:7.0f} ms, blocked {blocked:6.0f} ms, moved {moved:.3f}, refused {refused:.0f}"
        lines.append(f"  {name:16} {told}{f', reached to drawn {drawn:.0f} ms' if drawn else ''}")
    ready, blocked, _, _, drawn = medians[OURS]
    best = min(BEST, key=lambda name: medians[name][0])
    ratios = {
        f"ready to the best peer's ({best})": ready / medians[best][0],
        "to the limit's": ready / medians[LIMIT][0],
        "to vis-timeline's": ready / medians["vis-timeline"][0],
        "blocked to the least blocked peer's": blocked / max(min(medians[name][1] for name in BEST), 1),
        "reached to drawn, to plotly.js basic ready": drawn / medians["plotly.js basic"][0],
    }
    lines.append("  ours: " + "; ".join(f"{name} {ratio:.2f}" for name, ratio in ratios.items()))
    sys.stdout.write("\n".join(lines) + "\n\n")
    sys.stdout.flush()


def _medians(loads: list[Load]) -> tuple[float, ...]:
    columns: tuple[Callable[[Load], float], ...] = (
        lambda load: load.ready, lambda load: load.blocked, lambda load: load.moved, lambda load: load.refused,
        lambda load: load.drawn,
    )  # fmt: skip
    return tuple(statistics.median(map(column, loads)) for column in columns)


if __name__ == "__main__":
    main()
