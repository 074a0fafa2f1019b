"""The tracker's own processes on paper, so that the start after a `kill -9` finds and ends what is left of them."""

import json
import signal

import psutil

from config.engines import stale
from config.engines.places import Places

CLOCK_SECONDS = 2.0  # by how much a process's start may seem to move when the clock is set
END: tuple[signal.Signals, ...] = (signal.SIGTERM, signal.SIGKILL)
END_SECONDS = 3.0


def note(places: Places, pids: list[int]) -> None:
    """Write down their numbers and when each began: together they name one process for ever."""
    began = [(pid, _began(pid)) for pid in pids]
    file = places.data / "processes.json"
    unfinished = file.with_suffix(".unfinished")
    unfinished.write_text(json.dumps([[pid, at] for pid, at in began if at is not None]))
    unfinished.rename(file)


def reclaim(places: Places) -> None:
    """End those of the last start that are still there. A number that another process has by now is left alone."""
    try:
        noted = json.loads((places.data / "processes.json").read_text())
    except (OSError, ValueError):
        return
    for pid, at in noted:
        began = _began(pid)
        if began is not None and abs(began - at) < CLOCK_SECONDS:
            for process in _with_children(pid):
                stale.end(process, END, END_SECONDS)


def _with_children(pid: int) -> list[psutil.Process]:
    try:
        process = psutil.Process(pid)
        return [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _began(pid: int) -> float | None:
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return None
