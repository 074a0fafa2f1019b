"""`manage.py up`, with real processes."""

import signal
import stat
import subprocess
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress

import psutil

from config.engines.lease import running
from config.engines.places import Places
from tests.config.installation import STOP_SECONDS, Installation


def test_first_start_makes_all_and_ctrl_c_leaves_no_process(installation: Installation) -> None:
    with installation.up() as (process, printed):
        assert printed[0] == f"The tracker runs at http://127.0.0.1:{installation.port}/"
        assert _page(installation, "healthz") == "ok"
        began = time.monotonic()
        process.send_signal(signal.SIGINT)
        assert process.wait(STOP_SECONDS) == 0
        assert time.monotonic() - began < STOP_SECONDS / 3  # 3 seconds on a quiet machine
    assert installation.processes() == []
    said = [line.split()[3:] for line in printed if "sign in as" in line]
    kept = [line.split() for line in installation.places.sign_in.read_text().splitlines()]
    assert [[name, password] for name, _, password in said] == kept
    assert [name for name, _ in kept] == ["administrator", "editor", "publisher"]
    assert stat.S_IMODE(installation.places.sign_in.stat().st_mode) == 0o600
    assert stat.S_IMODE(installation.places.data.stat().st_mode) == 0o700


def test_up_after_kill_9_of_everything_finds_what_was_committed(installation: Installation) -> None:
    with installation.up() as (process, first):
        installation.query("CREATE TABLE IF NOT EXISTS kept (number int)")
        installation.query("TRUNCATE kept; INSERT INTO kept VALUES (7)")
        installation.kill_everything()
        process.wait(STOP_SECONDS)
    assert (installation.places.postgres / "postmaster.pid").exists()
    with installation.up() as (process, second):
        assert installation.query("SELECT number FROM kept") == [(7,)]
        assert second == first  # the same passwords
        process.send_signal(signal.SIGTERM)
        assert process.wait(STOP_SECONDS) == 0
    assert installation.processes() == []


def test_a_running_up_refuses_a_second_serves_commands_and_starts_again_what_was_killed(
    installation: Installation,
) -> None:
    with installation.up() as (process, _):
        second = installation.run("up", "--port", str(installation.port + 1))
        assert (second.returncode, second.stdout) == (1, "")
        assert second.stderr == f"The tracker is running already, at http://127.0.0.1:{installation.port}/.\n"
        assert installation.run("showmigrations", "--plan").returncode == 0

        for name in ("gunicorn", "worker"):
            _kill(process, name)

        process.kill()  # the supervisor alone: it takes everything with it
        process.wait(STOP_SECONDS)
        _wait_until(lambda: installation.processes() == [])


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
        other = Installation(Places(places.data / "other"), installation.port)
        servers = {
            "DATABASE_URL": f"postgresql://register_bootstrap@/register?host={places.sockets}",
            "BROKER_URL": f"redis+socket://{places.broker_socket}?virtual_host=1",
        }
        with other.up(LOAD_SAMPLE="no", **servers):
            assert _page(other, "healthz") == "ok"
            assert not other.places.postgres.exists()
            assert not other.places.valkey.exists()
            roles = {str(role) for (role,) in installation.query("SELECT usename FROM pg_stat_activity")}
            assert "register_public" not in roles  # the login is the one given, and steps down
    assert installation.processes() == []


def _page(installation: Installation, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{installation.port}/{path}", timeout=10) as answer:
        return str(answer.read().decode())


def _leader(up: subprocess.Popen[str], name: str) -> psutil.Process | None:
    """The process that `up` started under that name, if it is there just now."""
    for child in psutil.Process(up.pid).children():
        with suppress(psutil.Error):
            if name in " ".join(child.cmdline()):
                return child
    return None


def _kill(up: subprocess.Popen[str], name: str) -> None:
    """Kill it, and wait until another one stands in its place."""
    _wait_until(lambda: _leader(up, name) is not None)
    killed = _leader(up, name)
    assert killed is not None
    killed.kill()
    _wait_until(lambda: _leader(up, name) not in (None, killed))


def _wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + STOP_SECONDS
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def _log_size(installation: Installation) -> int:
    log = installation.places.log("postgres")
    return log.stat().st_size if log.exists() else 0
