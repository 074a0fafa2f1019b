"""`python -m tests.benchmarks.peers [--rounds 7] [--packages FOLDER]`: the goals of the page's speed, as ratios.

The peers come from npm into FOLDER, or into one that is thrown away. All pages take turns in one run; what counts are
ratios of medians, never milliseconds. Prints Markdown for docs/figures.md.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

import django
from playwright.sync_api import sync_playwright

from tests.benchmarks.peers import goals
from tests.benchmarks.peers.goals import LIMIT, OURS
from tests.journeys.browser import FLAGS, chromium_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tests.benchmarks.peers.goals import Goal
    from tests.benchmarks.peers.measuring import Load
    from tests.benchmarks.peers.ours import Answer
    from tests.benchmarks.peers.running import Entrant, Race

PACKAGES = ("@knight-lab/timelinejs", "vis-timeline", "echarts", "plotly.js-basic-dist-min", "plotly.js-dist-min")
SLOWED_MOST = 100
"""Larger pages are not loaded over a phone's network: vis-timeline alone would take minutes."""


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
    parser.add_argument("--sizes", type=int, nargs="+", default=list(goals.READY_MOST), choices=goals.READY_MOST)
    return parser.parse_args()


def _measure(options: Namespace, packages: Path) -> None:
    from tests.benchmarks.peers.running import Race  # noqa: PLC0415 -- after Django is set up
    from tests.benchmarks.peers.serving import serving  # noqa: PLC0415

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for size in options.sizes:
            answers, entrants = _pages(size, packages)
            with serving(answers) as site:
                _say(f"\n{size:,} entries, {options.rounds} rounds.\n\n")
                race = Race(browser=browser, site=site, entrants=entrants, rounds=options.rounds)
                _say(_table(_goals(size, race, answers)))
        browser.close()


def _pages(size: int, packages: Path) -> tuple[dict[str, Answer], dict[str, Entrant]]:
    """All answers by address, and who takes part."""
    from tests.benchmarks.peers import ours, pages  # noqa: PLC0415

    record = ours.a_deal(size)
    found = dict(ours.answers(record))
    peers = [peer for peer in pages.PEERS if peer.name in goals.ENTRANTS.get(size, peer.name)]
    entrants = {OURS: ours.entrant(record), LIMIT: pages.limit_entrant(), **pages.peer_entrants(peers, record)}
    bodies = {entrants[LIMIT].address: pages.limit_page(record)}
    for peer in peers:
        bodies[entrants[peer.name].address] = pages.peer_page(peer, record)
        found |= {address: ours.Answer(body=body, kind=_kind(address)) for address, body in pages.files(peer, packages)}
    packed = {address: ours.Answer(body=gzip.compress(body), kind="text/html") for address, body in bodies.items()}
    return found | packed, entrants


def _kind(address: str) -> str:
    return "text/css" if address.endswith(".css") else "text/javascript"


def _goals(size: int, race: Race, answers: Mapping[str, Answer]) -> Iterator[Goal]:
    from tests.benchmarks.peers.ours import weight  # noqa: PLC0415

    loads = race.loads()
    _say(_told("at full speed", loads))
    yield from goals.of_loads(size, loads)
    if size <= SLOWED_MOST:
        yield goals.of_weight(weight(answers, race.entrants[OURS].address))
        slowed = race.loads(is_slowed=True)
        _say(_told("slowed", slowed))
        yield from goals.of_slowed_loads(slowed)
    yield from goals.of_paces(size, race.paces(OURS, goals.PANNED_BESIDE[size]))


def _told(how: str, loads: Mapping[str, Load]) -> str:
    """The milliseconds behind the ratios."""
    ready = ", ".join(f"{name} {one.ready:.0f}" for name, one in loads.items())
    blocked = ", ".join(f"{name} {one.blocked:.0f}" for name, one in loads.items())
    return (
        f"Milliseconds {how}: ready {ready}; blocked {blocked}; ours from reaching to drawn {loads[OURS].drawn:.0f}.\n"
    )


def _table(rows: Iterable[Goal]) -> str:
    lines = [row.line for row in rows]
    return "\n".join(["", "| what | goal: at most | measured | met |", "|---|--:|--:|---|", *lines, ""])


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
