"""What an editor has to do about the sentence above a deal's timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.models import Claim
from deals.vocabulary.kinds import ClaimState, Rank

if TYPE_CHECKING:
    from collections.abc import Collection

    from deals.models import Deal

NOT_SHOWN = "The sentence above the timeline is not shown: say which facts it rests on."


def summaries_to_mend(deals: Collection[Deal]) -> dict[int, list[str]]:
    """By the deal's number, what is wrong in a sentence each; in one query. Deals that need nothing are not there.

    By the working copies: what is deprecated in a draft wants a look before it is public.
    """
    named = {claim for deal in deals for claim in deal.rests_on}
    claims = {claim.public_id: claim for claim in Claim.objects.filter(public_id__in=named)}
    told = {deal.pk: _told(deal, [claims[claim] for claim in deal.rests_on]) for deal in deals if deal.summary}
    return {number: sentences for number, sentences in told.items() if sentences}


def _told(deal: Deal, claims: list[Claim]) -> list[str]:
    became = [(claim, _became(deal, claim)) for claim in claims]
    fallen = [
        f"The sentence above the timeline rests on “{claim.label}”, which {words}: read it again."
        for claim, words in became
        if words
    ]
    return fallen if any(not words for _, words in became) else [NOT_SHOWN, *fallen]


def _became(deal: Deal, claim: Claim) -> str:
    if claim.deal_id != deal.pk:
        return "was moved to another deal"
    if claim.state == ClaimState.RETRACTED:
        return "is retracted"
    return "is deprecated" if claim.rank == Rank.DEPRECATED else ""
