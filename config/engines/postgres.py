"""PostgreSQL, from its programs alone: made, started, and found again after a crash."""

import locale
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import psycopg

from config.engines import stale
from config.engines.binaries import postgres_program
from config.engines.connections import BOOTSTRAP, DATABASE, PORT, connection_url
from config.engines.places import Places
from config.engines.privileges import own, recipe
from config.engines.processes import Child, Steps, start
from config.engines.refused import RefusedError
from config.engines.roles import OWNER, ensure_roles

START_SECONDS = 60.0  # replaying the log after a crash included
POLL_SECONDS = 0.02
STOP: Steps = ((signal.SIGINT, 20.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))  # fast, immediate, by force
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "max_connections": "100",
}
QUICK_BUT_FORGETFUL = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # tests only


def open_postgres(places: Places, *, durable: bool = True) -> Child:
    """A running server that answers, its roles and database made. The caller holds the installation's lock."""
    if not places.postgres.exists():
        _make_cluster(places)
    _check_version(places)
    _reclaim(places)
    own(places.postgres)
    child = _start(places, durable=durable)
    try:
        _wait_until_it_answers(child, places)
        _make_database(places)
    except BaseException:
        child.stop(STOP)
        raise
    return child


def _make_cluster(places: Places) -> None:
    """Make it under another name first: a half-made one is never taken for a database."""
    unfinished = places.data / "postgres.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    command = [
        *recipe().prefix,
        str(postgres_program("initdb")),
        f"--pgdata={unfinished}",
        f"--username={BOOTSTRAP}",
        "--auth=trust",  # the socket's folder is closed to everybody else
        "--encoding=UTF8",
        "--locale-provider=builtin",  # the same order of words on every machine
        "--builtin-locale=C.UTF-8",
        f"--locale={_character_classes()}",
        "--lc-messages=C",
        "--no-instructions",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_environment())  # noqa: S603 -- ours
    if done.returncode:
        places.log("postgres").write_text(done.stdout + done.stderr)
        raise RefusedError(f"PostgreSQL could not make its data folder; {places.log('postgres')} says why.")
    unfinished.rename(places.postgres)


def _character_classes() -> str:
    """The locale that tells letters from signs, for trigrams of names like "Türkiye"."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in ("C.UTF-8", "en_US.UTF-8"):
            try:
                return locale.setlocale(locale.LC_CTYPE, name) and name
            except locale.Error:
                continue
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)


def _environment() -> dict[str, str]:
    """Ours, without what would lead PostgreSQL's programs elsewhere."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}


def _check_version(places: Places) -> None:
    program = subprocess.run(  # noqa: S603 -- the path is ours
        [postgres_program("postgres"), "--version"], capture_output=True, text=True, check=True
    )
    ours = program.stdout.split()[2].split(".")[0]
    theirs = (places.postgres / "PG_VERSION").read_text().strip()
    if ours != theirs:
        raise RefusedError(
            f"The data in {places.postgres} was made by PostgreSQL {theirs}, and this is PostgreSQL {ours}:"
            f" dump it with version {theirs} and restore it into a new DATA_DIR (docs/running.md says how)."
        )


def _reclaim(places: Places) -> None:
    """End a server that a killed supervisor left, and remove the lock files of one that is gone."""
    numbers = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
    stale.end_orphans(program="postgres", folder=places.postgres, numbers=numbers)
    socket = places.sockets / f".s.PGSQL.{PORT}"
    for file in (places.postgres / "postmaster.pid", socket.with_name(f"{socket.name}.lock"), socket):
        file.unlink(missing_ok=True)


def _start(places: Places, *, durable: bool) -> Child:
    settings = {**SETTINGS, **({} if durable else QUICK_BUT_FORGETFUL), "unix_socket_directories": str(places.sockets)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [*recipe().prefix, str(postgres_program("postgres")), "-D", str(places.postgres), "-p", str(PORT)]
    return start("postgres", [*command, *options], log=places.log("postgres"), parent_died=signal.SIGINT)


def _wait_until_it_answers(child: Child, places: Places) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if not child.is_alive:
            break
        try:
            psycopg.connect(connection_url(places, BOOTSTRAP, "postgres")).close()
        except psycopg.OperationalError:
            time.sleep(POLL_SECONDS)
        else:
            return
    raise RefusedError(
        f"PostgreSQL did not start: {_last_complaint(places.log('postgres'))} ({places.log('postgres')})"
    )


def _last_complaint(log: Path) -> str:
    lines = [line for line in log.read_text(errors="replace").splitlines()[-50:] if "FATAL" in line or "could" in line]
    return lines[-1].split("FATAL:")[-1].strip() if lines else "it gave no reason"


def _make_database(places: Places) -> None:
    with psycopg.connect(connection_url(places, BOOTSTRAP, "postgres"), autocommit=True) as connection:
        found = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
        if found is None:
            ensure_roles(connection, may_log_in=True)
            connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")
