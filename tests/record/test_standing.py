"""Where a track stands: what moves it and what does not (rule 3), by examples; for any reports: test_properties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from deals.record.known import as_of
from deals.record.standing import standing
from deals.vocabulary.kinds import Kind, Modality, Rank
from deals.vocabulary.parties import Side
from deals.vocabulary.proof import Bearing
from deals.vocabulary.stages import Stage
from tests.timeline.records import (
    BUYER,
    MAIN,
    OTHER,
    SELLER,
    SIDE_TRACK,
    citation,
    claim,
    origin,
    participation,
    record,
    stage,
)

if TYPE_CHECKING:
    from deals.record.shape import ClaimRecord

SIGNED = stage("contract_signed", "2017-09-12")


def stands_at(*claims: ClaimRecord, track: str = MAIN) -> Stage | None:
    found = standing(record(*claims), track)
    return found.stage if found else None


def test_a_deal_that_nobody_reported_on_stands_nowhere() -> None:
    assert stands_at() is None


@pytest.mark.parametrize(
    "idle",
    [
        stage("talks", "2017-10-09"),
        stage("selected", "2018"),
        stage("delivered", "2018", modality=Modality.PLANNED),
        stage("cancelled", "2018", modality=Modality.POSSIBLE),
        stage("cancelled", "2018", modality=Modality.DENIED),
        stage("cancelled", "2018", is_negated=True),
        stage("cancelled", "2018", rank=Rank.DEPRECATED, rank_reason="A slip."),
        stage("cancelled", "2018", retraction_reason="The paper took it back."),
        claim(Kind.STATEMENT, "2018", details={"act": "threaten", "consequence": "It ends."}),
        claim(Kind.AUTHORISATION, "2018", details={"organ": BUYER, "subject": "export", "outcome": "granted"}),
        claim(Kind.PAYMENT, "2018", details={"payment_state": "paid", "payment_measure": "flow"}),
        claim(Kind.DELIVERY, "2018", details={"system": "q9", "delivery_measure": "flow"}, modality=Modality.PLANNED),
        claim(Kind.DELIVERY, "2018", details={"system": "q9", "delivery_measure": "flow"}, is_negated=True),
        stage("cancelled", "2018", track=SIDE_TRACK),
    ],
    ids=lambda c: f"{c.kind}-{c.details.get('stage') or c.details.get('act') or ''}-{c.modality}-{c.id}",
)
def test_after_the_signature_this_moves_nothing(idle: ClaimRecord) -> None:
    assert stands_at(SIGNED, idle) is Stage.CONTRACT_SIGNED


def test_a_delivery_that_happened_moves_to_delivering() -> None:
    arrived = claim(Kind.DELIVERY, "2019-07-12", details={"system": "q9", "delivery_measure": "flow"})
    assert stands_at(SIGNED, arrived) is Stage.DELIVERING


def test_a_signed_loan_does_not_sign_the_deal_but_moves_its_own_track() -> None:
    details = {"stage": "contract_signed", "instrument": "financing"}
    talks = stage("talks", "2016-11")
    beside = stage("contract_signed", "2017-12-29", details=details)
    assert stands_at(talks, beside) is Stage.TALKS
    assert stands_at(talks, replace(beside, track=SIDE_TRACK)) is Stage.TALKS
    assert stands_at(replace(beside, track=SIDE_TRACK), track=SIDE_TRACK) is Stage.CONTRACT_SIGNED


@pytest.mark.parametrize(
    ("later", "stands"),
    [
        ((), "suspended"),
        ((("talks", "2019"),), "suspended"),
        ((("contract_signed", "2019"),), "contract_signed"),
        ((("in_production", "2019"),), "in_production"),
        ((("in_production", "2019"), ("suspended", "2020")), "suspended"),
        ((("cancelled", "2019"), ("delivered", "2020")), "cancelled"),
        ((("superseded", "2019"), ("cancelled", "2020")), "superseded"),
    ],
)
def test_what_was_suspended_can_go_on_and_what_has_ended_cannot(
    later: tuple[tuple[str, str], ...], stands: str
) -> None:
    told = [SIGNED, stage("suspended", "2018"), *(stage(step, day) for step, day in later)]
    assert stands_at(*told) == stands


def test_a_step_holds_since_it_was_first_said() -> None:
    again = [stage("talks", day) for day in ("2016-11", "2017-04", "2017-06")]
    found = standing(record(*reversed(again)), MAIN)
    assert found is not None
    assert str(found.since) == "2016-11"


def test_a_stage_that_one_side_alone_reports_names_it() -> None:
    cast = participation(BUYER, "recipient"), participation(SELLER, "supplier")
    found = standing(record(*cast, SIGNED), MAIN)
    assert found is not None
    assert (found.side, found.said_by, found.is_disputed) == (Side.RECIPIENT, (BUYER,), False)


@pytest.mark.parametrize(
    ("spoke", "side"),
    [
        ((BUYER, SELLER), Side.BOTH),
        ((SELLER,), Side.SUPPLIER),
        ((OTHER,), Side.THIRD_PARTY),
        ((OTHER, BUYER), Side.RECIPIENT),
        (("",), Side.UNATTRIBUTED),
    ],
)
def test_the_sides_behind_a_stage_are_those_of_its_speakers(spoke: tuple[str, ...], side: Side) -> None:
    cast = participation(BUYER, "recipient"), participation(SELLER, "supplier")
    said = tuple(citation("post", origin(party, f"o{party}")) for party in spoke)
    found = standing(record(*cast, replace(SIGNED, citations=said)), MAIN)
    assert found is not None
    assert found.side is side
    assert bool(found.said_by) == (side in {Side.RECIPIENT, Side.SUPPLIER})


def test_who_disputes_it_does_not_stand_behind_it() -> None:
    cast = participation(BUYER, "recipient"), participation(SELLER, "supplier")
    against = citation("post", origin(SELLER, "a denial"), bearing=Bearing.DISPUTES)
    found = standing(record(*cast, replace(SIGNED, citations=(*SIGNED.citations, against))), MAIN)
    assert found is not None
    assert (found.side, found.said_by) == (Side.RECIPIENT, (BUYER,))


def test_a_denial_of_the_stage_or_a_disputing_citation_makes_it_disputed() -> None:
    disputing = replace(SIGNED, citations=(*SIGNED.citations, citation("post", bearing=Bearing.DISPUTES)))
    denied = stage("contract_signed", "2017-09-13", modality=Modality.DENIED)
    for told in ((disputing,), (SIGNED, denied)):
        found = standing(record(*told), MAIN)
        assert found is not None
        assert found.is_disputed
    before = standing(record(SIGNED, stage("contract_signed", "2017-08-22", modality=Modality.DENIED)), MAIN)
    assert before is not None
    assert not before.is_disputed, "not signed yet in August, signed in September"
    elsewhere = standing(record(SIGNED, replace(denied, track=SIDE_TRACK)), MAIN)
    assert elsewhere is not None
    assert not elsewhere.is_disputed


# --- A step back ------------------------------------------------------------------------------------------------------
BACK = {"stage": "talks", "step_back_reason": "Both sides say that the contract is void."}


def test_a_step_back_with_a_reason_moves_the_track_back_and_it_climbs_again_from_there() -> None:
    back = stage("talks", "2018-03", details=BACK)
    assert stands_at(SIGNED, back) is Stage.TALKS
    assert stands_at(SIGNED, back, stage("selected", "2018-06")) is Stage.SELECTED


def test_a_step_back_leads_on_even_from_an_end() -> None:
    assert stands_at(SIGNED, stage("cancelled", "2018"), stage("talks", "2019-03", details=BACK)) is Stage.TALKS


def test_after_a_step_back_and_a_pause_the_ladder_is_the_one_since_the_step_back() -> None:
    back, pause = stage("talks", "2018-03", details=BACK), stage("suspended", "2018-04")
    assert stands_at(SIGNED, back, pause, stage("tender", "2018-05")) is Stage.TENDER


def test_the_past_knows_no_later_decision_to_step_back() -> None:
    told = as_of(record(SIGNED, stage("talks", "2018-03", details=BACK)), date(2030, 1, 1))
    found = standing(told, MAIN)
    assert found
    assert found.stage is Stage.CONTRACT_SIGNED


# --- A preferred report -----------------------------------------------------------------------------------------------
APRIL = stage("contract_signed", "2017-04~")


def test_of_two_days_for_one_step_the_preferred_one_is_since_when() -> None:
    def since(*claims: ClaimRecord) -> str:
        found = standing(record(*claims), MAIN)
        return found.since.text if found and found.since else ""

    chosen = replace(SIGNED, rank=Rank.PREFERRED, rank_reason="Both sides said so at the time.")
    assert since(APRIL, SIGNED) == "2017-04~"
    assert since(APRIL, chosen) == "2017-09-12"
    loan = stage("contract_signed", "2017-03", details={"stage": "contract_signed", "instrument": "framework"})
    assert since(loan, chosen) == "2017-03"  # another instrument is another step
