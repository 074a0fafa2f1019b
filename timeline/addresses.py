"""Where a fact is found from any other page."""

from __future__ import annotations

from django.urls import reverse


def claim_address(deal_id: str, claim_id: str) -> str:
    """The claim's own address, which leads to the part of its deal's page where it stands, without a script too."""
    return reverse("timeline:claim", args=[deal_id, claim_id])
