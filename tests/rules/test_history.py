"""History keeps who, why and by which way beside each change, and only grows (rule 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps

from deals.actions.claims import edit_claim, retract_claim
from deals.models import Claim, MemberRole, Party
from deals.signing import new_public_id, signed
from tests import factories

if TYPE_CHECKING:
    from django.db.models import Model

pytestmark = pytest.mark.django_db


def told(row: Model) -> list[tuple[str, Any, str, str]]:
    """Label, who, why and way of each change of the row, in order."""
    events: Any = row.history.order_by("pgh_id").select_related("pgh_context")  # type: ignore[attr-defined]
    signatures = [(event.pgh_label, event.pgh_context.metadata) for event in events]
    return [(label, kept["member"], kept["why"], kept["via"]) for label, kept in signatures]


def test_each_change_of_a_row_is_kept_with_its_signature() -> None:
    one, other = factories.a_member(), factories.a_member()
    with signed(by=one.pk, why="new party"):
        party = Party.objects.create(kind="state", name="Upland")
    with signed(by=other.pk, why="It calls itself so.", via="worker"):
        Party.objects.filter(pk=party.pk).update(name="Upperland")
    changes = told(party)
    number = party.pk
    with signed(by=one.pk, why="A double."):
        party.delete()
    assert changes == [("insert", one.pk, "new party", "desk"), ("update", other.pk, "It calls itself so.", "worker")]
    events = apps.get_model("deals", "PartyHistory")._default_manager.filter(pgh_obj_id=number).order_by("pgh_id")
    assert [(event.pgh_label, event.name) for event in events] == [
        ("insert", "Upland"), ("update", "Upperland"), ("delete", "Upperland"),
    ]  # fmt: skip


def test_the_life_of_a_claim_is_told_by_its_history() -> None:
    editor, publisher = factories.a_member(), factories.a_member(MemberRole.PUBLISHER)
    claim = factories.an_approved_claim(by=editor, publisher=publisher)
    claim.text = "Talks go on."
    edit_claim(claim=claim, seen_version=1, by=editor, why="Said better.")
    retract_claim(claim=claim, by=publisher, why="The paper took it back.")
    assert [(label, member, why) for label, member, why, _ in told(Claim.objects.get(pk=claim.pk))] == [
        ("insert", editor.pk, "new claim"),
        ("update", editor.pk, "new claim"),  # its proof, once the citation has a number
        ("update", publisher.pk, "approved"),
        ("update", editor.pk, "Said better."),
        ("update", publisher.pk, "The paper took it back."),
    ]


def test_a_signature_ends_with_its_transaction_and_a_failed_one_leaves_nothing() -> None:
    member = factories.a_member()

    def fails_halfway() -> None:
        with signed(by=member.pk, why="a test"):
            Party.objects.create(kind="state", name="Upland")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails_halfway()
    assert not Party.objects.exists()
    assert not apps.get_model("deals", "PartyHistory")._default_manager.exists()


def test_public_ids_are_random_and_have_no_vowels_to_spell_with() -> None:
    made = {new_public_id() for _ in range(500)}
    assert len(made) == 500
    assert all(len(one) == 10 and not set(one) & set("aeiouyl") for one in made)


def test_one_change_has_one_reason_the_outermost() -> None:
    member = factories.a_member()
    with signed(by=member.pk, why="The list of states."):
        with signed(by=member.pk, why="new party"):
            party = Party.objects.create(kind="state", name="Upland")
        Party.objects.filter(pk=party.pk).update(name="Upperland")
    assert {why for _, _, why, _ in told(party)} == {"The list of states."}


def test_an_inner_reason_stands_where_the_outer_gave_none() -> None:
    member = factories.a_member()
    with signed(by=member.pk), signed(by=member.pk, why="new party"):
        party = Party.objects.create(kind="state", name="Upland")
    assert [why for _, _, why, _ in told(party)] == ["new party"]


def test_nobody_signs_inside_the_change_of_another() -> None:
    with signed(by=factories.a_member().pk, why="a test"), pytest.raises(ValueError, match="one signature"):  # noqa: SIM117
        with signed(by=factories.a_member().pk, why="a test"):
            pass
