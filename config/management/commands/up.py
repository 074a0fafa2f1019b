"""Everything, in one command."""

import signal
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from config import assets, environment, first_start, readiness
from config.celery import give_back_unfinished
from config.engines import orphans, programs
from config.engines.lease import Lease
from config.engines.locks import Lock
from config.engines.processes import Signals
from config.engines.refused import RefusedError
from config.engines.supervisor import Supervisor
from config.preparing import prepare_database

ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 -- where to knock when the server listens everywhere


class Command(BaseCommand):
    help = "Runs the tracker: database, broker, worker, clock and web server. Ctrl-C stops all of it."
    needs_database = False  # it starts its own
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=_port, default=settings.WEB_PORT, help="default: PORT, else 8000")
        parser.add_argument("--host", default=settings.WEB_HOST, help="the address to listen on; default: this machine")

    def handle(self, *, port: int, host: str, **_: Any) -> None:
        self.host, self.port, self.places = host, port, settings.PLACES
        self.places.make()
        with _interruptible(), self._alone():
            readiness.refuse_taken(host, port)
            with ExitStack() as running:
                self._run(running)
        self.stdout.write("Stopped.")

    def _run(self, running: ExitStack) -> None:
        orphans.reclaim(self.places)
        npm = assets.install_lean()
        running.callback(assets.give_up, npm)
        leases = self._start_engines(running)
        self._prepare()
        assets.wait_for(npm)
        assets.collect(settings.STATIC_ROOT)
        supervisor = Supervisor(self.places)
        running.callback(supervisor.stop)
        web, *others = self._programs()
        supervisor.start([web])  # alone at first: the page answers a second sooner
        self._wait_for_page(supervisor)
        supervisor.start(others)
        with Signals() as signals:  # from before it is told that Ctrl-C stops it
            self._tell()
            supervisor.watch(signals, lambda: all(lease.is_kept for lease in leases))
            self.stdout.write("Stopping.")
            running.close()  # while a second Ctrl-C is only noted

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One `up` a data folder. Whoever comes second is told where the first one answers."""
        lock = Lock(self.places.lock("up"))
        if not lock.take(wait=False):
            raise RefusedError(f"The tracker is running already, at {lock.path.read_text() or 'its address soon'}.")
        lock.write(self.address)
        yield
        lock.close()

    @property
    def address(self) -> str:
        if settings.IS_PUBLIC:
            return f"https://{environment.host_name()}/"
        host = ANYWHERE.get(self.host, self.host)
        return f"http://[{host}]:{self.port}/" if ":" in host else f"http://{host}:{self.port}/"

    def _start_engines(self, running: ExitStack) -> list[Lease]:
        wanted = [("postgres", environment.has_own_database()), ("valkey", environment.has_own_broker())]
        leases = [Lease(engine, self.places) for engine, has_own in wanted if not has_own]
        for lease in leases:
            lease.take()
            running.callback(lease.give_back)
        return leases

    def _prepare(self) -> None:
        first_start.make_secret_key(self.places)
        prepare_database()
        if settings.LOAD_SAMPLE:
            first_start.make_staff(self.places)
            if complaint := first_start.load_sample(self.places):
                self.stderr.write(complaint)
        connections.close_all()

    def _programs(self) -> list[programs.Program]:
        web = programs.web(
            host=self.host, port=self.port, processes=settings.WEB_PROCESSES, threads=settings.WEB_THREADS
        )
        before = None if environment.has_own_broker() else give_back_unfinished
        return [web, programs.worker(settings.WORKER_PROCESSES, before), programs.beat(self.places)]

    def _wait_for_page(self, supervisor: Supervisor) -> None:
        knock_at = (ANYWHERE.get(self.host, self.host), self.port)
        readiness.wait_for_page(
            knock_at, name=environment.host_name(), seconds=settings.START_SECONDS, meanwhile=supervisor.restart_ended
        )

    def _tell(self) -> None:
        lines = [f"The tracker runs at {self.address}"]
        for name, password in first_start.sign_ins(self.places):
            lines.append(f"  sign in as {name:<13} password {password}")
        lines.append(f"  data in {self.places.data}, passwords in {self.places.sign_in.name} there, logs in log/")
        if not assets.is_lean():
            lines.append("  charts use the full script of the plotly package (npm was not found or could not install)")
        self.stdout.write("\n".join([*lines, "Ctrl-C stops it."]))
        self.stdout.flush()


def _port(value: str) -> int:
    if not value.isdigit() or not 0 < int(value) <= environment.HIGHEST_PORT:
        raise RefusedError(f"--port is {value!r}: it must be a whole number from 1 to {environment.HIGHEST_PORT}.")
    return int(value)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Until everything runs, Ctrl-C and SIGTERM break off whatever is being waited for; what was started is ended.

    Set by hand, as a shell that starts a command in the background has it ignore Ctrl-C.
    """
    before = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
