"""The chart's script: the lean bundle from npm where it was installed, else the full one out of the plotly package."""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from django.contrib.staticfiles.finders import BaseFinder, get_finders
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command

BASE_DIR = Path(__file__).resolve().parent.parent
LEAN = BASE_DIR / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
PREFIX = "chart"
LOCK = BASE_DIR / "package.json"
NPM_SECONDS = 60.0
SECONDS_BETWEEN_LOOKS = 0.1
_BEGINS, _ENDS = b"() => {\n", b"\n}"
"""Of the function that makes all of Plotly: the first such and the last."""


def chart_script() -> str:
    """What to hand to `static()`: "chart/plotly-basic.min.js" or "chart/plotly.min.js"."""
    return f"{PREFIX}/{bundle().name}"


def is_lean() -> bool:
    return LEAN.is_file()


def bundle() -> Path:
    if is_lean():
        return LEAN
    found = importlib.util.find_spec("plotly")  # without importing it
    assert found is not None, "requirements.txt has plotly"  # noqa: S101
    return Path(str(found.origin)).parent / "package_data" / "plotly.min.js"


def eager(script: bytes) -> bytes:
    """The bundle, read by a browser once and while it comes; as it was, if it is not built as plotly.js 4 is.

    A function in no brackets is only skimmed at first, and read again in the reader's way when it is called
    (https://v8.dev/blog/preparser#pife). Plotly is all inside of one.
    """
    before, begins, rest = script.partition(_BEGINS)
    inside, ends, after = rest.rpartition(_ENDS)
    return b"".join((before, b"(", begins, inside, ends, b")", after)) if begins and ends else script


class _EagerStorage(FileSystemStorage):
    """What `collectstatic` copies is not quite the file."""

    def open(self, name: str, mode: str = "rb") -> "File[bytes]":
        with super().open(name, mode) as file:
            return ContentFile(eager(file.read()), name)


class ChartScriptFinder(BaseFinder):
    """Offers that one file, and not the data sets and licences that lie beside it."""

    def find(self, path: str, find_all: bool = False, **_: Any) -> Any:  # noqa: FBT001, FBT002 -- Django's signature
        if path != chart_script():
            return []  # for "none", also where one is asked for
        return [str(bundle())] if find_all else str(bundle())

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        script = bundle()
        if not matches_patterns(script.name, list(ignore_patterns or ())):
            storage = _EagerStorage(location=script.parent)
            storage.prefix = PREFIX  # type: ignore[attr-defined] # collectstatic looks for it
            yield script.name, storage


def install_lean() -> subprocess.Popen[bytes] | None:
    """Begin `npm ci` where npm is on the machine and the lean bundle is not here yet; `wait_for` ends it.

    One at a time: npm empties its folder first. It inherits the lock, and so holds it for as long as it runs.
    """
    npm = shutil.which("npm")
    if npm is None or (is_lean() and _is_pinned()):
        return None
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    nothing = subprocess.DEVNULL
    with LOCK.open() as lock:
        if not _is_free(lock):
            return None
        return subprocess.Popen(  # noqa: S603 -- ours; in a session of its own, so that `give_up` ends its children too
            command, cwd=BASE_DIR, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True,
            pass_fds=(lock.fileno(),),
        )  # fmt: skip


def wait_for(npm: subprocess.Popen[bytes] | None) -> None:
    """Until npm is done, ours or another process's. However it ends, there is a script: else the full one serves."""
    deadline = time.monotonic() + NPM_SECONDS
    while time.monotonic() < deadline:
        if npm is None or npm.poll() is not None:
            with LOCK.open() as lock:
                if _is_free(lock):
                    return
        time.sleep(SECONDS_BETWEEN_LOOKS)
    give_up(npm)


def _is_free(lock: IO[str]) -> bool:
    """Take the lock unless somebody holds it; it goes with the file."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def give_up(npm: subprocess.Popen[bytes] | None) -> None:
    """End what `install_lean` began, if it still runs: whoever stops or refuses to start leaves nothing behind."""
    if npm is not None and npm.poll() is None:
        os.killpg(npm.pid, signal.SIGKILL)
        npm.wait()


def _is_pinned() -> bool:
    """Whether what npm installed is what the committed lock file asks for."""
    integrity = [line.strip() for line in (BASE_DIR / "package-lock.json").read_text().splitlines() if "sha512" in line]
    installed = BASE_DIR / "node_modules" / ".package-lock.json"
    return installed.is_file() and all(line in installed.read_text() for line in integrity)


def collect(target: Path) -> None:
    """`collectstatic` into `target`, unless every file is as it was the last time."""
    mark = target / ".fingerprint"
    fingerprint = _fingerprint()
    if mark.is_file() and mark.read_text() == fingerprint:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    mark.write_text(fingerprint)


def _fingerprint() -> str:
    digest = hashlib.sha256(Path(__file__).read_bytes())  # what `eager` makes of a file counts too
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
