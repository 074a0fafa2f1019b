"""What a killed installation left: its orphans are ended, its lock files removed. Nobody else's process is touched."""

import signal
import time
from pathlib import Path

import psutil

POLL_SECONDS = 0.05


def end_orphans(*, program: str, folder: Path, numbers: tuple[signal.Signals, ...], seconds: float = 5.0) -> None:
    """End every `program` at work in `folder`, by its own parent process first.

    Found by what they are and where they work, not by the number in a lock file: another process may have that
    number by now, and a server that is just ending has removed the file already.
    """
    left = [process for process in psutil.process_iter(["ppid"]) if _is_at_work(process, program, folder)]
    numbers_left = {process.pid for process in left}
    for process in sorted(left, key=lambda one: one.info["ppid"] in numbers_left):
        end(process, numbers, seconds)


def _is_at_work(process: psutil.Process, program: str, folder: Path) -> bool:
    try:
        if program not in process.name() or process.status() == psutil.STATUS_ZOMBIE:
            return False
        return folder.samefile(process.cwd())
    except (psutil.Error, OSError):
        return False


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
        try:
            if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(POLL_SECONDS)
    return False
