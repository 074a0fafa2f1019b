"""The file of a backup alone: damaged, of a newer program, and where the disk plays tricks."""

from __future__ import annotations

import errno
import json
import os
import stat
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import call_command
from django.db import connection

from config.backups import files
from config.backups.archive import DATABASE, MANIFEST, read, written
from config.backups.manifest import Manifest
from config.engines.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Members = dict[str, bytes]

SNAPSHOT = "snapshots/ab/abcd"
CONTENTS = {DATABASE: b"SELECT 1;\n" * 500, SNAPSHOT: b"The article as it was."}


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A file like a backup, whole."""
    path = tmp_path / "whole.backup"
    with written(path) as writer:
        for name, content in CONTENTS.items():
            writer.add(name, [content[:7], content[7:]])
        kept: dict[str, Any] = {
            "made_at": "2031-10-09T12:00:00+00:00",
            "postgres": 15,
            "migrations": ("deals.0001_tables",),
        }
        writer.add_manifest(Manifest(**kept, rows={"deals_deal": 2, "deals_claim": 3}, members=writer.members))
    return path


def test_what_was_written_is_read(backup: Path) -> None:
    with read(backup) as reader:
        assert {name: reader.open(name).read() for name in CONTENTS} == CONTENTS
        assert reader.files == [SNAPSHOT]
        assert reader.manifest.number_rows == 5


def rewritten(backup: Path, change: Callable[[Members], object]) -> Path:
    """An archive that is whole, with other members."""
    with zipfile.ZipFile(backup) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    changed = backup.with_name("changed.backup")
    with zipfile.ZipFile(changed, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return changed


def saying(**changes: object) -> Callable[[Members], None]:
    return lambda members: members.update({MANIFEST: json.dumps({**json.loads(members[MANIFEST]), **changes}).encode()})


CHANGES: list[tuple[Callable[[Members], object], str]] = [
    (
        lambda members: members.update({DATABASE: members[DATABASE] + b" "}),
        "database.sql is not what its manifest says",
    ),
    (lambda members: members.update({SNAPSHOT: b"Another article now."}), "abcd is not what its manifest says"),
    (lambda members: members.pop(DATABASE), "it does not hold what its manifest lists"),
    (lambda members: members.pop(SNAPSHOT), "it does not hold what its manifest lists"),
    (lambda members: members.update({"more": b"more"}), "it does not hold what its manifest lists"),
    (lambda members: members.pop(MANIFEST), "There is no item named 'manifest.json'"),
    (lambda members: members.update({MANIFEST: b""}), "Expecting value"),
    (lambda members: members.update({MANIFEST: b"[]"}), "list indices"),
    (saying(members={}), "it does not hold what its manifest lists"),
    (saying(rows=None, more=1), "unexpected keyword argument 'more'"),
]


@pytest.mark.parametrize(("change", "words"), CHANGES)
def test_an_archive_that_was_changed_is_refused(change: Callable[[Members], object], words: str, backup: Path) -> None:
    with pytest.raises(RefusedError) as refusal, read(rewritten(backup, change)):
        pass
    assert words in str(refusal.value)
    assert "Nothing was changed. Use another backup." in str(refusal.value)


def test_each_byte_counts(backup: Path) -> None:
    """Cut anywhere, it is refused; with any bit turned it is refused, or what it holds is what was written."""
    whole = backup.read_bytes()
    for place in range(0, len(whole), 7):
        backup.write_bytes(whole[:place])
        with pytest.raises(RefusedError, match="is damaged, or is no backup"), read(backup):
            pass
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            with read(backup) as reader:
                assert {name: reader.open(name).read() for name in CONTENTS} == CONTENTS
        except RefusedError as error:
            assert "is damaged" in str(error) or "reads format" in str(error)  # noqa: PT017


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"migrations": ["deals.9999_later"]}, "this one lacks deals.9999_later. Install that version"),
        ({"postgres": 99}, "The backup is of PostgreSQL 99, and this server is older"),
    ],
)
def test_a_backup_of_a_newer_program_or_server_is_refused(changes: dict[str, object], words: str, backup: Path) -> None:
    with read(backup) as reader:
        reader.manifest.refuse_newer(connection)
    with read(rewritten(backup, saying(**changes))) as reader, pytest.raises(RefusedError, match=words):
        reader.manifest.refuse_newer(connection)


def test_a_backup_of_a_newer_format_is_refused(backup: Path) -> None:
    with pytest.raises(RefusedError, match="this program reads format 1"), read(rewritten(backup, saying(format=2))):
        pass


@pytest.mark.parametrize("name", ["/etc/passwd", "../outside", "snapshots/../../outside"])
def test_no_file_leads_out_of_the_storage(name: str, backup: Path) -> None:
    with written(backup.with_name("evil.backup")) as writer:
        for member in (DATABASE, name):
            writer.add(member, [b"x"])
        manifest = Manifest(made_at="", postgres=15, migrations=(), rows={}, members=writer.members)
        writer.add_manifest(manifest)
    with read(backup.with_name("evil.backup")) as reader:
        assert list(files.unsafe(reader)) == [name]
    with read(backup) as reader:
        assert list(files.unsafe(reader)) == []


def test_paths_that_lead_nowhere_are_told(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("mine")
    for path, words in {
        tmp_path / "no" / "folder": "cannot be written to .*: No such file or directory. Choose another.",
        kept / "in-a-file": "cannot be written to .*: Not a directory. Choose another.",
        tmp_path / ("long" * 100): "cannot be written to .*: File name too long. Choose another.",
        tmp_path: "a backup replaces nothing: choose another name.",
        kept: "a backup replaces nothing: choose another name.",
    }.items():
        with pytest.raises(RefusedError, match=words):
            call_command("backup", str(path))
    for path, words in {tmp_path / "none": "No such file", tmp_path: "Is a directory"}.items():
        with pytest.raises(RefusedError, match=f"cannot be read: {words}.*Check the path."):
            call_command("restore", str(path))
    assert list(tmp_path.iterdir()) == [kept]
    assert kept.read_text() == "mine"


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", no_room)
    with pytest.raises(RefusedError, match="There is no room left in"), written(tmp_path / "a.backup") as writer:
        writer.add(DATABASE, [b"much"])
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def broken_off() -> None:
        with written(tmp_path / "a.backup") as writer:
            writer.add(DATABASE, [b"much"])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert list(tmp_path.iterdir()) == []


def test_two_backups_do_not_write_the_same_file(tmp_path: Path) -> None:
    path, told = tmp_path / "a.backup", "Another backup is being written beside"
    with written(path), pytest.raises(RefusedError, match=told), written(path):
        pass
    assert [file.name for file in tmp_path.iterdir()] == ["a.backup"]


def test_a_backup_is_for_the_one_who_made_it(backup: Path) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
