"""What a killed installation left: its orphans are ended, its lock files removed. Nobody else's process is touched."""

import os
import signal
import time
from pathlib import Path

import psutil

POLL_SECONDS = 0.05


def orphan(pid: int, *, program: str, folder: Path) -> psutil.Process | None:
    """The process of that number, if it is `program` at work in `folder`; a number used again by others is not."""
    try:
        process = psutil.Process(pid)
        if process.status() == psutil.STATUS_ZOMBIE or program not in process.name():
            return None
        return process if os.path.samefile(process.cwd(), folder) else None
    except (psutil.Error, OSError):
        return None


def end(process: psutil.Process, numbers: tuple[signal.Signals, ...], seconds: float) -> None:
    """Ask with each signal in turn, `seconds` apart, until the process is gone."""
    for number in numbers:
        try:
            process.send_signal(number)  # psutil checks that it still is the same process
        except psutil.NoSuchProcess:
            return
        if _gone(process, seconds):
            return


def _gone(process: psutil.Process, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return True
        time.sleep(POLL_SECONDS)
    return False


def first_number(file: Path) -> int | None:
    """The process number in the first line of a lock file; None where there is no file or no number."""
    try:
        return abs(int(file.read_text().split("\n", 1)[0]))
    except (OSError, ValueError):
        return None
