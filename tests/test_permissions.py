"""What each role may do, and that a predicate and the rows chosen for it never disagree."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deals import permissions
from deals.actions.claims import edit_claim, retract_claim
from deals.models import Claim, Member, MemberRole
from deals.permissions import Right
from tests import factories

if TYPE_CHECKING:
    from collections.abc import Callable

    from deals.models.claim import ClaimQuerySet

pytestmark = pytest.mark.django_db

MAY: dict[str, set[str]] = {
    "reader": {"read"},
    "contributor": {"read", "take in", "cite", "draft", "decide"},
    "citation_editor": {"read", "take in", "cite"},
    "publisher": {"read", "take in", "cite", "draft", "decide", "review", "retract", "publish", "withhold"},
    "administrator": {
        "read", "take in", "cite", "draft", "decide", "review", "retract", "publish", "withhold", "manage members",
    },
}  # fmt: skip
CHOICES: dict[str, tuple[Callable[[Member, Claim], bool], Callable[[ClaimQuerySet, Member], ClaimQuerySet]]] = {
    "edit": (permissions.may_edit, permissions.editable),
    "cite": (permissions.may_add_a_citation, permissions.citable),
    "approve": (permissions.may_approve, permissions.approvable),
    "approve alone": (
        lambda member, claim: permissions.may_approve(member, claim, alone=True),
        lambda claims, by: permissions.approvable(claims, by, alone=True),
    ),
    "retract": (permissions.may_retract_it, permissions.retractable),
}
CHOSEN: dict[str, set[str]] = {
    # by a publisher who wrote none of them, and who wrote the second draft of "again"
    "edit": {"draft", "approved", "again"},
    "cite": {"draft", "approved", "again"},
    "approve": {"draft"},
    "approve alone": {"draft", "again"},
    "retract": {"approved", "again"},
}


@pytest.mark.parametrize("role", MemberRole)
def test_a_role_has_just_these_rights(role: MemberRole) -> None:
    member = factories.a_member(role)
    has = {right.name.lower().replace("_", " ") for right in Right if permissions.has(member, right)}
    assert has == MAY[role]
    assert {right for right in Right if member in permissions.members_with(right)} == {
        right for right in Right if permissions.has(member, right)
    }


@pytest.mark.parametrize("right", Right)
def test_whoever_left_has_no_right(right: Right) -> None:
    left = factories.a_member(MemberRole.ADMINISTRATOR)
    left.is_active = False
    assert not permissions.has(left, right)


def test_the_table_tells_every_right() -> None:
    assert set(permissions.TABLE) == set(Right)


def test_the_table_for_operators_says_the_same() -> None:
    """docs/running.md, line for line."""
    lines = [
        f"| {right.label} | {' | '.join('yes' if has_it else '–' for has_it in row)} |"
        for right, row in permissions.TABLE.items()
    ]
    assert "\n".join(lines) in (Path(__file__).parent.parent / "docs" / "running.md").read_text()


@pytest.mark.parametrize("what", CHOICES)
def test_a_predicate_and_its_rows_agree(what: str) -> None:
    predicate, rows = CHOICES[what]
    claims, publisher = claims_in_each_state()
    names = {claim.pk: name for name, claim in claims.items()}
    for member in (*[factories.a_member(role) for role in MemberRole], publisher, claims["draft"].drafted_by):
        chosen = {names[pk] for pk in rows(Claim.objects.filter(pk__in=names), member).values_list("pk", flat=True)}
        told = {name for name, claim in claims.items() if predicate(member, claim)}
        assert chosen == told, f"{what}: {member}"
        if member == publisher:
            assert chosen == CHOSEN[what]


def claims_in_each_state() -> tuple[dict[str, Claim], Member]:
    """A draft, an approved claim, one that the publisher edited again after approval, and a retracted one."""
    publisher = factories.a_member(MemberRole.PUBLISHER)
    again, retracted = factories.an_approved_claim(), factories.an_approved_claim()
    again.text = "Talks go on."
    edit_claim(claim=again, seen_version=1, by=publisher, why="Said better.")
    retract_claim(claim=retracted, by=publisher, why="A slip.")
    made = {"draft": factories.a_claim(), "approved": factories.an_approved_claim(), "again": again}
    return {name: Claim.objects.get(pk=claim.pk) for name, claim in {**made, "retracted": retracted}.items()}, publisher
