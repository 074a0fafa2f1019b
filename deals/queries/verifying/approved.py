"""Rules 4 and 6: what a release shows of a claim is what was approved of it, letter for letter."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from deals.models import Approval, Release
from deals.queries.verifying.shape import UNREADABLE, Check, Finding, Looked, looked
from deals.record.upgrades import upgraded, upgraded_claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    Document = dict[str, Any]

CHUNK = 200
LAID_OVER = {"track", "retraction_reason", "sequels", "relation", "related_deal"}
"""What publishing sets by what stands elsewhere: a move, a retraction, and which deals and claims are public."""


def look() -> Looked:
    return looked("deals_release", "deals_approval", findings=_found())


def _found() -> Iterator[Finding]:
    for pk, document in Release.objects.order_by("pk").values_list("pk", "document").iterator(CHUNK):
        try:
            told = {claim["id"]: claim for claim in upgraded(json.loads(document))["claims"]}
            complaints = _complaints(told, _approvals(told))
        except UNREADABLE:
            continue  # the check of the releases says so
        yield from (Finding(table="deals_release", row=str(pk), says=says) for says in complaints)


def _complaints(told: dict[str, Document], approved: dict[str, Document]) -> list[str]:
    return [
        f"shows claim {name} otherwise than it was approved" if name in approved
        else f"shows claim {name} in a version that was never approved"
        for name, claim in told.items()
        if name not in approved or _said(approved[name]) != _said(claim)
    ]  # fmt: skip


def _approvals(told: dict[str, Document]) -> dict[str, Document]:
    """By the claim's id, what was approved of the version that the release shows."""
    found = Approval.objects.filter(claim__public_id__in=told)
    rows = found.values_list("claim__public_id", "version", "schema", "document")
    shown = [(name, schema, kept) for name, version, schema, kept in rows if told[name]["version"] == version]
    return {name: upgraded_claim(kept, schema) for name, schema, kept in shown}


def _said(claim: Document) -> Document:
    return {key: value for key, value in claim.items() if key not in LAID_OVER}


CHECK = Check(
    name="approved", holds="What a release shows of a claim is what was approved of it.", look=look,
    blanking_explains=True,
)  # fmt: skip
