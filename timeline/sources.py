"""The page of a source or an outlet: what it is, and what rests on it, deal by deal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.queries.resting import CLAIMS_SHOWN
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.proof import Bearing, SourceKind
from deals.vocabulary.subjects import Subject, outlet_id
from timeline.addresses import claim_address
from timeline.dates import in_words
from timeline.lists import DealLine, deal_lines
from timeline.words import capital, word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deals.queries.subjects import MentioningDeal, MentioningDeals, SubjectHead


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingClaim:
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingClaims:
    """“Disputes:” and the claims; the words are empty where they are supported, as most are."""

    words: str
    claims: tuple[RestingClaim, ...]
    others: str
    """“and 12 more”; empty where all are shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RestingDeal:
    line: DealLine
    groups: tuple[RestingClaims, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    title: str
    kind: str
    is_described: bool
    """The title is ours."""
    language: str
    author: str
    outlet: str
    outlet_address: str
    published: str
    url: str
    deals: tuple[RestingDeal, ...]
    next_query: str


def source_page(head: SubjectHead, found: MentioningDeals, texts: Mapping[str, str]) -> SourcePage:
    told, is_source = head.told, head.subject is Subject.SOURCE
    outlet = told.get("outlet", "")
    return SourcePage(
        title=told["title"] if is_source else told["name"],
        kind=capital(word(SourceKind(told["kind"]))) if is_source else _("Outlet"),
        is_described=bool(told.get("title_is_description")),
        language=told.get("language", ""),
        author=told.get("author", ""),
        outlet=outlet,
        outlet_address=reverse("timeline:outlet", args=[outlet_id(outlet)]) if outlet else "",
        published=in_words(PartialDate.parse(told["published"])) if told.get("published") else "",
        url=told.get("url", ""),
        deals=tuple(
            RestingDeal(line=line, groups=tuple(_groups(deal, texts)))
            for deal, line in zip(found.deals, deal_lines(deal.deal for deal in found.deals), strict=True)
        ),
        next_query=f"?{urlencode({'after': found.next_place})}" if found.next_place else "",
    )


def _groups(deal: MentioningDeal, texts: Mapping[str, str]) -> Iterator[RestingClaims]:
    words = {Bearing.SUPPORTS: "", Bearing.MENTIONS: _("Mentioned:"), Bearing.DISPUTES: _("Disputed:")}
    for bearing, told in words.items():
        claims = deal.proofs.get(bearing, ())
        if claims:
            shown = tuple(
                RestingClaim(text=texts.get(claim, ""), address=claim_address(deal.deal.id, claim))
                for claim in claims[:CLAIMS_SHOWN]
            )
            yield RestingClaims(words=told, claims=shown, others=_others(len(claims) - CLAIMS_SHOWN))


def _others(number: int) -> str:
    return ngettext("and {number} more", "and {number} more", number).format(number=number) if number > 0 else ""
