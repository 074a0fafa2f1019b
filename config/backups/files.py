"""The snapshots' files, by their names in the storage."""

from __future__ import annotations

import errno
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from django.core.files.base import File
from django.core.files.storage import default_storage

from config.engines.refused import RefusedError
from deals.sources.captures import sha256_hex
from deals.sources.models import Snapshot
from deals.sources.withheld import LEDGER, ledger, merge_ledger, stored_bytes
from deals.suggestions.models import Intake

if TYPE_CHECKING:
    from collections.abc import Iterator

    from config.backups.archive import Reader, Writer


def names() -> list[str]:
    """Of the snapshots, of what was pasted or uploaded and is not captured yet, and of the ledger of withholdings."""
    files = [model.objects.exclude(file="").values_list("file", flat=True) for model in (Snapshot, Intake)]
    told = [LEDGER] if default_storage.exists(LEDGER) else []
    return sorted({*told, *(name for found in files for name in found.iterator())})


def keep(writer: Writer) -> list[str]:
    """Add each file. Returns the names of those that cannot be read."""
    lost = []
    for name in names():
        try:
            content = stored_bytes(name)
        except OSError:
            lost.append(name)
        else:
            writer.add(name, [content])
    return lost


def bring_back(reader: Reader) -> tuple[int, int]:
    """Put each file into the storage, in place of one with other bytes. How many were written, and were there.

    What was withheld since stays away, and the ledger that says so only grows.
    """
    written = 0
    if LEDGER in reader.files:
        with reader.open(LEDGER) as file:
            merge_ledger(ledger(file.read().decode()))
    withheld = {LEDGER, *(name for line in ledger() for name in line["files"])}
    for name in reader.files:
        if name in withheld:
            continue
        if _is_there(name, reader.manifest.members[name].sha256):
            continue
        with reader.open(name) as file:
            _put(name, file)
        written += 1
    return written, len(reader.files) - written


def _is_there(name: str, digest: str) -> bool:
    with suppress(OSError):
        return sha256_hex(stored_bytes(name)) == digest
    return False


def _put(name: str, content: IO[bytes]) -> None:
    """A half-written file is taken away: whoever finds one by its hash takes it for whole."""
    default_storage.delete(name)
    try:
        default_storage.save(name, File(content))
    except OSError as error:
        with suppress(OSError):
            default_storage.delete(name)
        reason = "there is no room left" if error.errno in {errno.ENOSPC, errno.EDQUOT} else error.strerror
        raise RefusedError(f"The snapshots cannot be written: {reason}. The register was not changed.") from error


def unsafe(reader: Reader) -> Iterator[str]:
    """Names that would lead out of the storage."""
    return (name for name in reader.files if name.startswith("/") or ".." in name.split("/"))
