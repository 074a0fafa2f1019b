"""The whole register out into one file, and back: real installations, real commands."""

from __future__ import annotations

import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from config.engines.connections import BOOTSTRAP, connection_url
from config.engines.lease import running
from config.engines.places import Places
from config.engines.roles import DESK, PUBLIC
from tests.config.installation import Installation, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

Connection = psycopg.Connection[Any]
NOT_KEPT = re.compile("django_session|axes_")


@contextmanager
def an_installation() -> Iterator[Installation]:
    made = Installation(Places(Path(tempfile.mkdtemp(prefix="kept-", dir="/tmp"))), free_port())
    try:
        yield made
    finally:
        made.kill_everything()
        shutil.rmtree(made.places.data, ignore_errors=True)


@pytest.fixture(scope="module")
def full() -> Iterator[Installation]:
    """The sample register, running, and a backup of it."""
    with an_installation() as made, made.up():
        done = made.run("backup", str(backup_of(made)))
        assert (done.returncode, done.stderr) == (0, "")
        assert re.fullmatch(r"\S+: [\d,]+ rows of \d+ tables and 7 files, [\d,]+ bytes.\n", done.stdout)
        yield made


@pytest.fixture(scope="module")
def restored(full: Installation) -> Iterator[Installation]:
    """Another installation, with no data before, into which the backup was restored; its database runs."""
    with an_installation() as made:
        done = made.run("restore", str(backup_of(full)))
        assert (done.returncode, done.stderr) == (0, "")
        assert "everything holds" in done.stdout
        with running("postgres", made.places):
            yield made


@pytest.fixture
def changing(full: Installation, restored: Installation) -> Iterator[Installation]:
    """The restored installation for a test that changes it; afterwards the backup is restored once more."""
    yield restored
    assert restored.run("restore", str(backup_of(full)), "--replace").returncode == 0


def backup_of(installation: Installation) -> Path:
    return installation.places.data / "register.backup"


@contextmanager
def connected(installation: Installation, role: str) -> Iterator[Connection]:
    with psycopg.connect(connection_url(installation.places, role), autocommit=True) as connection:
        yield connection


def rows(installation: Installation) -> dict[str, list[str]]:
    """All rows of all tables that a backup keeps, as text."""
    with connected(installation, BOOTSTRAP) as connection:
        found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        names = sorted(name for (name,) in found if not NOT_KEPT.match(name))
        told = {name: connection.execute(f"SELECT t::text FROM {name} t".encode()).fetchall() for name in names}
    return {name: sorted(text for (text,) in lines) for name, lines in told.items()}


def files(installation: Installation) -> dict[str, bytes]:
    folder = installation.places.media
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_restored_is_what_was_kept(full: Installation, restored: Installation) -> None:
    assert rows(restored) == rows(full)
    assert len(rows(restored)["deals_claim"]) > 70
    assert files(restored) == files(full)
    assert len(files(restored)) == 7


def test_the_rules_hold_in_what_is_restored(restored: Installation) -> None:
    with connected(restored, DESK) as desk, connected(restored, PUBLIC) as public:
        with pytest.raises(psycopg.Error, match="needs a signature"):
            desk.execute("UPDATE deals_claim SET text = 'otherwise'")
        with pytest.raises(psycopg.Error, match="permission denied to create temporary tables"):
            desk.execute("CREATE TEMPORARY TABLE mine (id int)")
        with pytest.raises(psycopg.Error, match="permission denied"):
            public.execute("SELECT * FROM deals_claim")
        assert public.execute("SELECT count(*) FROM deals_publisheddeal").fetchone() == (3,)


def test_work_goes_on_in_what_is_restored(changing: Installation) -> None:
    added = changing.run("add_member", "somebody", "--role", "publisher")
    assert (added.returncode, added.stderr) == (0, "")
    verified = changing.run("verify_register")
    assert (verified.returncode, verified.stderr) == (0, "")
    assert verified.stdout.endswith("Everything holds.\n")


def test_a_register_is_replaced_only_when_told(full: Installation, changing: Installation) -> None:
    changing.query("ALTER TABLE deals_claim DISABLE TRIGGER ALL; UPDATE deals_claim SET text = 'otherwise'")
    before = rows(changing)
    refused = changing.run("restore", str(backup_of(full)))
    assert refused.returncode == 1
    assert refused.stderr == "There is a register here already. To put the backup in its place, say --replace.\n"
    assert rows(changing) == before
    replaced = changing.run("restore", str(backup_of(full)), "--replace")
    assert (replaced.returncode, replaced.stderr) == (0, "")
    assert "Files: 0 written, 7 were there." in replaced.stdout
    assert rows(changing) == rows(full)


def test_nothing_is_restored_into_a_tracker_that_runs(full: Installation) -> None:
    done = full.run("restore", str(backup_of(full)), "--replace")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "The tracker is running: stop it first (Ctrl-C), then restore.\n"


def test_a_session_that_holds_the_register_stops_the_restoring(full: Installation, restored: Installation) -> None:
    with connected(restored, DESK) as desk, desk.transaction():
        desk.execute("SELECT 1 FROM deals_deal")
        done = restored.run("restore", str(backup_of(full)), "--replace")
    assert done.returncode == 1
    assert "somebody works with it. Stop the tracker's processes first. It is as it was." in done.stderr
    assert rows(restored) == rows(full)


def test_a_damaged_backup_is_refused_before_anything_changes(
    full: Installation, restored: Installation, tmp_path: Path
) -> None:
    whole = backup_of(full).read_bytes()
    (tmp_path / "half.backup").write_bytes(whole[: len(whole) // 2])
    done = restored.run("restore", str(tmp_path / "half.backup"), "--replace")
    assert (done.returncode, done.stdout) == (1, "")
    assert "half.backup is damaged, or is no backup of this program: File is not a zip file." in done.stderr
    assert rows(restored) == rows(full)


def test_what_fails_verification_is_restored_only_when_told(changing: Installation, tmp_path: Path) -> None:
    changing.query("ALTER TABLE deals_publisheddeal DISABLE TRIGGER ALL")
    changing.query("UPDATE deals_publisheddeal SET title = 'Another deal'")
    changing.query("ALTER TABLE deals_publisheddeal ENABLE TRIGGER ALL")
    backup = tmp_path / "failing.backup"
    assert changing.run("backup", str(backup)).returncode == 0
    before = rows(changing)
    refused = changing.run("restore", str(backup), "--replace")
    assert refused.returncode == 1
    assert "The register in the backup does not verify (deals_publisheddeal" in refused.stderr
    assert rows(changing) == before
    taken = changing.run("restore", str(backup), "--replace", "--accept-failures")
    assert taken.returncode == 0
    assert "differs from its release in title" in taken.stdout


def test_what_an_older_version_kept_is_brought_to_this_one(changing: Installation, tmp_path: Path) -> None:
    with an_installation() as older:
        assert older.run("migrate", "deals", "0004").returncode == 0
        assert older.run("backup", str(tmp_path / "old.backup")).returncode == 0
    done = changing.run("restore", str(tmp_path / "old.backup"), "--replace")
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"Brought to this version; migrations applied: [1-9]", done.stdout)
    assert "everything holds" in done.stdout
