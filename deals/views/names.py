"""The known names that a page offers while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deals.models import Deal, Party
from deals.sources.models import Outlet

if TYPE_CHECKING:
    from django.db.models import QuerySet

NAMES_OFFERED = 500


def names_to_offer(deal: Deal) -> dict[str, Any]:
    """Lists of at most NAMES_OFFERED parties and outlets, and the deal's side tracks."""
    return {
        "deal": deal,
        "parties": Party.objects.order_by("name").values_list("name", flat=True)[:NAMES_OFFERED],
        "outlets": outlets_to_offer(),
        "deals": deals_to_offer(but=deal),
        "tracks": deal.tracks.filter(is_main=False).values_list("name", flat=True),
    }


def deals_to_offer(*, but: Deal) -> QuerySet[Deal, str]:
    """Titles of at most NAMES_OFFERED other deals that are followed, those in work last first."""
    others = Deal.objects.filter(ending="").exclude(pk=but.pk)
    return others.order_by("-id").values_list("title", flat=True)[:NAMES_OFFERED]


def outlets_to_offer() -> Any:
    return Outlet.objects.order_by("name").values_list("name", flat=True)[:NAMES_OFFERED]
