"""The known names that a page offers while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deals.models import Party
from deals.sources.models import Outlet

if TYPE_CHECKING:
    from deals.models import Deal

NAMES_OFFERED = 500


def names_to_offer(deal: Deal) -> dict[str, Any]:
    """Lists of at most NAMES_OFFERED parties and outlets, and the deal's side tracks."""
    return {
        "deal": deal,
        "parties": Party.objects.order_by("name").values_list("name", flat=True)[:NAMES_OFFERED],
        "outlets": outlets_to_offer(),
        "tracks": deal.tracks.filter(is_main=False).values_list("name", flat=True),
    }


def outlets_to_offer() -> Any:
    return Outlet.objects.order_by("name").values_list("name", flat=True)[:NAMES_OFFERED]
