"""Each snapshot read again by the reader of today. What differs is told, as a better reader is no damage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.queries.verifying.shape import Check, Finding, Looked
from deals.sources.captures import read_snapshot
from deals.sources.models import Reading
from deals.sources.reading import ReadFailedError
from deals.sources.withheld import WithheldSourceError

if TYPE_CHECKING:
    from collections.abc import Iterable


def look() -> Looked:
    newest = Reading.objects.order_by("snapshot_id", "-pk").distinct("snapshot_id").values_list("pk", flat=True)
    numbers = list(newest)
    findings = tuple(found for number in numbers for found in _differing(number))
    return Looked(rows=len(numbers), findings=findings)


def _differing(number: int) -> Iterable[Finding]:
    reading = Reading.objects.select_related("snapshot__source").get(pk=number)
    try:
        read = read_snapshot(reading.snapshot)
    except (OSError, WithheldSourceError):
        return ()  # the check of the snapshots says so
    except ReadFailedError as error:
        return (Finding(table="sources_reading", row=str(number), says=f"is not read today: {error}"),)
    if read.text == reading.text:
        return ()
    return (Finding(table="sources_reading", row=str(number), says=f"{read.reader} reads another text today"),)


CHECK = Check(
    name="rereadings", holds="The reader of today reads the same text.", look=look, is_failure=False,
    blanking_explains=True,
)  # fmt: skip
