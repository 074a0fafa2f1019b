"""A line of a list over all deals, for readers: the fact, its deal, who says so, and since when it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from deals.vocabulary.parties import Side
from timeline.addresses import claim_address
from timeline.dates import day_in_words
from timeline.lists import DealLine, deal_lines
from timeline.voices import behind
from timeline.words import capital, word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from deals.queries.lines import LineRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of the lists that the page can be narrowed to."""

    label: str
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfParty:
    """The party to whose deals a list is narrowed, with the name by which it was last published."""

    id: str
    name: str

    @property
    def address(self) -> str:
        return reverse("timeline:party", args=[self.id])


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """“Turkey is to pay 45 per cent in advance”, and who says so."""

    text: str
    address: str
    """Of its place on its deal's page."""
    said_by: str
    outlets: tuple[str, ...]
    known_since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLine:
    deal: DealLine
    kind: str
    fact: Fact

    def claim_address(self, claim: str) -> str:
        return claim_address(self.deal.row.id, claim)


def shown_line(row: LineRow) -> ShownLine:
    (deal,) = deal_lines([row.deal])
    return ShownLine(deal=deal, kind=capital(word(row.kind)) if row.kind else "", fact=fact(row.deal.id, row.told))


def fact(deal_id: str, told: Mapping[str, Any]) -> Fact:
    known = told["known_since"]
    return Fact(
        text=told["text"],
        address=claim_address(deal_id, told["claim"]),
        said_by=behind(Side(told["side"]), told["said_by"]),
        outlets=tuple(told["outlets"]),
        known_since=day_in_words(date.fromisoformat(known)) if known else "",
    )


def id_of(party: OfParty | None) -> str:
    """Empty for all lines."""
    return party.id if party else ""


def none_of_party() -> str:
    return _("Nothing of this party’s deals stands in this list.")


def plain(row: LineRow) -> dict[str, Any]:
    """The line as data, with its deal."""
    address = reverse("timeline:deal", args=[row.deal.id])
    return {"deal": row.deal.id, "title": row.deal.title, "address": address, "kind": row.kind, **row.told}
