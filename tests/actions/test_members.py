"""Who is a member, and as what: an administrator says so, and one is always there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from deals.actions.members import add_member, change_role, let_go, take_back
from deals.actions.refused import NotAllowedError, RefusedError
from deals.actions.undoing import undo_change
from deals.models import Member, MemberRole
from deals.signing import signed
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
OTHERS = [role for role in MemberRole if role != MemberRole.ADMINISTRATOR]


def first() -> Member:
    return add_member(name="first", role=MemberRole.ADMINISTRATOR, password=None, by=None)


def changes_of(member: Member) -> list[tuple[int, str, str, bool]]:
    """Who signed, why, and what the member was then."""
    history = member.history.order_by("pgh_id")  # type: ignore[attr-defined]
    told = [(event.pgh_context.metadata, event) for event in history]
    return [(signature["member"], signature["why"], event.role, event.is_active) for signature, event in told]


def test_the_first_administrator_signs_for_himself() -> None:
    member = first()
    assert changes_of(member) == [(member.pk, "new member", "administrator", True)]


@pytest.mark.parametrize("role", OTHERS)
def test_the_first_member_is_an_administrator(role: MemberRole) -> None:
    with pytest.raises(NotAllowedError, match="The first member is an administrator"):
        add_member(name="ada", role=role, password=None, by=None)
    with pytest.raises(CommandError, match="Say --role administrator"):
        call_command("add_member", "ada", role=role.value)
    member = Member(pk=1_000, username="ada", role=role)
    with pytest.raises(IntegrityError, match="the first member is an administrator"), signed(by=member.pk):
        member.save(force_insert=True)


def test_nobody_else_signs_for_the_first() -> None:
    member = Member(pk=1_000, username="ada", role=MemberRole.ADMINISTRATOR)
    with pytest.raises(IntegrityError, match="signs for himself"), signed(by=1_001):
        member.save(force_insert=True)


def test_there_is_one_first_only() -> None:
    first()
    with pytest.raises(NotAllowedError):
        add_member(name="second", role=MemberRole.ADMINISTRATOR, password=None, by=None)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_but_an_administrator_changes_members(role: MemberRole) -> None:
    member, other = factories.a_member(role), factories.a_member()
    calls: list[Callable[[], Member]] = [
        lambda: add_member(name="ada", role=MemberRole.READER, password=None, by=member),
        lambda: change_role(member=member, role=MemberRole.ADMINISTRATOR, by=member),
        lambda: let_go(member=other, by=member),
        lambda: take_back(member=other, by=member),
    ]
    for call in calls:
        with pytest.raises(NotAllowedError, match="Only an administrator"):
            call()
    assert changes_of(Member.objects.get(pk=other.pk)) == changes_of(other)


def test_each_change_is_kept_and_an_unchanged_member_changes_nothing() -> None:
    administrator = first()
    member = add_member(name="ada", role=MemberRole.READER, password=None, by=administrator)
    change_role(member=member, role=MemberRole.PUBLISHER, by=administrator)
    change_role(member=member, role=MemberRole.PUBLISHER, by=administrator)
    let_go(member=member, by=administrator)
    take_back(member=member, by=administrator)
    who = administrator.pk
    assert changes_of(member) == [
        (who, "new member", "reader", True),
        (who, "now publisher", "publisher", True),
        (who, "left", "publisher", False),
        (who, "is back", "publisher", True),
    ]


@pytest.mark.parametrize("change", ["demoted", "let go"])
def test_the_last_administrator_stays(change: str) -> None:
    last = first()
    left = add_member(name="second", role=MemberRole.ADMINISTRATOR, password=None, by=last)
    let_go(member=left, by=last)
    calls = {
        "demoted": lambda: change_role(member=last, role=MemberRole.READER, by=last),
        "let go": lambda: let_go(member=last, by=last),
    }
    with pytest.raises(RefusedError, match="last administrator"):
        calls[change]()
    take_back(member=left, by=last)
    assert not let_go(member=last, by=last).is_active


def test_what_was_done_to_members_is_not_undone_in_passing() -> None:
    administrator, member = factories.a_member(MemberRole.ADMINISTRATOR), factories.a_member()
    change_role(member=member, role=MemberRole.ADMINISTRATOR, by=administrator)
    change = member.history.latest("pgh_id").pgh_context_id  # type: ignore[attr-defined]
    for by in (administrator, factories.a_member()):
        with pytest.raises(RefusedError, match="page of members"):
            undo_change(signature=change, by=by, why="It was a slip.")


def test_signing_in_needs_no_signature_and_leaves_no_history() -> None:
    member = factories.a_member(password="a long password of hers")
    before = changes_of(member)
    member.last_login = member.date_joined
    member.save(update_fields=["last_login"])
    member.set_password("another password of hers")
    member.save(update_fields=["password"])
    assert changes_of(member) == before
    with pytest.raises(IntegrityError, match="only an administrator"), signed(by=member.pk):
        Member.objects.filter(pk=member.pk).update(username="another")


@pytest.mark.parametrize("name", ["", "a b", "first", "x" * 200, "nul\x00"])
def test_a_name_that_is_none_or_taken_is_refused(name: str) -> None:
    administrator = first()
    with pytest.raises(ValidationError):
        add_member(name=name, role=MemberRole.READER, password=None, by=administrator)
    assert Member.objects.count() == 1
