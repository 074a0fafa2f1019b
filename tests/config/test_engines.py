"""The engines alone: who keeps them, what a crash leaves, and that strangers are left in peace."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from config.engines.connections import BOOTSTRAP, connection_url
from config.engines.lease import Lease, running
from config.engines.locks import Lock, is_held
from config.engines.places import SOCKET_PATH_BYTES, Places, private_folder
from config.engines.privileges import NOBODY
from config.engines.refused import RefusedError
from config.engines.roles import ROLES, ensure_roles, let_step_down
from tests.config.installation import STOP_SECONDS


def test_an_engine_runs_until_the_last_lease_is_given_back(fresh: Places) -> None:
    first, second = Lease("valkey", fresh), Lease("valkey", fresh)
    first.take()
    second.take()
    first.give_back()
    assert second.is_kept
    second.give_back()
    assert not second.is_kept


def test_an_engine_of_a_killed_holder_stops_by_itself(fresh: Places) -> None:
    script = (
        "import os, sys; from pathlib import Path; from config.engines.lease import Lease;"
        f"from config.engines.places import Places; Lease('valkey', Places(Path({str(fresh.data)!r}))).take();"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script], check=False)
    keeper = Lock(fresh.lock("valkey.keeper"))
    assert keeper.take()  # waits until it is free; the test's own time limit is the run's
    keeper.close()
    assert not fresh.broker_socket.exists()


def test_a_stale_lock_file_with_a_strangers_number_is_removed_and_the_stranger_lives(fresh: Places) -> None:
    with running("postgres", fresh), psycopg.connect(connection_url(fresh, BOOTSTRAP)) as connection:
        connection.execute("SELECT 1")
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        (fresh.postgres / "postmaster.pid").write_text(f"{stranger.pid}\n{fresh.postgres}\n")
        (fresh.sockets / ".s.PGSQL.5432.lock").write_text(f"{stranger.pid}\n")
        (fresh.valkey).mkdir(exist_ok=True)
        (fresh.valkey / "valkey.pid").write_text(f"{stranger.pid}\n")
        with running("postgres", fresh), running("valkey", fresh):
            assert psutil.Process(stranger.pid).is_running()
            assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_an_orphaned_server_is_ended_before_a_new_one_starts(fresh: Places) -> None:
    lease = Lease("valkey", fresh)
    lease.take()
    orphan = psutil.Process(int((fresh.valkey / "valkey.pid").read_text()))
    orphan.suspend()  # so that it does not hear of its keeper's end, as on a system that tells nobody
    keeper = psutil.Process(int(fresh.lock("valkey.keeper").read_text()))
    keeper.kill()
    keeper.wait(STOP_SECONDS)
    orphan.resume()
    with running("valkey", fresh):
        assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE
        assert int((fresh.valkey / "valkey.pid").read_text()) != orphan.pid
    lease.give_back()


def test_a_socket_path_is_short_however_long_the_data_folders_is(fresh: Places) -> None:
    assert len(str(fresh.data)) > SOCKET_PATH_BYTES
    assert len(str(fresh.sockets / ".s.PGSQL.5432.lock")) < SOCKET_PATH_BYTES


def test_a_folder_that_is_a_link_is_refused(fresh: Places) -> None:
    fresh.make()
    link = fresh.data / "link"
    link.symlink_to(fresh.postgres.parent)
    with pytest.raises(RefusedError, match="belongs to somebody else"):
        private_folder(link)


def test_a_lock_held_alone_is_seen_and_a_shared_one_is_not(fresh: Places) -> None:
    fresh.make()
    lock = Lock(fresh.lock("trial"))
    lock.take(shared=True)
    assert not is_held(lock.path)
    lock.take()
    assert is_held(lock.path)
    lock.close()
    assert not is_held(lock.path)


@pytest.fixture
def superuser(database_server: Places) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    url = connection_url(database_server, BOOTSTRAP, "postgres")
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def test_roles_made_by_several_at_once_are_there_once(
    database_server: Places, superuser: psycopg.Connection[tuple[object, ...]]
) -> None:
    failed: list[Exception] = []

    def make() -> None:
        try:
            with psycopg.connect(connection_url(database_server, BOOTSTRAP, "postgres"), autocommit=True) as own:
                ensure_roles(own, may_log_in=True)
        except psycopg.Error as error:
            failed.append(error)

    threads = [threading.Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = superuser.execute("SELECT rolname, rolsuper FROM pg_roles WHERE rolname = ANY(%s)", [list(ROLES)])
    assert failed == []
    assert sorted(found.fetchall()) == sorted((role, False) for role in ROLES)


@pytest.mark.skipif(os.getuid() != 0, reason="only root has to become somebody else")
def test_root_without_user_namespaces_runs_postgres_as_nobody_and_back(
    fresh: Places, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    refusing = tmp_path / "unshare"
    refusing.write_text("#!/bin/sh\nexit 1\n")
    refusing.chmod(0o755)
    for path, owner in ((f"{tmp_path}:{os.environ['PATH']}", NOBODY), (os.environ["PATH"], 0)):
        monkeypatch.setenv("PATH", path)
        with running("postgres", fresh), psycopg.connect(connection_url(fresh, BOOTSTRAP)) as connection:
            connection.execute("CREATE TABLE IF NOT EXISTS kept (number int)")
            assert fresh.postgres.stat().st_uid == owner
            assert _server(fresh).uids().real == owner
    with running("postgres", fresh), psycopg.connect(connection_url(fresh, BOOTSTRAP)) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def _server(places: Places) -> psutil.Process:
    return psutil.Process(int((places.postgres / "postmaster.pid").read_text().splitlines()[0]))


def test_a_login_that_owns_nothing_but_its_database_steps_down(
    database_server: Places, superuser: psycopg.Connection[tuple[object, ...]]
) -> None:
    name = f"tryout_{os.getpid()}"
    superuser.execute(f"CREATE ROLE {name} LOGIN")
    superuser.execute(f"CREATE DATABASE {name} OWNER {name}")
    try:
        url = f"{connection_url(database_server, name, name)}"
        with psycopg.connect(url, autocommit=True) as login, pytest.raises(psycopg.errors.InsufficientPrivilege):
            let_step_down(login)
        superuser.execute(f"GRANT {', '.join(ROLES)} TO {name}")
        with psycopg.connect(url, autocommit=True) as login:
            let_step_down(login)
        with psycopg.connect(url, options="-c role=register_owner", autocommit=True) as owner:
            owner.execute("CREATE TABLE made (number int)")
            found = owner.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'made'")
            assert found.fetchone() == ("register_owner",)
    finally:
        superuser.execute(f"DROP DATABASE {name} WITH (FORCE)")
        superuser.execute(f"DROP ROLE {name}")
