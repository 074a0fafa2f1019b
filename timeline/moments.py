"""Which entries get a label on a desk, or a number on a phone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from deals.record.restating import in_time
from deals.vocabulary.kinds import Kind
from deals.vocabulary.stages import Stage
from timeline.lanes import lane_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from timeline.entries import Entry

TURNS = {Kind.STAGE: 3}
"""How many key moments a row gets for one of the other rows."""


def key_moments(entries: Sequence[Entry], most: int) -> tuple[Entry, ...]:
    """The entries that get a label, in time: key ones first, then steps; the deal has three turns for one of a lane."""
    rows: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted((entry for entry in entries if entry.is_key or entry.is_step), key=_importance):
        rows[lane_of(entry.claim)].append(entry)
    turns = {
        entry.id: (not entry.is_key, place // TURNS.get(entry.claim.kind, 1), _importance(entry))
        for row in rows.values()
        for place, entry in enumerate(row)
    }
    chosen = set(sorted(turns, key=turns.__getitem__)[:most])
    return tuple(entry for entry in entries if entry.id in chosen)


def _importance(entry: Entry) -> tuple[bool, bool, bool, int, tuple[date, date, int, str]]:
    """Key before others, what stands before what is struck, signatures before other steps, late phases before early.

    Of equals the earlier comes first.
    """
    stage = Stage(entry.claim.details["stage"]) if entry.claim.kind is Kind.STAGE else None
    is_signature = bool(stage and stage.is_a_moment)
    return (
        not entry.is_key,
        entry.is_struck,
        not is_signature,
        -(stage.phase.rung if stage else 0),
        in_time(entry.claim),
    )
