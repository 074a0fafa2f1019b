"""What cannot work is said in one sentence, with a way out, and nothing is started."""

import ast
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config.engines.lease import running
from config.engines.places import Places
from config.engines.refused import RefusedError
from tests.config.installation import BASE_DIR, Installation, free_port

OLD_PYTHONS = [f"python3.{minor}" for minor in range(6, 11)]


@pytest.fixture
def nowhere(tmp_path: Path) -> Installation:
    return Installation(Places(tmp_path / "data"), free_port())


def _refused(installation: Installation, *arguments: str, **environment: str) -> str:
    done = installation.run(*(arguments or ("up",)), **environment)
    assert done.returncode == 1, done.stdout
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert not installation.places.postgres.exists()
    return done.stderr


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("PORT", "eighty", "a whole number from 1 to 65535"),
        ("PORT", "70000", "a whole number from 1 to 65535"),
        ("DEBUG", "maybe", "yes or no"),
        ("DATABASE_ROLE", "root", "one of owner, desk"),
        ("DATABASE_URL", "mysql://localhost/register", "postgresql://user:password@host:5432/database"),
        ("BROKER_URL", "localhost:6379", "redis://host:6379/0"),
        ("WEB_PROCESSES", "0", "a whole number from 1 to 64"),
    ],
)
def test_a_wrong_setting_is_named_with_what_it_must_be(nowhere: Installation, name: str, value: str, says: str) -> None:
    sentence = _refused(nowhere, **{name: value})
    assert sentence.startswith(f"The setting {name} is {value!r}: it must be ")
    assert says in sentence


def test_a_public_host_without_a_secret_key_is_refused(nowhere: Installation) -> None:
    assert "set SECRET_KEY to a long random text" in _refused(nowhere, ALLOWED_HOSTS="tracker.example")


def test_a_taken_port_is_refused_before_anything_starts(nowhere: Installation) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", nowhere.port))
        other.listen()
        sentence = _refused(nowhere, "up", "--port", str(nowhere.port))
    assert sentence.startswith(f"Port {nowhere.port} on 127.0.0.1 cannot be had")
    assert f"--port {nowhere.port + 1}" in sentence


def test_a_port_that_is_no_number_is_refused(nowhere: Installation) -> None:
    assert "--port is 'http'" in _refused(nowhere, "up", "--port", "http")


@pytest.mark.parametrize(
    ("name", "says"),
    [("POSTGRES_BIN", "/nowhere/initdb. Correct POSTGRES_BIN"), ("VALKEY_SERVER", "/nowhere. Correct VALKEY_SERVER")],
)
def test_a_missing_program_is_refused_with_its_setting(nowhere: Installation, name: str, says: str) -> None:
    done = nowhere.run("up", "--port", str(nowhere.port), **{name: "/nowhere"})
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert says in done.stderr
    assert nowhere.processes() == []
    shutil.rmtree(nowhere.places.sockets, ignore_errors=True)


def test_a_database_that_does_not_answer_is_refused(nowhere: Installation) -> None:
    sentence = _refused(nowhere, DATABASE_URL=f"postgresql://somebody@127.0.0.1:{nowhere.port}/register")
    assert sentence.startswith("The database of DATABASE_URL does not answer")


def test_data_of_another_major_version_is_refused(fresh: Places) -> None:
    fresh.make()
    fresh.postgres.mkdir()
    (fresh.postgres / "PG_VERSION").write_text("9\n")
    with (
        pytest.raises(RefusedError, match=r"made by PostgreSQL 9, and this is PostgreSQL \d+: dump it"),
        running("postgres", fresh),
    ):
        pytest.fail("it started")


def test_a_missing_package_is_named(nowhere: Installation) -> None:
    script = "import sys; sys.modules['psycopg'] = None; from config.commands import main; sys.exit(main(['m', 'up']))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=BASE_DIR, env=nowhere.environment(), capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert "pip install -r requirements.txt" in done.stderr


def test_an_old_python_can_read_manage_py() -> None:
    ast.parse((BASE_DIR / "manage.py").read_text(), feature_version=(3, 4))


@pytest.mark.parametrize("name", OLD_PYTHONS)
def test_an_old_python_is_refused(name: str) -> None:
    python = shutil.which(name)
    if python is None or subprocess.run([python, "-V"], capture_output=True, check=False).returncode:
        pytest.skip(f"{name} is not on this machine")
    done = subprocess.run([python, "manage.py", "up"], cwd=BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("This needs Python 3.11 or newer")
    assert done.stderr.count("\n") == 1
