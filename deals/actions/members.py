"""Who is a member of the staff, and as what. Nobody is deleted: whoever leaves may do nothing any more."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import connection

from deals import permissions
from deals.actions.refused import RefusedError, require
from deals.models import Member, MemberRole
from deals.permissions import Right, members_with
from deals.signing import signed

if TYPE_CHECKING:
    from collections.abc import Callable

PASSWORD_BYTES = 12
MAY_NOT = "Only an administrator says who is a member, and as what. Ask one to do it."
FIRST_IS_ADMINISTRATOR = "The first member is an administrator: add one, then the others."
LAST_STAYS = "This is the last administrator. Make another member one first."


def new_password() -> str:
    """A random one, to be told once."""
    return secrets.token_urlsafe(PASSWORD_BYTES)


def add_member(*, name: str, role: MemberRole, password: str | None, by: Member | None) -> Member:
    """Store a new member. `by` is None for the first administrator alone, who signs for himself.

    Without a password nobody signs in as this member.

    Raises ValidationError for a name that is taken or is none, RefusedError else.
    """
    member = Member(username=name, role=role)
    member.set_password(password)
    if by is None:
        require(role == MemberRole.ADMINISTRATOR and not members_with(Right.MANAGE_MEMBERS), FIRST_IS_ADMINISTRATOR)
        member.pk = _next_number()
    else:
        require(permissions.may_manage_members(by), MAY_NOT)
    member.full_clean()
    with signed(by=by.pk if by else member.pk, why="new member"):
        member.save(force_insert=True)
    return member


def change_role(*, member: Member, role: MemberRole, by: Member) -> Member:
    """Raises RefusedError where that would leave no administrator."""

    def change(stored: Member) -> None:
        stored.role = role

    return _changed(member, change, by, f"now {role.label}")


def let_go(*, member: Member, by: Member) -> Member:
    """The member signs in no more; what he signed stays his. Raises RefusedError for the last administrator."""

    def change(stored: Member) -> None:
        stored.is_active = False

    return _changed(member, change, by, "left")


def take_back(*, member: Member, by: Member) -> Member:
    """The member signs in again, with the role and the password that he had."""

    def change(stored: Member) -> None:
        stored.is_active = True

    return _changed(member, change, by, "is back")


def give_password(*, member: Member, password: str, by: Member) -> Member:
    """In place of one that was forgotten. Whoever is signed in as this member is signed out by it."""
    require(permissions.may_manage_members(by), MAY_NOT)
    stored = Member.objects.get(pk=member.pk)
    stored.set_password(password)
    stored.save(update_fields=["password"])
    return stored


def _changed(member: Member, change: Callable[[Member], None], by: Member, why: str) -> Member:
    require(permissions.may_manage_members(by), MAY_NOT)
    with signed(by=by.pk, why=why):
        _in_turn()
        stored = Member.objects.get(pk=member.pk)
        change(stored)
        others = members_with(Right.MANAGE_MEMBERS).exclude(pk=stored.pk)
        if not others and not permissions.may_manage_members(stored):
            raise RefusedError(LAST_STAYS)
        stored.save(update_fields=["role", "is_active"])
    return stored


def _in_turn() -> None:
    """The lock of the trigger `member_by_administrator`: what is counted after it stands until this is stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('deals_member'))")


def _next_number() -> int:
    """Of the member that will be stored: he signs before he is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('deals_member', 'id'))")
        (number,) = cursor.fetchone() or (0,)
    return int(number)
