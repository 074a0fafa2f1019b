"""The three processes of the tracker's own, as commands: the web server, the worker, the clock (beat)."""

import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field

from config.engines.places import Places
from config.engines.processes import Steps

GRACE_SECONDS = 3  # for requests under way when the web server stops
STOP_WEB: Steps = ((signal.SIGTERM, GRACE_SECONDS + 2.0), (signal.SIGKILL, 5.0))
STOP_BEAT: Steps = ((signal.SIGTERM, 5.0), (signal.SIGKILL, 5.0))
# Warm: it ends what it is at. Cold: the task goes back to the broker, and is done at the next start.
STOP_WORKER: Steps = ((signal.SIGTERM, 4.0), (signal.SIGQUIT, 4.0), (signal.SIGKILL, 5.0))


@dataclass(frozen=True)
class Program:
    name: str
    command: tuple[str, ...]
    stop: Steps
    environment: dict[str, str] = field(default_factory=dict)
    before: Callable[[], None] | None = None  # called before each start


def worker(processes: int, before: Callable[[], None] | None = None) -> Program:
    command = ("worker", "--loglevel=INFO", f"--concurrency={processes}", "--without-gossip", "--without-mingle")
    return Program("worker", (*_celery(), *command), STOP_WORKER, {"DATABASE_ROLE": "worker"}, before)


def beat(places: Places) -> Program:
    # An empty pid file name means none: a stale one would keep the next beat from starting.
    command = ("beat", "--loglevel=INFO", "--pidfile=", f"--schedule={places.data / 'beat-schedule'}")
    return Program("beat", (*_celery(), *command), STOP_BEAT, {"DATABASE_ROLE": "worker"})


def web(*, host: str, port: int, processes: int, threads: int) -> Program:
    command = (
        *(sys.executable, "-m", "gunicorn", "config.wsgi:application", f"--bind={_bracketed(host)}:{port}"),
        *(f"--workers={processes}", f"--threads={threads}", "--worker-class=gthread"),
        *(f"--graceful-timeout={GRACE_SECONDS}", "--preload", "--no-control-socket"),
    )
    return Program("web", command, STOP_WEB, {"DATABASE_ROLE": "desk"})


def _celery() -> tuple[str, ...]:
    return (sys.executable, "-m", "celery", "--app=config.celery")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
