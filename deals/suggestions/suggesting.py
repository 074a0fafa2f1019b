"""Candidates -> suggestions that wait."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from deals.suggestions.models import Intake, Suggestion

if TYPE_CHECKING:
    from typing import Any

    from deals.extraction import Found
    from deals.sources.models import Reading


def suggestions_from(found: Found, intake: Intake, reading: Reading) -> list[Suggestion]:
    """One row a candidate. The fingerprint makes the same candidate of the same reading one suggestion."""
    plain: list[dict[str, Any]] = found.as_json()["candidates"]
    return [
        Suggestion(
            intake=intake,
            reading=reading,
            kind=candidate["kind"],
            candidate=candidate,
            quote=candidate["quote"],
            start=candidate["start"],
            end=candidate["end"],
            fingerprint=_fingerprint(candidate),
        )
        for candidate in plain
    ]


def _fingerprint(candidate: dict[str, Any]) -> str:
    told = {key: candidate[key] for key in ("kind", "stage", "act", "start", "end", "amount", "quantity", "track")}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
