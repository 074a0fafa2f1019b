"""The ledger of withholdings, beside the snapshot files: what a restored backup has to be told again.

It holds no withheld word. A quote is named by its place in a reading, a name by where it stood and a slow, salted hash.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING, Any

from deals.models import WithheldRow, Withholding
from deals.sources.models import Source
from deals.sources.withheld import merge_ledger
from deals.vocabulary.withholding import WithholdingState

if TYPE_CHECKING:
    from collections.abc import Iterable

HASH_ROUNDS = 600_000
"""Of PBKDF2 with SHA-256, as OWASP's sheet on storing passwords advises (2023): names are easily guessed."""


def marked(text: str) -> dict[str, Any]:
    """What tells the text again without saying it."""
    salt = secrets.token_hex(16)
    return {"salt": salt, "hash": _slow_hash(text, salt), "letters": len(text)}


def is_marked(text: str, mark: dict[str, Any]) -> bool:
    return _slow_hash(text, mark["salt"]) == str(mark["hash"])


def keep_ledger() -> None:
    """Add to the ledger every confirmed withholding of this database that it does not name yet."""
    confirmed = Withholding.objects.filter(state=WithholdingState.CONFIRMED).order_by("decided_at", "pk")
    merge_ledger([_line(row) for row in confirmed.select_related("reading__snapshot", "snapshot")])


def _line(row: Withholding) -> dict[str, Any]:
    rows = list(row.rows.order_by("pk"))
    files = [found.row for found in rows if found.place == WithheldRow.FILE]
    return {
        "id": row.public_id,
        "what": row.what,
        "ground": row.ground,
        "reference": row.reference,
        "asked_by": row.asked_by.username,
        "asked_at": row.asked_at.isoformat(),
        "decided_by": row.decided_by.username if row.decided_by else "",
        "decided_at": row.decided_at.isoformat() if row.decided_at else "",
        "snapshot": row.snapshot.sha256 if row.snapshot else "",
        "reading": [row.reading.snapshot.sha256, row.reading.reader] if row.reading else [],
        "start": row.start,
        "end": row.end,
        "marks": row.marks,
        "places": [[found.place, found.row, found.column, found.found] for found in rows if found.found],
        "files": files,
        "urls": _addresses(files),
    }


def _addresses(files: Iterable[str]) -> list[str]:
    sources = Source.objects.filter(snapshots__file__in=list(files)).exclude(url="")
    return sorted(set(sources.values_list("url", flat=True)))


def _slow_hash(text: str, salt: str) -> str:
    return hashlib.pbkdf2_hmac("sha256", text.lower().encode(), bytes.fromhex(salt), HASH_ROUNDS).hex()
