"""Which sides confirm what a deal's timeline tells."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import Side
from timeline.numbers import plain_number

if TYPE_CHECKING:
    from timeline.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCount:
    """“The recipient alone: 8 entries.”"""

    side: Side
    words: str
    said: str
    percent: int
    """Of all entries that stand: the length of its bar."""


def confirmed(found: tuple[Entry, ...]) -> tuple[SideCount, ...]:
    """All five, those with no entry too; none where no entry stands. Who takes part is no entry in time."""
    sides = Counter(entry.side for entry in found if entry.claim.stands and entry.claim.kind is not Kind.PARTICIPATION)
    words = {
        Side.BOTH: _("Both sides"), Side.RECIPIENT: _("The recipient alone"), Side.SUPPLIER: _("The supplier alone"),
        Side.THIRD_PARTY: _("Third parties only"), Side.UNATTRIBUTED: _("Nobody named"),
    }  # fmt: skip
    if not sides:
        return ()
    return tuple(
        SideCount(side=side, words=told, said=_said(sides[side]), percent=round(100 * sides[side] / sides.total()))
        for side, told in words.items()
    )


def _said(number: int) -> str:
    if not number:
        return _("no entry")
    return ngettext("{number} entry", "{number} entries", number).format(number=plain_number(Decimal(number)))
