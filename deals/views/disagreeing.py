"""Where a deal's claims disagree, drafts among them: found by rule, shown to whoever may choose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deals.publishing.claims import working_claim
from deals.record.questions import conflicts_among

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deals.models import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    asks: str
    claims: tuple[Claim, ...]
    is_decided: bool


def disagreements(claims: Sequence[Claim]) -> list[Disagreement]:
    """The working copies that answer one question differently; no query where the claims came with what they name."""
    by_id = {claim.public_id: claim for claim in claims}
    found = conflicts_among([working_claim(claim) for claim in claims])
    return [
        Disagreement(
            asks=conflict.asks,
            claims=tuple(by_id[claim] for claim in conflict.claims),
            is_decided=conflict.is_decided,
        )
        for conflict in found
    ]
