"""`python -m tests.benchmarks.asking [--deals 1000 10000 100000]`: prints a table for docs/figures.md.

Each register is made in a folder that is removed, and asked through `manage.py up` as readers ask. Ctrl-C ends it.
`--made FOLDER …` asks the registers that `tests.benchmarks.register FOLDER make` has made there, and leaves them.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from config.engines.lease import running
from config.engines.places import Places
from tests.benchmarks.asking.drawing import values
from tests.benchmarks.asking.mix import COLD, mix
from tests.benchmarks.asking.readers import at_once, one_after_another
from tests.benchmarks.asking.told import Measured, table
from tests.config.installation import BASE_DIR, Installation, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator


READERS = 50
SCANS = """
    SELECT indexrelname, idx_scan FROM pg_stat_user_indexes WHERE relname ~ '^deals_(published|release$)'
"""
"""How often each index was read that is there for pages over all deals."""
ROUNDS_OF_WARMTH = 4
"""Two web processes with four threads each: after so many rounds each has made and asked what it keeps."""


def main() -> None:
    options = _options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    there = (_asked(folder, seconds=None) for folder in options.made)
    measured = list(there if options.made else _made_and_asked(options))
    sys.stdout.write(table(measured, datetime.now(UTC).date(), "python -m tests.benchmarks.asking"))
    if any(one.failed for one in measured):
        sys.exit("Not every request was answered as it should be.")


def _options() -> Namespace:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--deals", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--under", type=Path, default=Path(tempfile.gettempdir()), help="where there is room")
    parser.add_argument("--made", type=Path, nargs="+", default=[], metavar="FOLDER", help="ask those that are there")
    return parser.parse_args()


def _made_and_asked(options: Namespace) -> Iterator[Measured]:
    with tempfile.TemporaryDirectory(prefix="asking-", dir=options.under) as place, _ended(Path(place)):
        patterns = Path(place) / "patterns"
        _register(patterns, "patterns")
        for deals in options.deals:
            yield _measured(patterns, Path(place) / str(deals), deals)


@contextmanager
def _ended(place: Path) -> Iterator[None]:
    """Whatever still runs in a folder of this place ends with the block, however that ends."""
    try:
        yield
    finally:
        for folder in place.iterdir():
            Installation(Places(folder), 0).kill_everything()


def _measured(patterns: Path, folder: Path, deals: int) -> Measured:
    """A register of so many deals, made from the pattern deals, asked, and removed."""
    begun = time.monotonic()
    shutil.copytree(patterns, folder)
    try:
        _register(folder, "make", "--no-history", "--deals", str(deals))
        return _asked(folder, seconds=time.monotonic() - begun)
    finally:
        shutil.rmtree(folder)


def _asked(folder: Path, *, seconds: float | None) -> Measured:
    """The register in the folder, which took so many seconds to make; none where it was there already."""
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    installation = Installation(Places(folder.absolute()), free_port())
    with running("postgres", installation.places):
        requests = mix(values(installation.query))
        ((deals,),) = installation.query("SELECT count(*) FROM deals_publisheddeal")
        before: Counter[str] = Counter(dict(installation.query(SCANS)))
    measured = Measured(deals=int(str(deals)), seconds=seconds, bytes=size)
    warming = [request for request in requests if not request.kind.endswith(COLD)]
    with installation.up(WEB_PROCESSES="2", LOAD_SAMPLE="no"):
        # What these read from the disk is in memory from here on; the pages that are kept end with the processes.
        one_after_another(installation.port, requests)
    with installation.up(WEB_PROCESSES="2", LOAD_SAMPLE="no"):
        for _ in range(ROUNDS_OF_WARMTH):
            one_after_another(installation.port, warming)
        measured.alone = one_after_another(installation.port, requests)
        measured.together = at_once(installation.port, requests * 2, READERS)
    with running("postgres", installation.places):  # stopped, it has counted all
        after = dict(installation.query(SCANS))
        measured.scans = Counter({name: number - before[name] for name, number in after.items()})
    return measured


def _register(folder: Path, *command: str) -> None:
    folder.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-m", "tests.benchmarks.register", str(folder), *command], cwd=BASE_DIR, check=True)


if __name__ == "__main__":
    main()
