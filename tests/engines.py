"""One throw-away PostgreSQL and Valkey for a test run, shared by its processes; a database of its own for each.

`default` works as register_desk, like the desk. `public` shares its connection in the test's own thread, so that it
sees what an open transaction wrote; in other threads (a live server's) it is register_public, like a page's.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql

from config.engines.connections import BOOTSTRAP, connection_url
from config.engines.lease import running
from config.engines.places import Places
from config.engines.roles import DESK, OWNER, PUBLIC, ROLES

Connection = psycopg.Connection[tuple[Any, ...]]
LOCK_SECONDS = 10
# A browser is driven by an event loop in the test's own thread, and Django keeps other connections while one runs. A
# test that begins before the loop and ends after it would lose its transaction: one thread, one connection.
connections._connections = threading.local()


@dataclass(frozen=True)
class Engines:
    """The run's servers, and this process's test database on them."""

    places: Places
    database: str

    def connect(self, role: str) -> Connection:
        """A connection of its own, in autocommit, as `register_desk` and so on, or as the superuser BOOTSTRAP."""
        return psycopg.connect(connection_url(self.places, role, self.database), autocommit=True)

    def address(self, role: str) -> str:
        return f"postgresql://{role}@/{self.database}?host={self.places.sockets}"

    def environment(self) -> dict[str, str]:
        """What a process of its own needs so as to work on this test database and on the run's broker."""
        from django.conf import settings  # noqa: PLC0415

        addresses = {f"DATABASE_{role.removeprefix('register_').upper()}_URL": self.address(role) for role in ROLES}
        return {**addresses, "DATABASE_URL": self.address(OWNER), "BROKER_URL": settings.CELERY_BROKER_URL}


def pytest_unconfigure() -> None:
    """The process that made the folder removes it; by then the others are gone, and the servers with them."""
    from tests import settings  # noqa: PLC0415

    if settings.IS_MAKER:
        shutil.rmtree(os.environ[settings.FOLDER], ignore_errors=True)


@pytest.fixture(scope="session")
def places() -> Places:
    return Places(Path(os.environ["DATA_DIR"]))


@pytest.fixture(scope="session")
def database_server(places: Places) -> Iterator[Places]:
    with running("postgres", places, durable=False):
        with psycopg.connect(connection_url(places, BOOTSTRAP, "postgres"), autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(1)")  # two processes at once: "tuple concurrently updated"
            connection.execute(f"ALTER ROLE {OWNER} CREATEDB")
        yield places


@pytest.fixture(scope="session")
def broker(places: Places) -> Iterator[str]:
    """The broker's address. Each process of the run has a numbered keyspace of its own on it."""
    from django.conf import settings  # noqa: PLC0415

    with running("valkey", places, durable=False):
        yield settings.CELERY_BROKER_URL


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    database_server: Places,
    django_db_modify_db_settings_parallel_suffix: None,
) -> None:
    """Before pytest-django makes the test database: as the tables' owner."""
    _log_in_as(OWNER)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any, places: Places) -> Iterator[None]:
    """After the test database was made: work as the desk, and empty tables after a test that really commits."""
    with ExitStack() as undo, django_db_blocker.unblock():
        _log_in_as(DESK)
        connections["public"] = connections["default"]
        # For who opens a connection of his own, in another thread.
        connections.settings["public"].update(NAME=connections["default"].settings_dict["NAME"], USER=PUBLIC)
        empty = _empty_tables(_test_database(places))
        patch = undo.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(TransactionTestCase, "databases", {"default", "public"})
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: clean(_test_database(places), empty))
        yield
        _log_in_as(OWNER)
        _end_other_sessions(_test_database(places))


@pytest.fixture(scope="session")
def engines(django_db_setup: None, places: Places) -> Engines:
    return _test_database(places)


@pytest.fixture
def role_connection(engines: Engines) -> Iterator[Callable[[str], Connection]]:
    """A function from a role's name to a raw connection to the test database, closed after the test.

    It sees committed rows only, and what it commits stays: use it with `transactional_db`, which empties the tables.
    """
    with ExitStack() as opened:
        yield lambda role: opened.enter_context(engines.connect(role))


def _end_other_sessions(engines: Engines) -> None:
    """Of killed workers and of threads that ended: the server may notice them later than the database is dropped."""
    with engines.connect(BOOTSTRAP) as connection:
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")


def _test_database(places: Places) -> Engines:
    return Engines(places, connections["default"].settings_dict["NAME"])


def _log_in_as(role: str) -> None:
    connections["default"].close()
    connections["default"].settings_dict["USER"] = role


def _empty_tables(engines: Engines) -> list[str]:
    """The tables that the migrations left empty: what is in the others is reference data and stays."""
    with engines.connect(BOOTSTRAP) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return [
            str(name)
            for (name,) in found
            if connection.execute(sql.SQL("SELECT 1 FROM {} LIMIT 1").format(sql.Identifier(name))).fetchone() is None
        ]


def clean(engines: Engines, tables: list[str]) -> None:
    """Empty the tables as superuser and with triggers off: the program's own roles may not."""
    with engines.connect(BOOTSTRAP) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(f"SET lock_timeout = '{LOCK_SECONDS}s'")
        names = sql.SQL(", ").join(map(sql.Identifier, tables))
        connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY").format(names))
