"""Claims as the desk's dense tables show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from deals import permissions
from deals.forms.kinds import PARTIES
from deals.views.wording import facts_of
from deals.vocabulary.kinds import ClaimState, Kind

if TYPE_CHECKING:
    from deals.models import Citation, Claim, Member
    from deals.models.claim import ClaimQuerySet
from deals.views.wording import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """`why_not` says why this member may not approve the draft; empty where they may."""

    claim: Claim
    kind: str
    facts: Facts
    citations: tuple[Citation, ...]
    why_not: str

    @property
    def is_draft(self) -> bool:
        return bool(self.claim.state == ClaimState.DRAFT)

    @property
    def may_be_approved(self) -> bool:
        return self.is_draft and not self.why_not


def claim_rows(claims: ClaimQuerySet, member: Member) -> list[ClaimRow]:
    """Drafts first, then in time; each with its citations, in a fixed number of queries."""
    found = (
        claims.select_related("deal", "track", "drafted_by", "speaker__party", "system", "related_deal", *PARTIES)
        .prefetch_related("citations__source__outlet", "citations__origin__speaker__party", "citations__passages")
        .order_by("happened_first", "announced_first", "id")
    )
    rows = [claim_row(claim, member) for claim in found]
    return sorted(rows, key=lambda row: not row.is_draft)


def claim_row(claim: Claim, member: Member) -> ClaimRow:
    return ClaimRow(
        claim=claim,
        kind=Kind(claim.kind).label,
        facts=facts_of(claim),
        citations=tuple(claim.citations.all()),
        why_not=_why_not(claim, member),
    )


def _why_not(claim: Claim, member: Member) -> str:
    if claim.state != ClaimState.DRAFT or permissions.may_approve(member, claim, alone=settings.AUTHORS_MAY_APPROVE):
        return ""
    if not permissions.may_review(member):
        return "A publisher approves it."
    return "You wrote this version: another publisher approves it."
