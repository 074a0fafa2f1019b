"""What a release says of claims that went to another deal, and of the other deals that it names."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from deals.models import Claim, Move, PublishedDeal
from deals.record.shape import DealName, EndingRecord, MovedRecord
from deals.vocabulary.relations import Ending

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.models import Deal

Document = dict[str, Any]


def shown_by_newest_release(deal: Deal) -> dict[str, str]:
    """Labels by id of the claims that the newest release shows, here or as moved away; none is ever left out."""
    release = deal.releases.order_by("-number").first()
    if release is None:
        return {}
    document = json.loads(release.document)
    moved = {told["claim"]: told["label"] for told in document.get("moved", ())}
    return {**moved, **{claim["id"]: claim["label"] for claim in document["claims"]}}


def shown_where_it_came_from(deal: Deal) -> set[str]:
    """Ids of the claims that were public in a deal from which its claims were moved, at once or on a way round."""
    moves = Move.objects.filter(claim__deal=deal).select_related("from_deal")
    return {claim for other in {move.from_deal for move in moves} for claim in shown_by_newest_release(other)}


def tracks_moved_to(deal: Deal) -> dict[str, str]:
    """The track of this deal, by id of the claim, to which each claim came that was moved here."""
    newest = Move.objects.filter(to_deal=deal).order_by("claim_id", "-id").distinct("claim_id")
    return dict(newest.values_list("claim__public_id", "to_track__public_id"))


def moved_away(deal: Deal, shown: dict[str, str]) -> tuple[MovedRecord, ...]:
    """Claims that the newest release shows and that stand in another deal now; one that is a draft is not named."""
    gone = Claim.objects.filter(public_id__in=shown, moves__from_deal=deal).exclude(deal=deal).distinct()
    public = _titles(claim.deal.public_id for claim in gone.select_related("deal"))
    return tuple(
        MovedRecord(
            claim=claim.public_id,
            label=shown[claim.public_id],
            deal=claim.deal.public_id if claim.deal.public_id in public else "",
            why=claim.moves.filter(from_deal=deal).latest("id").why,
        )
        for claim in gone.select_related("deal").order_by("id")
    )


def ending_of(deal: Deal) -> EndingRecord | None:
    if not deal.ending or deal.ended_on is None:
        return None
    return EndingRecord(
        ending=Ending(deal.ending),
        why=deal.ending_why,
        on=deal.ended_on,
        merged_into=deal.merged_into.public_id if deal.merged_into else "",
    )


def public_deals(wanted: Iterable[str]) -> dict[str, DealName]:
    """The public ones of these deals, by id; titles as the public sees them, never as a draft has them."""
    return {key: DealName(id=key, title=title) for key, title in _titles(wanted).items()}


def _titles(wanted: Iterable[str]) -> dict[str, str]:
    found = PublishedDeal.objects.filter(deal_public_id__in={*wanted} - {""})
    return dict(found.order_by("deal_public_id").values_list("deal_public_id", "title"))
