"""Who may do what, as predicates that read aloud. A right that no predicate gives is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.models import MemberRole

if TYPE_CHECKING:
    from deals.models import Claim, Deal, Member

_RANKS = list(MemberRole)


def _is_at_least(member: Member, role: MemberRole) -> bool:
    return member.is_active and _RANKS.index(MemberRole(member.role)) >= _RANKS.index(role)


def may_work_at_the_desk(member: Member) -> bool:
    return _is_at_least(member, MemberRole.CONTRIBUTOR)


def may_start_an_intake(member: Member) -> bool:
    return may_work_at_the_desk(member)


def may_decide(member: Member) -> bool:
    """Accept, amend or reject what a program suggested."""
    return may_work_at_the_desk(member)


def may_draft(member: Member) -> bool:
    return may_work_at_the_desk(member)


def may_approve(member: Member, claim: Claim, *, alone: bool = False) -> bool:
    """A publisher, and nobody who wrote at it since its last approval; `alone` is the setting for a staff of one."""
    return _is_at_least(member, MemberRole.PUBLISHER) and (alone or member.pk not in claim.authors)


def may_review(member: Member) -> bool:
    return _is_at_least(member, MemberRole.PUBLISHER)


def may_retract(member: Member) -> bool:
    return may_review(member)


def may_publish(member: Member, deal: Deal) -> bool:
    return deal.pk is not None and may_review(member)


def may_withhold(member: Member) -> bool:
    """Ask for a withholding, decline or confirm one. The database asks for two such members."""
    return may_review(member)
