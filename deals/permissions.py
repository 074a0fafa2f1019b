"""Who may do what: one table of rights and roles, and predicates that read aloud. What it does not give is refused.

A predicate tells of one row; the function of a like name under it chooses the rows of which the predicate holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from deals.models import Approval, Member, MemberRole
from deals.vocabulary.kinds import ClaimState
from deals.vocabulary.words import Word

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from deals.models import Claim
    from deals.models.claim import ClaimQuerySet


class Right(Word):
    READ = "read_the_desk"
    TAKE_IN = "take_in_articles"
    CITE = "add_citations_and_correct_sources"
    DRAFT = "draft_deals_and_claims"
    DECIDE = "decide_on_suggestions"
    REVIEW = "approve_and_move_claims"
    RETRACT = "retract_claims"
    PUBLISH = "publish_deals"
    WITHHOLD = "withhold"
    MANAGE_MEMBERS = "manage_members"


YES, NO = True, False

TABLE: dict[Right, tuple[bool, bool, bool, bool, bool]] = {
    # in the order of MemberRole: reader, contributor, citation editor, publisher, administrator
    Right.READ:           (YES, YES, YES, YES, YES),
    Right.TAKE_IN:        (NO,  YES, YES, YES, YES),
    Right.CITE:           (NO,  YES, YES, YES, YES),
    Right.DRAFT:          (NO,  YES, NO,  YES, YES),
    Right.DECIDE:         (NO,  YES, NO,  YES, YES),
    Right.REVIEW:         (NO,  NO,  NO,  YES, YES),
    Right.RETRACT:        (NO,  NO,  NO,  YES, YES),
    Right.PUBLISH:        (NO,  NO,  NO,  YES, YES),
    Right.WITHHOLD:       (NO,  NO,  NO,  YES, YES),
    Right.MANAGE_MEMBERS: (NO,  NO,  NO,  NO,  YES),
}  # fmt: skip


def roles_with(right: Right) -> frozenset[MemberRole]:
    return frozenset(role for role, has_it in zip(MemberRole, TABLE[right], strict=True) if has_it)


def has(member: Member, right: Right) -> bool:
    return member.is_active and member.role in roles_with(right)


def members_with(right: Right) -> QuerySet[Member]:
    return Member.objects.filter(is_active=True, role__in=roles_with(right))


def first_with(right: Right, *, other_than: Member | None = None) -> Member | None:
    """Who signs for a command that names nobody: of the members with the right one of the humblest role."""
    members = [member for member in members_with(right) if member != other_than]
    return min(members, key=lambda member: (list(MemberRole).index(member.role), member.pk), default=None)


def may_read_the_desk(member: Member) -> bool:
    return has(member, Right.READ)


def may_start_an_intake(member: Member) -> bool:
    return has(member, Right.TAKE_IN)


def may_cite(member: Member) -> bool:
    """Add a citation to a claim, and correct what a source says of itself; not what a claim says."""
    return has(member, Right.CITE)


def may_draft(member: Member) -> bool:
    return has(member, Right.DRAFT)


def may_decide(member: Member) -> bool:
    """Accept, amend or reject what a program suggested."""
    return has(member, Right.DECIDE)


def may_review(member: Member) -> bool:
    return has(member, Right.REVIEW)


def may_retract(member: Member) -> bool:
    return has(member, Right.RETRACT)


def may_publish(member: Member) -> bool:
    return has(member, Right.PUBLISH)


def may_withhold(member: Member) -> bool:
    """Ask for a withholding, decline or confirm one. The database asks for two such members."""
    return has(member, Right.WITHHOLD)


def may_manage_members(member: Member) -> bool:
    """Add members, change their role, let them go and take them back."""
    return has(member, Right.MANAGE_MEMBERS)


def may_edit(member: Member, claim: Claim) -> bool:
    return may_draft(member) and claim.state != ClaimState.RETRACTED


def editable(claims: ClaimQuerySet, by: Member) -> ClaimQuerySet:
    return claims.not_retracted() if may_draft(by) else claims.none()


def may_add_a_citation(member: Member, claim: Claim) -> bool:
    return may_cite(member) and claim.state != ClaimState.RETRACTED


def citable(claims: ClaimQuerySet, by: Member) -> ClaimQuerySet:
    return claims.not_retracted() if may_cite(by) else claims.none()


def may_approve(member: Member, claim: Claim, *, alone: bool = False) -> bool:
    """A publisher, and nobody who wrote at it since its last approval; `alone` is the setting for a staff of one."""
    return may_review(member) and claim.state == ClaimState.DRAFT and (alone or member.pk not in claim.authors)


def approvable(claims: ClaimQuerySet, by: Member, *, alone: bool = False) -> ClaimQuerySet:
    if not may_review(by):
        return claims.none()
    return claims.waiting() if alone else claims.waiting().not_written_by(by)


def may_retract_it(member: Member, claim: Claim) -> bool:
    """One that was approved once: readers may have seen it."""
    return may_retract(member) and claim.state != ClaimState.RETRACTED and claim.approvals.exists()


def retractable(claims: ClaimQuerySet, by: Member) -> ClaimQuerySet:
    if not may_retract(by):
        return claims.none()
    return claims.not_retracted().filter(Exists(Approval.objects.filter(claim=OuterRef("pk"))))
