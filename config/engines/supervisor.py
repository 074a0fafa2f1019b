"""Keeps the tracker's own processes running, starts one again that ended, and ends them all in order."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.engines import orphans
from config.engines.places import Places
from config.engines.processes import Child, Signals, start
from config.engines.programs import Program
from config.engines.refused import RefusedError

BASE_DIR = Path(__file__).resolve().parents[2]
LOOK_SECONDS = 0.5
RESTARTS_MOST = 3  # in the time below; more means that it cannot run
RESTARTS_SECONDS = 60.0


@dataclass
class Supervisor:
    """Its processes, in the order in which they are started; they are ended in the opposite one."""

    places: Places
    _running: list[tuple[Program, Child]] = field(default_factory=list)
    _restarts: list[float] = field(default_factory=list)

    def start(self, programs: Sequence[Program]) -> None:
        for program in programs:
            self._running.append((program, self._launch(program)))
        self._note()

    def watch(self, signals: Signals, engines_answer: Callable[[], bool]) -> None:
        """Return when asked to stop; refuse to go on where a process keeps ending or an engine is gone."""
        while not signals.wait(LOOK_SECONDS):
            if not engines_answer():
                raise RefusedError(f"The database or the broker ended; {self.places.log('postgres').parent} says why.")
            self.restart_ended()

    def restart_ended(self) -> None:
        for index, (program, child) in enumerate(self._running):
            if child.is_alive:
                continue
            child.sweep()
            self._count_restart(program)
            self._running[index] = (program, self._launch(program))
            self._note()

    def stop(self) -> None:
        """All are asked at once, then waited for one after the other."""
        for program, child in self._running:
            if child.is_alive:
                child.process.send_signal(program.stop[0][0])
        for program, child in reversed(self._running):
            child.stop(program.stop, is_asked=True)
        self._running.clear()
        self._note()

    def _launch(self, program: Program) -> Child:
        if program.before is not None:
            program.before()
        log = self.places.log(program.name)
        return start(program.name, program.command, log=log, environment=program.environment, folder=BASE_DIR)

    def _count_restart(self, program: Program) -> None:
        now = time.monotonic()
        self._restarts = [*(at for at in self._restarts if at > now - RESTARTS_SECONDS), now]
        if len(self._restarts) > RESTARTS_MOST:
            raise RefusedError(f"The {program.name} process keeps ending; {self.places.log(program.name)} says why.")

    def _note(self) -> None:
        orphans.note(self.places, [child.process.pid for _, child in self._running])
