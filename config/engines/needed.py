"""The engines that this installation's settings ask for: the embedded ones, unless they name servers of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from config import environment


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
def _running(engine: str) -> Iterator[None]:
    from config.engines.lease import running  # noqa: PLC0415 -- production may leave the embedded packages out

    with running(engine, environment.places()):
        yield
