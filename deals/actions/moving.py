"""Splitting and merging deals, and ending one. Claims keep their ids, their proofs and what was approved of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from deals import permissions
from deals.actions.deals import create_deal, refuse_ended, track_named
from deals.actions.refused import RefusedError, require
from deals.models import Claim, Deal, Move
from deals.signing import signed
from deals.vocabulary.kinds import ClaimState
from deals.vocabulary.relations import Ending

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deals.models import Member, WeaponSystem

SAY_WHY = "Say why: it stands in the history, and readers of either deal see it."


def move_claims(*, claims: Sequence[Claim], to: Deal, by: Member, why: str) -> list[Move]:
    """Take claims to another deal: main track to main track, other tracks by name. All or none; RefusedError."""
    if not claims:
        raise RefusedError("Choose the claims that go to the other deal.")
    _require_publisher(by, why)
    with signed(by=by.pk, why=why):
        target = _locked(to, *(claim.deal for claim in claims))
        refuse_ended(target)
        wanted = Claim.objects.select_for_update(of=("self",)).select_related("deal", "track", "related_deal")
        stored = list(wanted.filter(pk__in=[claim.pk for claim in claims]).order_by("pk"))
        return [_moved(claim, target, by, why) for claim in stored]


def split_deal(*, claims: Sequence[Claim], into: Deal, systems: Sequence[WeaponSystem], by: Member, why: str) -> Deal:
    """Make the new deal `into` and take the claims there, as a framework gives off its first contract.

    Raises ValidationError for wrong values of the new deal, RefusedError else; then nothing is stored.
    """
    _require_publisher(by, why)
    with signed(by=by.pk, why=why):
        deal = create_deal(deal=into, systems=systems, by=by)
        move_claims(claims=claims, to=deal, by=by, why=why)
    return deal


def merge_deal(*, deal: Deal, into: Deal, by: Member, why: str) -> Deal:
    """Take every claim to the other deal and end this one; its address answers with where it went."""
    _require_publisher(by, why)
    if deal.pk == into.pk:
        raise RefusedError("A deal is merged into another one. Choose which.")
    with signed(by=by.pk, why=why):
        _locked(deal, into)  # before its claims are read: one that is typed meanwhile goes along, or is refused
        refuse_ended(Deal.objects.select_related("merged_into").get(pk=into.pk))
        # A retracted claim that names the other deal cannot be of that deal, nor be edited: it stays.
        staying = Q(state=ClaimState.RETRACTED, related_deal=into)
        claims = list(Claim.objects.filter(deal=deal).exclude(staying).select_related("deal"))
        if deal.releases.exists() and not into.releases.exists():
            raise RefusedError(f"Publish “{into}” first: readers of this deal are led there.")
        if claims:
            move_claims(claims=claims, to=into, by=by, why=why)
        return _end(deal, Ending.MERGED, why, merged_into=into)


def withdraw_deal(*, deal: Deal, by: Member, why: str) -> Deal:
    """End a deal that should not stand in the register. Its releases stay; its address says that, and why."""
    _require_publisher(by, why)
    with signed(by=by.pk, why=why):
        return _end(deal, Ending.WITHDRAWN, why)


def follow_again(*, deal: Deal, by: Member, why: str) -> Deal:
    """Undo an ending. Claims that a merger took away stay where they are until they are moved back."""
    _require_publisher(by, why)
    with signed(by=by.pk, why=why):
        stored = _locked(deal)
        if not stored.ending:
            raise RefusedError("This deal is followed already.")
        stored.ending, stored.ending_why, stored.ended_on, stored.merged_into = "", "", None, None
        return _saved(stored)


def _require_publisher(by: Member, why: str) -> None:
    require(permissions.may_review(by), "Only a publisher splits, merges or withdraws deals.")
    if not why.strip():
        raise RefusedError(SAY_WHY)


def _locked(first: Deal, *others: Deal) -> Deal:
    """The first as stored. All are locked in one order: two who move claims crosswise do not block each other."""
    wanted = {deal.pk for deal in (first, *others)}
    stored = Deal.objects.select_for_update(of=("self",)).filter(pk__in=wanted).order_by("pk")
    return {deal.pk: deal for deal in stored.select_related("merged_into")}[first.pk]


def _moved(claim: Claim, to: Deal, by: Member, why: str) -> Move:
    if claim.deal_id == to.pk:
        raise RefusedError(f"“{claim}” is in that deal already.")
    if claim.related_deal_id == to.pk:
        raise RefusedError(f"“{claim}” names the deal it would go to. Take the relation out of it, then move it.")
    track = track_named(deal=to, name="" if claim.track.is_main else claim.track.name, by=by)
    move = Move.objects.create(
        claim=claim,
        from_deal=claim.deal,
        to_deal=to,
        to_track=track,
        why=why.strip(),
        moved_by=by,
        moved_at=timezone.now(),
    )
    claim.deal, claim.track = to, track
    claim.save(update_fields=["deal", "track"])
    return move


def _end(deal: Deal, ending: Ending, why: str, merged_into: Deal | None = None) -> Deal:
    stored = _locked(deal)
    refuse_ended(stored)
    stored.ending, stored.ending_why, stored.merged_into = ending, why.strip(), merged_into
    stored.ended_on = timezone.now().date()
    return _saved(stored)


def _saved(deal: Deal) -> Deal:
    deal.version += 1
    deal.full_clean()
    deal.save()
    return deal
