"""The one file: written beside its place and then moved there, and read only after each byte was compared."""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from config.backups.manifest import Manifest, Member
from config.engines.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MANIFEST, DATABASE = "manifest.json", "database.sql"
CHUNK = 1_000_000
DAMAGED = "{} is damaged, or is no backup of this program: {}. Nothing was changed. Use another backup."
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, TypeError, LookupError, RuntimeError)
"""What reading an archive raises that is none, or no longer one."""


class Writer:
    """Adds members to an archive, and notes length and hash of each."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self.members: dict[str, Member] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        digest, size = hashlib.sha256(), 0
        with self._archive.open(name, "w", force_zip64=True) as member:
            for chunk in chunks:
                member.write(chunk)
                digest.update(chunk)
                size += len(chunk)
        self.members[name] = Member(bytes=size, sha256=digest.hexdigest())

    def add_manifest(self, manifest: Manifest) -> None:
        self._archive.writestr(MANIFEST, manifest.as_text())


@contextmanager
def written(path: Path) -> Iterator[Writer]:
    """A new archive, there once all is written; readable for this user alone. Raises RefusedError."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    with _told(path):
        if path.exists() or path.is_symlink():
            raise RefusedError(f"There is something at {path}, and a backup replaces nothing: choose another name.")
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as file:
                with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
                    yield Writer(archive)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise RefusedError(f"Another backup is being written beside {path}, or was broken off: remove it.") from error
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise RefusedError(f"There is no room left in {path.parent}: make some, or choose another.") from error
        raise RefusedError(f"The backup cannot be written to {path}: {error.strerror}. Choose another.") from error


class Reader:
    """An archive whose every byte was compared with its manifest."""

    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive, self.manifest = archive, manifest

    def open(self, name: str) -> IO[bytes]:
        return self._archive.open(name)

    @property
    def files(self) -> list[str]:
        """The names of the snapshots' files in the storage."""
        return [name for name in self.manifest.members if name != DATABASE]


@contextmanager
def read(path: Path) -> Iterator[Reader]:
    """The backup, once all of it was compared with its manifest. Raises RefusedError."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise RefusedError(f"The backup {path} cannot be read: {error.strerror}. Check the path.") from error
    with file:
        yield _compared(path, file)


def _compared(path: Path, file: IO[bytes]) -> Reader:
    try:
        archive = zipfile.ZipFile(file)
        manifest = Manifest.from_text(archive.read(MANIFEST))
        if {*archive.namelist()} != {MANIFEST, *manifest.members} or DATABASE not in manifest.members:
            raise LookupError("it does not hold what its manifest lists")
        for name, wanted in manifest.members.items():
            if _member(archive, name) != wanted:
                raise ValueError(f"{name} is not what its manifest says")
    except BROKEN as error:
        raise RefusedError(DAMAGED.format(path, str(error) or type(error).__name__)) from error
    return Reader(archive, manifest)


def _member(archive: zipfile.ZipFile, name: str) -> Member:
    digest, size = hashlib.sha256(), 0
    with archive.open(name) as member:
        while chunk := member.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
    return Member(bytes=size, sha256=digest.hexdigest())
