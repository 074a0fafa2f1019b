"""The bytes of each snapshot, hashed again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.queries.verifying.shape import Check, Finding, Looked
from deals.sources.captures import kept_bytes, sha256_hex
from deals.sources.models import Snapshot
from deals.sources.withheld import WithheldSourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 2_000


def look() -> Looked:
    count, findings = 0, []
    for count, found in enumerate(_found(), start=1):  # noqa: B007 -- the last number is that of the rows
        findings += found
    return Looked(rows=count, findings=tuple(findings))


def _found() -> Iterator[list[Finding]]:
    """What is wrong with each snapshot, in the order of their files: equal bytes of two sources are hashed once."""
    columns = ("pk", "file", "sha256", "number_bytes")
    file, told = None, ("", 0)
    for pk, name, digest, size in Snapshot.objects.order_by("file").values_list(*columns).iterator(CHUNK):
        if name != file:
            file, told = name, _hashed(name)
        says = _compared(told, (digest, size))
        yield [Finding(table="sources_snapshot", row=str(pk), says=f"{says} ({name})")] if says else []


def _hashed(name: str) -> tuple[str, int]:
    try:
        content = kept_bytes(name)
    except WithheldSourceError as error:
        return str(error), -1
    except OSError as error:
        return error.strerror or type(error).__name__, -1
    return sha256_hex(content), len(content)


def _compared(found: tuple[str, int], wanted: tuple[str, int]) -> str:
    if found[1] < 0:
        return f"its bytes cannot be read: {found[0]}"
    return "" if found == wanted else "its bytes are not those that were taken"


CHECK = Check(
    name="snapshots", holds="The bytes of each snapshot have the hash that it was kept under.", look=look,
    blanking_explains=True,
)  # fmt: skip
