"""From a clone to the first page: `python -m tests.benchmarks.first_page`, by the README's own line.

Clones HEAD into a folder of its own, with no package cache and no data, and prints seconds: to the first
page, to stop after Ctrl-C, to the page again on the data that is there, and again after everything was killed.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from config.engines.places import Places
from tests.config.installation import BASE_DIR, LAST_LINE, Installation, free_port

RUN_LINE = re.compile(r"## Run it.*?```sh\n(.*?)\n```", re.DOTALL)
UP_LINE = ".venv/bin/python manage.py up"


def main() -> None:
    folder = Path(tempfile.mkdtemp(prefix="clone-", dir="/tmp"))
    clone = folder / "tracker"
    subprocess.run(["git", "clone", "--quiet", str(BASE_DIR), str(clone)], check=True)
    found = RUN_LINE.search((clone / "README.md").read_text())
    if found is None:
        sys.exit("README.md has no command under the heading Run it.")
    installation = Installation(Places(clone / ".data"), free_port())
    try:
        measure(clone, found.group(1), installation)
    finally:
        installation.kill_everything()
        shutil.rmtree(folder)


def measure(clone: Path, line: str, installation: Installation) -> None:
    first = timed("clone to first page, cold package cache", clone, line, installation.port)
    stop(first)
    stop(timed("second start", clone, UP_LINE, installation.port))
    timed("start on the data again", clone, UP_LINE, installation.port)
    installation.kill_everything()
    stop(timed("start after everything was killed", clone, UP_LINE, installation.port))


def timed(name: str, clone: Path, line: str, port: int) -> subprocess.Popen[str]:
    """Run the line until it says that the tracker runs; print the seconds that took."""
    begun = time.monotonic()
    caches = {"PIP_NO_CACHE_DIR": "1", "npm_config_cache": str(clone.parent / "npm")}
    environment = {**os.environ, **caches, "DATA_DIR": str(clone / ".data")}
    process = subprocess.Popen(
        ["sh", "-c", line], cwd=clone, env={**environment, "PORT": str(port)}, text=True, stdout=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    for told in process.stdout:
        if told.rstrip() == LAST_LINE:
            say(name, begun)
            return process
    sys.exit(f"“{line}” ended with {process.wait()}.")


def stop(process: subprocess.Popen[str]) -> None:
    begun = time.monotonic()
    os.killpg(process.pid, signal.SIGINT)
    process.communicate()
    say("Ctrl-C to the end", begun)


def say(name: str, begun: float) -> None:
    sys.stdout.write(f"{name:45} {time.monotonic() - begun:6.1f} s\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
