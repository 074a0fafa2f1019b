"""Which row an entry stands in: its track's, or a lane of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals.vocabulary.kinds import Kind

if TYPE_CHECKING:
    from deals.record.shape import ClaimRecord, TrackRecord

LANES = {
    "money": gettext_lazy("Payments and prices"),
    "goods": gettext_lazy("Orders and deliveries"),
    "words": gettext_lazy("Statements and threats"),
    "events": gettext_lazy("Outside events"),
}
"""From top to bottom, under the tracks."""
_OF_KIND = {
    Kind.PAYMENT: "money",
    Kind.VALUATION: "money",
    Kind.ORDER: "goods",
    Kind.DELIVERY: "goods",
    Kind.STATEMENT: "words",
    Kind.EVENT: "events",
}


def lane_of(claim: ClaimRecord) -> str:
    """A lane's key; of a stage report and of an authorisation the track's id."""
    return _OF_KIND.get(claim.kind, claim.track)


def track_name(track: TrackRecord) -> str:
    return _("The deal") if track.is_main else track.name
