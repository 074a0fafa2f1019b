"""What the pages of parties and systems read: of a real register, as large as it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from deals.actions.claims import retract_claim
from deals.actions.moving import withdraw_deal
from deals.actions.publishing import publish, rebuild_published
from deals.models import Claim, Deal, Party, PublishedMention, PublishedTally, WeaponSystem
from deals.queries.figures import largest_figures
from deals.queries.published import NotPublishedError
from deals.queries.subjects import SubjectHead, mentioning_deals, names_of, subject, tallies
from deals.signing import signed
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import Role
from deals.vocabulary.subjects import Subject
from tests import factories
from tests.benchmarks import copies
from tests.benchmarks.shapes import PATTERNS, shapes
from tests.engines import BOOTSTRAP
from tests.queries.plans import planned

if TYPE_CHECKING:
    from collections.abc import Callable

    from deals.models import Member
    from tests.engines import Connection

pytestmark = pytest.mark.django_db
INDEXES = ("mention_names", "tally_once", "facet_once", "mentions_in_their_order", "figures_largest_first")
"""Of a page's questions, in their order."""


@pytest.fixture
def publisher() -> Member:
    return factories.a_member("publisher")


def a_sale(publisher: Member, *, supplier: str = "Highland", **stage: object) -> Deal:
    """Lowland buys; published."""
    deal = factories.a_deal(f"Radars from {supplier}, {Deal.objects.count()}")
    for party, role in (("Lowland", Role.RECIPIENT), (supplier, Role.SUPPLIER)):
        buys = {"participant": factories.a_party(party), "role": role}
        factories.an_approved_claim(deal, Kind.PARTICIPATION, publisher=publisher, **buys)
    factories.an_approved_claim(deal, publisher=publisher, **stage)
    publish(deal=deal, by=publisher, why="First.")
    return Deal.objects.get(pk=deal.pk)


def head(name: str = "Lowland") -> SubjectHead:
    return subject(Subject.PARTY, Party.objects.get(name=name).public_id)


def counted(found: SubjectHead) -> dict[tuple[str, str, str], int]:
    return {(tally.by.value, tally.role, tally.value): tally.number for tally in tallies(found)}


def titles(found: SubjectHead, role: str = "", phase: str = "", after: str = "", most: int = 9) -> list[str]:
    page = mentioning_deals(found, role=role, phase=phase, after=after, most=most)
    return [row.deal.title for row in page.deals]


def test_deals_of_a_party_are_counted_by_role_phase_and_other_side(publisher: Member) -> None:
    for supplier in ("Highland", "Highland", "Midland"):
        a_sale(publisher, supplier=supplier)
    highland, midland = (Party.objects.get(name=name).public_id for name in ("Highland", "Midland"))
    told = counted(head())
    assert (told["with", "recipient", highland], told["with", "recipient", midland]) == (2, 1)
    assert (told["phase", "recipient", "exploring"], told["phase", "", "exploring"]) == (3, 3)
    assert ("phase", "supplier", "exploring") not in told
    assert names_of([f"party:{highland}"]) == {f"party:{highland}": "Highland"}


def test_a_list_is_narrowed_by_role_and_phase_and_goes_on_from_a_place(publisher: Member) -> None:
    for _ in range(3):
        a_sale(publisher)
    a_sale(publisher, supplier="Midland", happened="2030-01-01")
    assert len(titles(head(), "recipient", "exploring")) == 4
    assert titles(head(), "supplier") == titles(head(), "", "completed") == []
    first = mentioning_deals(head(), role="", phase="", after="", most=3)
    assert titles(head(), after=first.next_place) == [title for title in titles(head()) if title not in
                                                     {row.deal.title for row in first.deals}]  # fmt: skip
    assert mentioning_deals(head(), role="", phase="", after=first.next_place, most=3).next_place == ""


def test_each_deal_names_the_claims_that_prove_the_role_and_its_phases(publisher: Member) -> None:
    deal = a_sale(publisher, happened="2030-02-01")
    (row,) = mentioning_deals(head(), role="", phase="", after="", most=9).deals
    claim = deal.claims.get(kind="participation", participant__name="Lowland")
    assert row.proofs["recipient"] == (claim.public_id,)
    assert [(stretch.since.text, stretch.claim) for stretch in row.deal.course] == [
        ("2030-02-01", deal.claims.get(kind="stage").public_id)
    ]


def test_a_party_is_named_as_in_the_newest_release_and_as_it_was_named_elsewhere(publisher: Member) -> None:
    old, new = a_sale(publisher), a_sale(publisher)
    with signed(by=publisher.pk, why="It took another name."):
        Party.objects.filter(name="Lowland").update(name="Lowlands")
    factories.a_release(old, publisher=publisher)
    found = head("Lowlands")
    assert found.told["name"] == "Lowlands"
    assert found.names == ("Lowland", "Lowlands")
    rebuild_published(by=publisher)
    assert head("Lowlands").told["name"] == "Lowlands"
    factories.a_release(new, publisher=publisher)
    assert head("Lowlands").names == ("Lowlands",)


def test_what_only_drafts_name_has_no_page(publisher: Member) -> None:
    a_sale(publisher)
    draft = factories.a_participation(factories.a_deal("A draft"), "Upland")
    with pytest.raises(NotPublishedError):
        head("Upland")
    with pytest.raises(NotPublishedError):
        subject(Subject.SYSTEM, draft.participant.public_id)


def test_what_is_retracted_or_ended_counts_no_longer(publisher: Member) -> None:
    deal, other = a_sale(publisher), a_sale(publisher, supplier="Midland")
    before = head().state
    retract_claim(claim=Claim.objects.get(deal=deal, participant__name="Highland"), by=publisher, why="Wrong.")
    publish(deal=deal, by=publisher, why="Retracted.")
    with pytest.raises(NotPublishedError):
        head("Highland")
    withdraw_deal(deal=other, why="Twice.", by=publisher)
    publish(deal=Deal.objects.get(pk=other.pk), by=publisher, why="Withdrawn.")
    assert len(titles(head())) == 1
    assert {key for key in counted(head()) if key[0] == "with"} == set()
    assert head().state != before


def test_tallies_are_those_of_a_count(publisher: Member) -> None:
    for supplier in ("Highland", "Midland", "Highland"):
        deal = a_sale(publisher, supplier=supplier)
    kept = {(row.subject, row.role, row.token): row.number_deals for row in PublishedTally.objects.all()}
    factories.a_release(deal, publisher=publisher)
    rebuild_published(by=publisher)
    assert kept == {(row.subject, row.role, row.token): row.number_deals for row in PublishedTally.objects.all()}
    assert min(kept.values()) > 0


def test_a_weapon_system_has_its_deals_and_its_two_sides(publisher: Member) -> None:
    deal = factories.a_deal("Radars")
    factories.an_approved_claim(
        deal, Kind.ORDER, publisher=publisher, system=factories.a_system(), quantity=4, quantity_unit="batteries",
        quantity_mark="exactly", commitment="firm",
    )  # fmt: skip
    buyer = {"participant": factories.a_party("Lowland"), "role": Role.RECIPIENT}
    factories.an_approved_claim(deal, Kind.PARTICIPATION, publisher=publisher, **buyer)
    publish(deal=deal, by=publisher, why="First.")
    found = subject(Subject.SYSTEM, WeaponSystem.objects.get().public_id)
    assert found.told["designation"] == "Halberd"
    assert counted(found)["with", "recipient", buyer["participant"].public_id] == 1
    assert titles(found) == ["Radars"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [20, 2000])
def test_as_many_queries_are_asked_however_many_deals_there_are(
    role_connection: Callable[[str], Connection], number: int
) -> None:
    patterns = copies.made([min(shapes(PATTERNS), key=lambda shape: shape.claims)])
    copies.multiply(role_connection(BOOTSTRAP), patterns, [number], lambda _: None)
    recipient = PublishedMention.objects.filter(role="recipient").earliest("pk").subject.removeprefix("party:")
    with CaptureQueriesContext(connections["public"]) as asked:
        found = subject(Subject.PARTY, recipient)
        told = tallies(found)
        names_of([f"party:{tally.value}" for tally in told])
        page = mentioning_deals(found, role="recipient", phase="", after="", most=20)
        largest_figures(found)
    assert (len(asked), len(page.deals)) == (5, 20)
    assert {tally.number for tally in told} == {number}
    for query, index in zip(asked.captured_queries, INDEXES, strict=True):
        plan = planned(query["sql"])
        assert index in plan, plan
        assert "Seq Scan" not in plan, plan
