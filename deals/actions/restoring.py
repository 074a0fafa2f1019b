"""Putting a deal's claims back to how they stood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals import permissions
from deals.actions.claims import MAY_NOT_DRAFT, edit_claim
from deals.actions.deals import refuse_ended
from deals.actions.refused import ChangedMeanwhileError, RefusedError, require
from deals.models import Deal
from deals.publishing.past_claims import put_back
from deals.signing import signed

if TYPE_CHECKING:
    from collections.abc import Callable

    from deals.models import Claim, Member
    from deals.publishing.past_claims import PastClaim

SAY_WHY = "Say why the claims are put back: it stands in the history of each."
NOTHING = "The claims stand as they did then: there is nothing to put back."
CHANGED = "Somebody changed a claim since you looked. Look again at what would be put back."


def restore_deal(
    *, deal: Deal, then: Callable[[], list[PastClaim]], seen_versions: dict[int, int], by: Member, why: str
) -> list[Claim]:
    """Give each claim that stands otherwise its words of then, as a new version that is a draft. All or none.

    `then` finds the claims as they stood (`claims_at`, `claims_of`); it is asked once the deal is locked.
    `seen_versions`: number and version of each claim that the member saw would be put back. Citations, retractions and
    claims that were made since stay. Raises ChangedMeanwhileError, RefusedError, or ValidationError for words that are
    right no longer.
    """
    require(permissions.may_draft(by), MAY_NOT_DRAFT)
    if not why.strip():
        raise RefusedError(SAY_WHY)
    with signed(by=by.pk, why=why):
        refuse_ended(Deal.objects.select_for_update().get(pk=deal.pk))
        found = [past for past in then() if past.is_changed]
        if not found:
            raise RefusedError(NOTHING)
        if {past.now.pk: past.now.version for past in found if past.now} != seen_versions:
            raise ChangedMeanwhileError(CHANGED)
        changed = [put_back(past) for past in found]
        return [edit_claim(claim=claim, seen_version=claim.version, by=by, why=why) for claim in changed]
