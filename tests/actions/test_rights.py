"""Each action by each role on each state of the record: one literal table that names every action there is."""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from django.db import transaction

from deals import actions, suggestions
from deals.actions.refused import NotAllowedError, RefusedError
from deals.models import Member, MemberRole
from tests import factories
from tests.actions import records
from tests.actions.trying import CALLS

if TYPE_CHECKING:
    from types import ModuleType

    from tests.actions.records import World

pytestmark = pytest.mark.django_db

# y: done. n: the role does not give the right. x: the record does not stand so that it could be done.
# In the order of roles: reader, contributor, citation editor, publisher, administrator.
TABLE: dict[str, dict[str, str]] = {
    "add_claim": {"open": "nynyy", "withdrawn": "nxnxx", "merged": "nxnxx"},
    "edit_claim": {"draft": "nynyy", "own": "nynyy", "approved": "nynyy", "retracted": "nxnxx"},
    "add_citation": {"draft": "nyyyy", "own": "nyyyy", "approved": "nyyyy", "retracted": "nxxxx"},
    "correct_citation": {"draft": "nyyyy", "own": "nyyyy", "approved": "nyyyy", "retracted": "nxxxx"},
    "approve_claim": {"draft": "nnnyy", "own": "nnnxx", "approved": "nnnxx", "retracted": "nnnxx"},
    "approve_drafts": {"draft": "nnnyy", "own": "nnnxx"},
    "retract_claim": {"draft": "nnnxx", "own": "nnnxx", "approved": "nnnyy", "retracted": "nnnxx"},
    "add_sequel": {"draft": "nynyy", "approved": "nynyy", "retracted": "nxnxx"},
    "remove_sequel": {"draft": "nynyy"},
    "move_claims": {"draft": "nnnyy", "approved": "nnnyy", "into the withdrawn": "nnnxx"},
    "undo_change": {"of a claim": "nynyy", "of a citation": "nyyyy", "of a retraction": "nxxyy",
                    "of a member": "nxnxx"},
    "create_deal": {"-": "nynyy"},
    "edit_deal": {"open": "nynyy", "published": "nynyy"},
    "publish": {"open": "nnnyy", "unchanged": "nnnxx", "without a claim": "nnnxx"},
    "split_deal": {"open": "nnnyy"},
    "merge_deal": {"open": "nnnyy", "withdrawn": "nnnxx", "merged": "nnnxx"},
    "withdraw_deal": {"open": "nnnyy", "withdrawn": "nnnxx", "merged": "nnnxx"},
    "follow_again": {"open": "nnnxx", "withdrawn": "nnnyy", "merged": "nnnyy"},
    "restore_deal": {"open": "nxnxx", "edited": "nynyy"},
    "track_named": {"-": "nynyy"},
    "party_for": {"-": "nyyyy"},
    "add_alias": {"-": "nynyy"},
    "speaker_for": {"-": "nyyyy"},
    "system_for": {"-": "nynyy"},
    "source_for": {"-": "nyyyy"},
    "edit_source": {"not cited": "nyyyy", "cited": "nyyyy"},
    "rebuild_published": {"-": "nnnyy"},
    "ask_withholding": {"-": "nnnyy"},
    "decline_withholding": {"asked": "nnnyy", "asked by oneself": "nnnyy", "declined": "nnnxx"},
    "confirm_withholding": {"asked": "nnnyy", "asked by oneself": "nnnxx", "declined": "nnnxx"},
    "add_member": {"-": "nnnny"},
    "change_role": {"member": "nnnny", "last administrator": "nnnnx"},
    "let_go": {"member": "nnnny", "last administrator": "nnnnx"},
    "take_back": {"member": "nnnny"},
    "give_password": {"member": "nnnny"},
    "start_intake": {"-": "nyyyy"},
    "try_again": {"failed": "nyyyy", "ready": "nxxxx"},
    "choose_deal": {"ready": "nyyyy"},
    "open_deal": {"ready": "nynyy"},
    "accept": {"waiting": "nynyy", "accepted": "nynyy", "rejected": "nxnxx"},
    "reject": {"waiting": "nynyy", "accepted": "nxnxx", "rejected": "nynyy"},
    "add_from_passage": {"ready": "nynyy"},
}  # fmt: skip


def writing(package: ModuleType) -> set[str]:
    """Every public function of the package by which somebody changes the register."""
    modules = [import_module(f"{package.__name__}.{found.name}") for found in pkgutil.iter_modules(package.__path__)]
    functions = [
        function
        for module in modules
        for _, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not function.__name__.startswith("_")
    ]
    return {found.__name__ for found in functions if _is_by_a_member(found)}


def _is_by_a_member(function: object) -> bool:
    by = inspect.signature(function).parameters.get("by")  # type: ignore[arg-type]
    return by is not None and by.kind is inspect.Parameter.KEYWORD_ONLY


def test_the_table_names_every_action() -> None:
    assert writing(actions) | writing(suggestions) == set(TABLE)
    assert {(name, state) for name, row in TABLE.items() for state in row} == set(CALLS)


@pytest.mark.parametrize(("number", "role"), list(enumerate(MemberRole)), ids=[role.value for role in MemberRole])
def test_each_role_does_on_each_record_what_the_table_says(number: int, role: MemberRole) -> None:
    member = factories.a_member(role)
    world = records.World(member)
    found = {place: answer(world, place, member) for place in CALLS}
    assert found == {(name, state): letters[number] for name, row in TABLE.items() for state, letters in row.items()}


def answer(world: World, place: tuple[str, str], by: Member) -> str:
    """What comes of it; all of it is taken back."""
    try:
        with transaction.atomic():
            CALLS[place](world, by)
            transaction.set_rollback(True)
    except NotAllowedError:
        return "n"
    except RefusedError:
        return "x"
    return "y"
