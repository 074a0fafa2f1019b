"""The sentence above everything: an editor wrote it, and it is public only with a fact that stands under it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deals.vocabulary.kinds import Rank

if TYPE_CHECKING:
    from collections.abc import Collection

    from deals.models import Deal


def cited_summary(deal: Deal, claims: list[dict[str, Any]], moved: Collection[str]) -> tuple[str, list[str]]:
    """The deal's summary and what it rests on, as a release with these claims shows both.

    Without a claim among them that stands, no sentence. One that was retracted, deprecated or moved away stays named
    beside those that stand: readers are told.
    """
    standing = {claim["id"] for claim in claims if not claim["retraction_reason"] and claim["rank"] != Rank.DEPRECATED}
    if not standing.intersection(deal.rests_on):
        return "", []
    named = {claim["id"] for claim in claims} | set(moved)
    return deal.summary, [claim for claim in deal.rests_on if claim in named]
