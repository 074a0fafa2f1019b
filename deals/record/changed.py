"""What a release changed, as the list over all deals tells it: how many claims, the first of them, the stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deals.record.differences import DEAL, STANDING, differences
from deals.record.overview import CLAIMS, beside, claims_by_sort
from deals.record.restating import in_time
from deals.vocabulary.changes import Sort
from deals.vocabulary.kinds import Weight

if TYPE_CHECKING:
    from collections.abc import Collection

    from deals.record.differences import Change
    from deals.record.shape import Record
    from deals.record.standing import Standing

CLAIMS_MOST = 6
"""Of one release; the page of its changes tells all of them."""
_ENDINGS = frozenset({Sort.MERGED, Sort.WITHDRAWN, Sort.FOLLOWED_AGAIN})
_ORDER = (Sort.RETRACTED, Sort.MOVED, Sort.GONE, Sort.RESTORED, Sort.CORRECTED, Sort.NEW)


def changed(before: Record | None, after: Record) -> dict[str, Any]:
    """Words of the register, ids, words of the vocabulary and dates as text: what JSON can hold."""
    found = differences(before, after)
    counts = claims_by_sort(found)
    return {
        "number": after.number,
        "since": before.number if before else None,
        "published_at": after.published_at.isoformat(),
        "counts": {sort.value: counts[sort] for sort in _ORDER if counts[sort]},
        "beside": beside(found),
        "ended": next((c.sort.value for c in found if c.about == DEAL and c.sort in _ENDINGS), ""),
        "stages": [_stage(change, before, after) for change in found if change.about == STANDING],
        "claims": _claims(found, before, after),
    }


def _claims(found: Collection[Change], before: Record | None, after: Record) -> list[dict[str, Any]]:
    """The number is of the release that shows it: of what is gone or moved the one before."""
    changes = sorted((change for change in found if change.about == CLAIMS), key=_by_interest)
    return [
        {
            "sort": change.sort.value,
            "claim": change.id,
            "text": (change.after or change.before).text,
            "number": before.number if change.after is None and before else after.number,
        }
        for change in changes[:CLAIMS_MOST]
    ]


def _by_interest(change: Change) -> tuple[object, ...]:
    """What readers would miss first, then by weight and in time."""
    claim = change.after or change.before
    return _ORDER.index(change.sort), list(Weight).index(claim.weight), in_time(claim)


def _stage(change: Change, before: Record | None, after: Record) -> dict[str, Any]:
    """“Agreed in principle” before, “contract signed on 12 September 2017” after; the main track has no name."""
    tracks = [track for record in (after, before) if record for track in record.tracks if track.id == change.id]
    return {
        "track": "" if tracks[0].is_main else tracks[0].name,
        "before": _standing(before, change.before),
        "after": _standing(after, change.after),
    }


def _standing(record: Record | None, found: Standing | None) -> dict[str, Any] | None:
    if record is None or found is None:
        return None
    return {
        "stage": found.stage.value,
        "since": found.since.text if found.since else "",
        "said_by": [record.parties[party].name for party in found.said_by if party in record.parties],
        "is_disputed": found.is_disputed,
    }
