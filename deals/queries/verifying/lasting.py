"""Rule 4: a claim that was published is never deleted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from deals.models import Claim, Release
from deals.queries.verifying.shape import UNREADABLE, Check, Finding, Looked, looked

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 200


def look() -> Looked:
    return looked("deals_release", findings=_found())


def _found() -> Iterator[Finding]:
    there = set(Claim.objects.values_list("public_id", flat=True).iterator())
    for pk, document in Release.objects.order_by("pk").values_list("pk", "document").iterator(CHUNK):
        if lost := sorted(_claims(document) - there):
            yield Finding(table="deals_release", row=str(pk), says=f"shows claims that are no more: {', '.join(lost)}")


def _claims(document: str) -> set[str]:
    try:
        return {claim["id"] for claim in json.loads(document)["claims"]}
    except UNREADABLE:
        return set()  # the check of the releases says so


CHECK = Check(name="lasting", holds="Each claim that was ever published is still there.", look=look)
