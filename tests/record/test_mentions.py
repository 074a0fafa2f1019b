"""What a deal names that has a page of its own, and the claims that say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from deals.record.mentions import PROOFS_MOST, Mention, mentions
from deals.record.shape import ClaimRecord, EndingRecord
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.proof import Bearing
from deals.vocabulary.relations import Ending
from deals.vocabulary.subjects import outlet_id
from tests.timeline.records import BUYER, OTHER, SELLER, citation, claim, origin, participation, record, stage, systems

BUYS, SELLS = participation(BUYER, "recipient"), participation(SELLER, "supplier")
(SYSTEM, *_) = systems()


def found(*claims: ClaimRecord) -> dict[tuple[str, str], Mention]:
    return {(mention.subject, mention.role): mention for mention in mentions(record(*claims))}


def test_a_party_is_told_once_for_the_deal_and_once_for_each_role() -> None:
    maker = participation(SELLER, "manufacturer")
    told = found(BUYS, SELLS, maker)
    of_seller = {role for subject, role in told if subject == f"party:{SELLER}"}
    assert of_seller == {"", "supplier", "manufacturer"}
    proofs = told[f"party:{SELLER}", ""].proofs
    assert (proofs["supplier"], proofs["manufacturer"]) == ((SELLS.id,), (maker.id,))


def test_a_role_that_does_not_stand_is_none() -> None:
    for wrong in ({"retraction_reason": "About another deal."}, {"modality": Modality.DENIED}, {"is_negated": True}):
        assert (f"party:{SELLER}", "supplier") not in found(BUYS, replace(SELLS, **wrong))  # type: ignore[arg-type]


def test_a_party_that_speaks_pays_or_decides_is_named_in_no_role() -> None:
    gates = [claim(Kind.AUTHORISATION, details={"organ": OTHER, "outcome": "granted"}) for _ in range(5)]
    told = found(BUYS, *gates)
    assert told[f"party:{OTHER}", ""].proofs == {"": tuple(gate.id for gate in gates[:PROOFS_MOST])}
    speaks = stage("talks", "2017", citations=(citation(said=origin(OTHER)),))
    assert found(speaks)[f"party:{OTHER}", ""].proofs == {"": (speaks.id,)}
    assert f"party:{OTHER}" not in {subject for subject, _ in found(BUYS)}


def test_each_side_is_counted_with_the_other_and_with_the_systems() -> None:
    told = found(BUYS, SELLS, stage("talks", "2017"))
    assert {"phase:exploring", f"with:{SELLER}", f"system:{SYSTEM}"} <= set(told[f"party:{BUYER}", "recipient"].counted)
    assert f"with:{BUYER}" in told[f"party:{SELLER}", "supplier"].counted
    assert told[f"party:{BUYER}", ""].counted == ("phase:exploring",)
    assert told[f"system:{SYSTEM}", "recipient"].counted[1:] == (f"with:{BUYER}",)


def test_a_system_that_no_claim_counts_is_named_all_the_same() -> None:
    told = found(BUYS)
    assert told[f"system:{SYSTEM}", ""].proofs == {"": ()}
    assert (f"system:{SYSTEM}", "supplier") not in told
    counted = claim(Kind.ORDER, details={"system": SYSTEM, "quantity": "4", "quantity_unit": "x", "commitment": "firm"})
    assert found(counted)[f"system:{SYSTEM}", ""].proofs == {"": (counted.id,)}


def test_a_source_and_its_outlet_tell_what_rests_on_them_and_what_they_dispute() -> None:
    """Two sources of one outlet: what both support stands once for it."""
    both = stage("talks", "2017", citations=(citation("gazette"), citation("post")))
    disputed = stage("in_force", "2018", citations=(citation("post", bearing=Bearing.DISPUTES),))
    gone = stage("in_force", "2018", citations=(citation("post"),), retraction_reason="About another deal.")
    told = found(both, disputed, gone)
    assert told["source:post", ""].proofs == {"supports": (both.id,), "disputes": (disputed.id,)}
    assert told["source:gazette", ""].proofs == {"supports": (both.id,)}
    outlet = told[f"outlet:{outlet_id('Harbour Gazette')}", ""]
    assert (outlet.name, outlet.told, outlet.proofs) == (
        "Harbour Gazette", {"name": "Harbour Gazette"}, {"supports": (both.id,), "disputes": (disputed.id,)},
    )  # fmt: skip
    assert ("source:wire", "") not in told


def test_an_outlet_is_the_same_in_whatever_case() -> None:
    assert outlet_id("Harbour Gazette") == outlet_id("HARBOUR GAZETTE") != outlet_id("Harbour Post")


def test_a_deal_that_ended_names_nothing() -> None:
    ended = EndingRecord(ending=Ending.WITHDRAWN, why="Twice.", on=date(2031, 1, 1), merged_into="")
    assert mentions(record(BUYS, ending=ended)) == ()
