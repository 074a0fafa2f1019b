"""A real `manage.py up` in a data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import psycopg

from config.engines.connections import BOOTSTRAP, connection_url
from config.engines.places import Places

BASE_DIR = Path(__file__).resolve().parents[2]
RUN_SECONDS = 120
STOP_SECONDS = 30
LAST_LINE = "Ctrl-C stops it."


@dataclass(frozen=True)
class Installation:
    """A data folder and a port for it."""

    places: Places
    port: int

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """A command of manage.py, to its end."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=BASE_DIR, env=self.environment(**environment), capture_output=True, text=True, check=False,
            timeout=RUN_SECONDS,
        )  # fmt: skip

    @contextmanager
    def up(self, **environment: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
        """The process of `manage.py up` once it has said that it runs, and what it printed."""
        command = [sys.executable, "manage.py", "up", "--port", str(self.port)]
        process = subprocess.Popen(
            command, cwd=BASE_DIR, env=self.environment(**environment), text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        assert process.stdout is not None
        try:
            printed = []
            for line in process.stdout:
                printed.append(line.rstrip("\n"))
                if printed[-1] == LAST_LINE:
                    break
            assert printed[-1:] == [LAST_LINE], (printed, process.wait(STOP_SECONDS))
            yield process, printed
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(STOP_SECONDS)
            process.stdout.close()

    def environment(self, **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "DJANGO_"))}
        kept.pop("BROKER_URL", None)
        few = {"WEB_PROCESSES": "1", "WORKER_PROCESSES": "1"}
        return {**kept, **few, "DATA_DIR": str(self.places.data), "LOAD_SAMPLE": "yes", **more}

    def processes(self) -> list[psutil.Process]:
        """Whatever runs for this data folder."""
        return [process for process in psutil.process_iter() if self._is_ours(process)]

    def kill_everything(self) -> None:
        for process in self.processes():
            process.kill()
        deadline = time.monotonic() + STOP_SECONDS
        while self.processes() and time.monotonic() < deadline:
            time.sleep(0.05)

    def query(self, statement: str) -> list[tuple[object, ...]]:
        url = connection_url(self.places, BOOTSTRAP)
        with psycopg.connect(url, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _is_ours(self, process: psutil.Process) -> bool:
        try:
            if process.status() == psutil.STATUS_ZOMBIE:
                return False
            named = str(self.places.data) in " ".join(process.cmdline())
            return named or process.environ().get("DATA_DIR") == str(self.places.data)
        except psutil.Error:
            return False


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
