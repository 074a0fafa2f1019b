"""A deal's claims as they stood: at a moment, or as a release showed them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery

from deals.models import Claim
from deals.models.past import columns, differing, events, matter, row_from
from deals.vocabulary.kinds import ClaimState
from deals.vocabulary.withholding import BLOCK

if TYPE_CHECKING:
    from datetime import datetime

    from deals.models import Deal, Release

IS_RETRACTED = "It was retracted since. A retracted claim is not edited: make a new one."
MADE_SINCE = "It was made since. Retract it, or undo its making, by itself."
WITHHELD = "Part of what it said then is withheld."
NOT_SHOWN = "That release does not show it."
REMOVED = "It was removed since. Undo its removal to have it back."
MOVED = "It was moved to another deal since. Move it back first."


@dataclass(frozen=True, slots=True, kw_only=True)
class PastClaim:
    """A claim now and then, None where it is not there. `stays` says why it is not put back; empty where it can be."""

    now: Claim | None
    then: Claim | None
    stays: str

    @property
    def is_changed(self) -> bool:
        """It can be put back, and stands otherwise than then."""
        return bool(self.now and self.then and not self.stays and differing(matter(Claim), self.now, self.then))


def claims_at(deal: Deal, moment: datetime) -> list[PastClaim]:
    """Every claim that is, or was then, the deal's, as history kept it at that moment."""
    newest = events(Claim).filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_created_at__lte=moment).order_by("-pgh_id")
    kept = events(Claim).filter(pgh_id=Subquery(newest.values("pgh_id")[:1]), deal=deal).exclude(pgh_label="delete")
    then = {event.pgh_obj_id: row_from(Claim, event) for event in kept}
    now = {claim.pk: claim for claim in Claim.objects.filter(deal=deal)}
    lost = set(then) - set(now)
    elsewhere = set(Claim.objects.filter(pk__in=lost).values_list("pk", flat=True))
    return [
        *(_past_claim(claim, then.get(number), MADE_SINCE) for number, claim in now.items()),
        *(
            PastClaim(now=None, then=then[number], stays=MOVED if number in elsewhere else REMOVED)
            for number in sorted(lost)
        ),
    ]


def claims_of(release: Release) -> list[PastClaim]:
    """Every claim of the release's deal, in the version that the release shows."""
    shown = {claim["id"]: claim["version"] for claim in json.loads(release.document)["claims"]}
    found = list(Claim.objects.filter(deal=release.deal_id))
    kept = events(Claim).filter(pgh_obj__in=found, public_id__in=shown, deal=release.deal_id)
    then = {event.pgh_obj_id: row_from(Claim, event) for event in kept if event.version == shown[event.public_id]}
    return [_past_claim(claim, then.get(claim.pk), NOT_SHOWN) for claim in found]


def put_back(past: PastClaim) -> Claim:
    """The claim as it is now with the words that it had then; not stored."""
    if past.now is None or past.then is None:
        raise ValueError("Only a claim that is there and was there is put back.")
    for field in matter(Claim):
        setattr(past.now, field.attname, getattr(past.then, field.attname))
    return past.now


def _past_claim(now: Claim, then: Claim | None, otherwise: str) -> PastClaim:
    if then is None:
        return PastClaim(now=now, then=None, stays=otherwise)
    if now.state == ClaimState.RETRACTED and differing(matter(Claim), now, then):
        return PastClaim(now=now, then=then, stays=IS_RETRACTED)
    is_withheld = any(BLOCK in str(getattr(then, field.attname)) for field in differing(columns(Claim), now, then))
    return PastClaim(now=now, then=then, stays=WITHHELD if is_withheld else "")
