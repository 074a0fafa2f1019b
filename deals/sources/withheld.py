"""What was withheld, as far as files tell it: the ledger beside the snapshots, and files whose bytes were blanked.

The ledger outlives the database: after an old backup is restored, it says what has to be withheld again.
"""

from __future__ import annotations

import html
import json
import os
import re
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from deals.sources.fetching import FetchRefusedError
from deals.sources.formats import ReadFailedError, decoded
from deals.vocabulary.text import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LEDGER = "withholdings.jsonl"
SNAPSHOTS = "snapshots"
BLANKED = "█ Withheld"
"""How a file begins whose bytes were withheld."""
REFUSED = (
    "This source was withheld on {} ({}) and is not taken in again. An administrator can say more: withholding {}."
)
_TAG = re.compile(r"<[^>]*>")


class WithheldSourceError(FetchRefusedError):
    """The message says since when, why, and whom to ask."""


def ledger(text: str | None = None) -> list[dict[str, Any]]:
    """The withholdings so far, in order, from the storage or from the text of a ledger."""
    if text is None:
        text = stored_bytes(LEDGER).decode() if default_storage.exists(LEDGER) else ""
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def merge_ledger(lines: Iterable[dict[str, Any]]) -> None:
    """Add what the ledger does not say yet. Of one withholding the first account stays: a replay finds less.

    Written as a whole; on a disk in one step, so that a crash leaves the old ledger or the new one.
    """
    told = {line["id"]: line for line in [*lines, *ledger()]}
    ordered = sorted(told.values(), key=lambda line: (line["decided_at"], line["id"]))
    text = "".join(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n" for line in ordered)
    if text:
        _replace(LEDGER, text.encode())


def refuse_withheld(*, url: str = "", sha256: str = "") -> None:
    """Raises WithheldSourceError for the address of a source, or the hash of bytes, that was withheld."""
    for line in ledger():
        if (url and url in line["urls"]) or (sha256 and file_name(sha256) in line["files"]):
            ground = str(line["ground"]).replace("_", " ")
            raise WithheldSourceError(REFUSED.format(line["decided_at"][:10], ground, line["id"]))


def file_name(sha256: str) -> str:
    """Where the bytes of this hash lie in the storage."""
    return f"{SNAPSHOTS}/{sha256[:2]}/{sha256}"


def refuse_blanked(content: bytes) -> bytes:
    """The content as it is. Raises WithheldSourceError where it was blanked."""
    if content.startswith(BLANKED.encode()):
        raise WithheldSourceError("The bytes of this source were withheld: there is nothing left to read.")
    return content


def blank_file(name: str, why: str) -> None:
    """Put a line that says why in the place of the bytes, unless there is one."""
    if not default_storage.exists(name) or not stored_bytes(name).startswith(BLANKED.encode()):
        _replace(name, f"{BLANKED}: {why}\n".encode())


def files_that_say(runs: Iterable[str]) -> list[str]:
    """Names of the kept files in whose text one of the runs stands, tags and references to characters resolved.

    Runs are as the database's `withheld_runs` makes them: in small letters where they have blanks. Reads every file.
    """
    patterns = [(" " in run, re.compile(rf"(?<!\w){re.escape(run)}(?!\w)")) for run in runs]
    found = []
    for name in _kept_files():
        told = _readable(stored_bytes(name))
        folded = [text.lower() for text in told]
        if any(pattern.search(text) for many, pattern in patterns for text in (folded if many else told)):
            found.append(name)
    return found


def _readable(content: bytes) -> tuple[str, ...]:
    """The text that the bytes may show: as it stands, with tags as nothing, with tags as blanks."""
    try:
        text = decoded(content, "")
    except ReadFailedError:
        text = content.decode("utf-8", errors="ignore")
    shown = [text, html.unescape(_TAG.sub("", text)), html.unescape(_TAG.sub(" ", text))]
    return tuple(normalised(told, limit=len(told) + 1).replace("\n", " ") for told in shown)


def _kept_files() -> Iterator[str]:
    folders = default_storage.listdir(SNAPSHOTS)[0] if default_storage.exists(SNAPSHOTS) else []
    for folder in sorted(folders):
        for name in sorted(default_storage.listdir(f"{SNAPSHOTS}/{folder}")[1]):
            yield f"{SNAPSHOTS}/{folder}/{name}"


def stored_bytes(name: str) -> bytes:
    """What the file holds, be it blanked."""
    with default_storage.open(name) as file:
        content: bytes = file.read()
    return content


def _replace(name: str, content: bytes) -> None:
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:  # a store of objects: each is replaced as a whole
        default_storage.delete(name)
        default_storage.save(name, ContentFile(content))
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
        os.fsync(draft.fileno())
    Path(draft.name).replace(path)
