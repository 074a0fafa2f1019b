"""The claims of a page of deals in their words: what rests on a source or an outlet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.models import PublishedEntry
from deals.queries.published import PUBLIC

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.queries.subjects import MentioningDeal

CLAIMS_SHOWN = 20
"""Of each deal; its own page has them all."""


def claims_in_words(deals: Iterable[MentioningDeal]) -> dict[str, str]:
    """By claim the sentence of its newest release, of the first claims of each deal."""
    listed = list(deals)
    claims = {claim for deal in listed for shown in deal.proofs.values() for claim in shown[:CLAIMS_SHOWN]}
    entries = PublishedEntry.objects.using(PUBLIC).filter(
        deal__deal_public_id__in=[deal.deal.id for deal in listed], claim_public_id__in=claims
    )
    return dict(entries.values_list("claim_public_id", "text"))
