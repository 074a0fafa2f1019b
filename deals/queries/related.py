"""The public deals that name a deal: what their newest releases say of it, which no release of its own can hold."""

from __future__ import annotations

from dataclasses import dataclass

from deals.models import PublishedDeal, PublishedEntry
from deals.queries.published import PUBLIC
from deals.vocabulary.relations import Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingDeal:
    """“Has as a part”: a deal that relates itself to this one, the relation read from this one."""

    id: str
    title: str
    label: str


def deals_naming(deal_id: str) -> tuple[NamingDeal, ...]:
    """Deals whose claims relate them to this one, and deals that were merged into it; each once a relation."""
    entries = PublishedEntry.objects.using(PUBLIC).filter(
        related_deal_public_id=deal_id, deal__ending="", is_retracted=False
    )
    named = entries.values_list("relation", "deal__deal_public_id", "deal__title").distinct()
    relating = [
        NamingDeal(id=other, title=title, label=Relation(relation).inverse_label) for relation, other, title in named
    ]
    merged = PublishedDeal.objects.using(PUBLIC).filter(merged_into=deal_id).values_list("deal_public_id", "title")
    merged_here = [NamingDeal(id=other, title=title, label="merged into this deal") for other, title in merged]
    return tuple(sorted([*relating, *merged_here], key=lambda deal: (deal.label, deal.title, deal.id)))
