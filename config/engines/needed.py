"""The engines that this installation's settings ask for: the embedded ones, unless they name servers of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from config import environment
from config.engines import programs
from config.engines.locks import is_held
from config.engines.processes import start


@contextmanager
def database_running() -> Iterator[None]:
    """PostgreSQL answers inside the block. Starts nothing if DATABASE_URL is set or the embedded one runs already."""
    if environment.has_own_database():
        yield
        return
    with _running("postgres"):
        yield


@contextmanager
def broker_running() -> Iterator[None]:
    """The same for the broker and BROKER_URL."""
    if environment.has_own_broker():
        yield
        return
    with _running("valkey"):
        yield


@contextmanager
def worker_running(processes: int) -> Iterator[None]:
    """A Celery worker takes tasks inside the block: that of `manage.py up`, or one for just as long.

    With BROKER_URL the workers are the operator's business, on whatever machine.
    """
    places = environment.places()
    if environment.has_own_broker() or is_held(places.lock("up")):
        yield
        return
    program = programs.worker(processes)
    log = places.log(program.name)
    child = start(program.name, program.command, log=log, environment=program.environment, folder=environment.BASE_DIR)
    try:
        yield
    finally:
        child.stop(program.stop)


@contextmanager
def _running(engine: str) -> Iterator[None]:
    from config.engines.lease import running  # noqa: PLC0415 -- production may leave the embedded packages out

    with running(engine, environment.places()):
        yield
