"""Processes that we start: in a session of their own, ended in order, and taken down with a killed parent."""

import ctypes
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Self

PR_SET_PDEATHSIG = 1  # prctl(2), Linux only

Steps = Sequence[tuple[signal.Signals, float]]
"""Signals to send one after the other, each with the seconds to wait for the end."""


@dataclass(frozen=True)
class Child:
    """A process of ours. It leads its own process group, so what it started can be swept after its end."""

    name: str
    process: subprocess.Popen[bytes]

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def stop(self, steps: Steps, *, is_asked: bool = False) -> None:
        """Send each signal and wait, until the process is gone. `is_asked` says that the first one was sent before."""
        for index, (number, seconds) in enumerate(steps):
            if not self.is_alive:
                break
            if index or not is_asked:
                self.process.send_signal(number)
            self._wait(seconds)
        self.sweep()
        self.process.wait()

    def sweep(self) -> None:
        """End whatever is left of the group."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):  # macOS: EPERM for a group of zombies
            return

    def _wait(self, seconds: float) -> None:
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return


def start(
    name: str,
    command: Sequence[str],
    *,
    log: Path,
    parent_died: signal.Signals = signal.SIGTERM,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Child:
    """Start a process whose output goes to the end of `log`; `parent_died` is what it gets if we are killed."""
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603 -- commands are put together by us
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env=None if environment is None else {**os.environ, **environment},
            start_new_session=True,
            preexec_fn=dies_with_parent(parent_died),  # noqa: PLW1509 -- our supervisors have one thread
        )
    return Child(name, process)


def dies_with_parent(number: signal.Signals, *, of: int | None = None) -> Callable[[], None] | None:
    """What a child calls to get `number` when its parent (`of`, else this process) is killed; None where none can."""
    if sys.platform != "linux":  # elsewhere the next start finds and ends what was left
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    parent = of or os.getpid()

    def ask_the_kernel() -> None:
        libc.prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:  # it died before we could ask
            os.kill(os.getpid(), number)

    return ask_the_kernel


class Signals:
    """Waits for a signal or a while, without a race between the look and the wait."""

    def __init__(self, numbers: Iterable[signal.Signals] = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)) -> None:
        self._numbers = tuple(numbers)
        self._before: dict[int, object] = {}
        self.stop_asked = False

    def __enter__(self) -> Self:
        self._reader, self._writer = os.pipe()
        os.set_blocking(self._writer, False)
        signal.set_wakeup_fd(self._writer)
        for number in self._numbers:
            self._before[number] = signal.signal(number, self._note)
        self._before[signal.SIGCHLD] = signal.signal(signal.SIGCHLD, lambda *_: None)
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        os.close(self._reader)
        os.close(self._writer)

    def wait(self, seconds: float) -> bool:
        """Whether we are asked to stop. Returns at once if so, or when a child ended."""
        if not self.stop_asked and select.select([self._reader], [], [], seconds)[0]:
            os.read(self._reader, 1024)
        return self.stop_asked

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.stop_asked = True
