"""Linking a plan, a condition or a threat to the claim that tells what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals import permissions
from deals.actions.claims import MAY_NOT_DRAFT, new_version, refuse_retracted
from deals.actions.refused import RefusedError, require
from deals.models import Claim, Sequel
from deals.signing import signed
from deals.vocabulary.kinds import ClaimState

if TYPE_CHECKING:
    from deals.models import Member
    from deals.vocabulary.relations import Became


def add_sequel(*, claim: Claim, followed_by: Claim, became: Became, by: Member) -> Claim:
    """Say what became of the claim. It is a new version of it, so another person approves the link."""
    require(permissions.may_draft(by), MAY_NOT_DRAFT)
    with signed(by=by.pk, why="what became of it"):
        stored = Claim.objects.select_for_update().get(pk=claim.pk)
        refuse_retracted(stored)
        if followed_by.pk == stored.pk:
            raise RefusedError("A claim is not what became of itself. Choose another.")
        if followed_by.state == ClaimState.RETRACTED:
            raise RefusedError("That claim is retracted: it tells nothing. Choose another.")
        if stored.sequels.filter(followed_by=followed_by).exists():
            raise RefusedError("These two are linked already. Remove the link to choose another word.")
        Sequel.objects.create(claim=stored, followed_by=followed_by, became=became)
        new_version(stored, by)
        stored.save()
    return stored


def remove_sequel(*, sequel: Sequel, by: Member, why: str) -> Claim:
    """Take a link back, as a new version of the claim."""
    require(permissions.may_draft(by), MAY_NOT_DRAFT)
    with signed(by=by.pk, why=why):
        stored = Claim.objects.select_for_update().get(pk=sequel.claim_id)
        refuse_retracted(stored)
        if stored.state == ClaimState.APPROVED and not why.strip():
            raise RefusedError("Say why you change a claim that was approved.")
        sequel.delete()
        new_version(stored, by)
        stored.save()
    return stored
