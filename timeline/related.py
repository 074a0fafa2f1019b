"""The deals that a deal's page leads to, and what became of a deal that is followed no longer, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from deals.vocabulary.relations import Ending, Relation
from timeline.dates import day_in_words
from timeline.entries import anchor
from timeline.words import INVERSE, said, word

if TYPE_CHECKING:
    from deals.queries.related import NamingDeal
    from deals.record.shape import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedLine:
    """“Part of: the framework”, and where on the page a claim says so; `anchor` is empty for what another deal says."""

    label: str
    deal: str
    title: str
    anchor: str
    is_rival: bool = False
    """It is offered instead of this deal, or this one instead of it."""


def related_lines(record: Record, naming: tuple[NamingDeal, ...]) -> tuple[RelatedLine, ...]:
    """What the record's own claims say, each relation once; then what other deals say of this one."""
    own: dict[tuple[str, str], RelatedLine] = {}
    for claim in record.claims:
        if claim.relation and claim.stands and claim.related_deal in record.deals:
            named = record.deals[claim.related_deal]
            line = RelatedLine(
                label=word(claim.relation),
                deal=named.id,
                title=named.title,
                anchor=anchor(claim.id),
                is_rival=claim.relation is Relation.ALTERNATIVE_TO,
            )
            own.setdefault((line.label, line.deal), line)
    own_words = {(line.label, line.deal) for line in own.values()}
    others = [
        RelatedLine(
            label=said(INVERSE, deal.label),
            deal=deal.id,
            title=deal.title,
            anchor="",
            is_rival=deal.label == Relation.ALTERNATIVE_TO.inverse_label,
        )
        for deal in naming
    ]
    return (*own.values(), *(line for line in others if (line.label, line.deal) not in own_words))


def ending_in_words(record: Record) -> str:
    """“Merged into Turkey – Russia on 3 March 2026.”; empty for a deal that is followed."""
    ending = record.ending
    if ending is None:
        return ""
    if ending.ending is Ending.WITHDRAWN:
        return _("Withdrawn from the register on {day}.").format(day=day_in_words(ending.on))
    into = record.deals[ending.merged_into].title if ending.merged_into in record.deals else _("another deal")
    return _("Merged into {deal} on {day}.").format(deal=into, day=day_in_words(ending.on))
