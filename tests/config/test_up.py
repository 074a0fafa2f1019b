"""`manage.py up`, with real processes."""

import signal
import stat
import time
import urllib.request

import psutil
import pytest

from config.engines.lease import running
from tests.config.installation import STOP_SECONDS, Installation

pytestmark = pytest.mark.xdist_group("up")


def test_up_answers_says_where_and_stops_on_both_signals(installation: Installation) -> None:
    said = []
    for number in (signal.SIGINT, signal.SIGTERM):
        with installation.up() as (process, printed):
            said.append(printed)
            assert printed[0] == f"The tracker runs at http://127.0.0.1:{installation.port}/"
            assert _page(installation, "healthz") == "ok"
            began = time.monotonic()
            process.send_signal(number)
            assert process.wait(STOP_SECONDS) == 0
            assert time.monotonic() - began < STOP_SECONDS / 2
        assert installation.processes() == []
    assert said[0] == said[1]  # the second start prints the same sign-in
    assert [line.split()[3] for line in said[0] if "sign in as" in line] == ["editor", "publisher"]
    assert stat.S_IMODE(installation.places.sign_in.stat().st_mode) == 0o600
    assert stat.S_IMODE(installation.places.data.stat().st_mode) == 0o700


def test_up_after_kill_9_of_everything_finds_what_was_committed(installation: Installation) -> None:
    with installation.up() as (process, _):
        installation.query("CREATE TABLE IF NOT EXISTS kept (number int)")
        installation.query("TRUNCATE kept; INSERT INTO kept VALUES (7)")
        installation.kill_everything()
        process.wait(STOP_SECONDS)
    assert (installation.places.postgres / "postmaster.pid").exists()
    with installation.up():
        assert installation.query("SELECT number FROM kept") == [(7,)]
    assert installation.processes() == []


def test_up_whose_supervisor_alone_is_killed_takes_everything_with_it(installation: Installation) -> None:
    with installation.up() as (process, _):
        process.kill()
        process.wait(STOP_SECONDS)
        deadline = time.monotonic() + STOP_SECONDS
        while installation.processes() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert installation.processes() == []


def test_second_up_and_other_commands_beside_the_first(installation: Installation) -> None:
    with installation.up() as (process, _):
        second = installation.run("up", "--port", str(installation.port + 1))
        assert (second.returncode, second.stdout) == (1, "")
        assert second.stderr == f"The tracker is running already, at http://127.0.0.1:{installation.port}/.\n"
        assert installation.run("showmigrations", "--plan").returncode == 0
        assert process.poll() is None
        assert _page(installation, "healthz") == "ok"


def test_a_killed_web_server_and_worker_are_started_again(installation: Installation) -> None:
    with installation.up():
        ours = {name: _started(installation, name) for name in ("gunicorn", "worker")}
        for pids in ours.values():
            psutil.Process(min(pids)).kill()
        deadline = time.monotonic() + STOP_SECONDS
        while time.monotonic() < deadline and not all(_started(installation, name) - ours[name] for name in ours):
            time.sleep(0.1)
        assert all(_started(installation, name) - ours[name] for name in ours)
    assert installation.processes() == []


def test_a_command_alone_starts_the_database_and_leaves_no_process(installation: Installation) -> None:
    done = installation.run("showmigrations", "--plan")
    assert done.returncode == 0, done.stderr
    assert "sessions.0001_initial" in done.stdout
    assert installation.processes() == []


def test_a_command_that_asks_for_help_starts_nothing(installation: Installation) -> None:
    began = _log_size(installation)
    assert installation.run("migrate", "--help").returncode == 0
    assert installation.run("check").returncode == 0
    assert _log_size(installation) == began


def test_up_with_servers_of_ones_own_starts_none(installation: Installation) -> None:
    places = installation.places
    with running("postgres", places), running("valkey", places):
        installation.query("DROP DATABASE IF EXISTS elsewhere")
        installation.query("CREATE DATABASE elsewhere")
        other = Installation(type(places)(places.data / "other"), installation.port)
        servers = {
            "DATABASE_URL": f"postgresql://register_bootstrap@/elsewhere?host={places.sockets}",
            "BROKER_URL": f"redis+socket://{places.broker_socket}?virtual_host=1",
        }
        with other.up(**servers):
            assert _page(other, "healthz") == "ok"
            owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE tablename = 'django_session'"
            assert not other.places.postgres.exists()
            assert not other.places.valkey.exists()
            assert installation.query(owners) in ([], [("register_owner",)])
        installation.query("DROP DATABASE elsewhere WITH (FORCE)")


def _page(installation: Installation, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{installation.port}/{path}", timeout=10) as answer:
        return str(answer.read().decode())


def _started(installation: Installation, name: str) -> set[int]:
    return {process.pid for process in installation.processes() if name in " ".join(process.cmdline())}


def _log_size(installation: Installation) -> int:
    log = installation.places.log("postgres")
    return log.stat().st_size if log.exists() else 0
