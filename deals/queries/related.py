"""The public deals that name a deal: what their newest releases say of it, which no release of its own can hold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deals.vocabulary.relations import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

MERGED_HERE = "merged into this deal"


@dataclass(frozen=True, slots=True, kw_only=True)
class NamingDeal:
    """“Has as a part”: a deal that relates itself to this one, the relation read from this one."""

    id: str
    title: str
    label: str


def naming_from(rows: Iterable[tuple[str, str, str]]) -> tuple[NamingDeal, ...]:
    """From (relation, id, title) of deals whose claims relate them to this one; of one merged into it no relation."""
    named = [
        NamingDeal(id=other, title=title, label=Relation(relation).inverse_label if relation else MERGED_HERE)
        for relation, other, title in rows
    ]
    return tuple(sorted(named, key=lambda deal: (deal.label, deal.title, deal.id)))
