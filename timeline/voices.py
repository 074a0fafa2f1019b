"""Who stands behind a claim, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from deals.vocabulary.parties import Side
from timeline.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable


def behind(side: Side, said_by: Iterable[str]) -> str:
    """“the supplier alone (Russia)”: which side, and by which parties."""
    if side is Side.UNATTRIBUTED:
        return _("no named side")
    sides = {
        Side.BOTH: _("both sides"), Side.THIRD_PARTY: _("a third party"), Side.RECIPIENT: _("the recipient alone"),
        Side.SUPPLIER: _("the supplier alone"),
    }[side]  # fmt: skip
    names = listed(said_by)
    return _("{side} ({names})").format(side=sides, names=names) if names else sides
