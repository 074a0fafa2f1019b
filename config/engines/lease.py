"""A lease on an embedded engine: it runs while somebody holds one, whoever came first, and stops after the last.

Three lock files an engine: `users` is held shared by every process that has a lease; `keeper` alone by the process
that keeps the engine (`keeper.main`); `start` alone while somebody looks whether there is a keeper and starts one.
The kernel releases them with their process, so a killed holder counts as gone.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from config.engines.keeper import FORGETFUL, READY, REFUSED
from config.engines.locks import Lock, is_held
from config.engines.places import Places
from config.engines.refused import RefusedError

BASE_DIR = Path(__file__).resolve().parents[2]
KEEPER = "config.engines.keeper"
STOP_SECONDS = 40.0
POLL_SECONDS = 0.02


class Lease:
    """A process's right to a running engine, from `take` to `give_back`."""

    def __init__(self, engine: str, places: Places, *, durable: bool = True) -> None:
        self._engine, self._places, self._durable = engine, places, durable
        self._keeper: subprocess.Popen[str] | None = None
        places.make()
        self._users = Lock(places.lock(f"{engine}.users"))

    def take(self) -> None:
        self._users.take(shared=True)  # waits while a keeper is stopping
        start = Lock(self._places.lock(f"{self._engine}.start"))
        start.take()
        try:
            if not self.is_kept:
                self._start_keeper()
        except BaseException:
            self.give_back()
            raise
        finally:
            start.close()

    @property
    def is_kept(self) -> bool:
        """Whether the engine is still there."""
        return is_held(self._places.lock(f"{self._engine}.keeper"))

    def give_back(self) -> None:
        """Let go. The last one waits until the engine has stopped, so that no process is left behind."""
        if self._users.take(wait=False):
            self._stop_keeper()
        self._users.close()
        if self._keeper is not None:
            self._part_from(self._keeper)

    def _start_keeper(self) -> None:
        command = [sys.executable, "-m", KEEPER, self._engine, str(self._places.data)]
        if not self._durable:
            command.append(FORGETFUL)
        with self._places.log(f"{self._engine}-keeper").open("ab") as log:
            self._keeper = subprocess.Popen(  # noqa: S603 -- ours
                command, cwd=BASE_DIR, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, text=True,
                start_new_session=True,
            )  # fmt: skip
        assert self._keeper.stdout is not None  # noqa: S101 -- for the type checker
        with self._keeper.stdout as answers:
            answer = answers.readline().strip()
        if answer != READY:
            self._keeper.wait()
            raise RefusedError(answer.removeprefix(REFUSED) or f"{self._engine} did not start; see {log.name}.")

    def _part_from(self, keeper: subprocess.Popen[str]) -> None:
        if self.is_kept:
            keeper.returncode = 0  # it goes on for others and outlives us; without this Popen warns that it does
        else:
            keeper.wait()

    def _stop_keeper(self) -> None:
        """We hold `users` alone: nobody can come in between."""
        lock = self._places.lock(f"{self._engine}.keeper")
        deadline = time.monotonic() + STOP_SECONDS
        asked = 0
        while is_held(lock) and time.monotonic() < deadline:
            keeper = _keeper_process(lock)
            if keeper is not None and keeper.pid != asked:
                asked = keeper.pid
                keeper.terminate()
            time.sleep(POLL_SECONDS)


def _keeper_process(lock: Path) -> psutil.Process | None:
    """Whoever wrote its number into the lock, if that is a keeper.

    One that is just starting has not written yet: the number is an old one, and may be anybody's by now.
    """
    with suppress(ValueError, psutil.Error):
        process = psutil.Process(int(lock.read_text()))
        return process if KEEPER in process.cmdline() else None
    return None


@contextmanager
def running(engine: str, places: Places, *, durable: bool = True) -> Iterator[None]:
    lease = Lease(engine, places, durable=durable)
    lease.take()
    try:
        yield
    finally:
        lease.give_back()
