"""Which claims contradict each other: numbers by their marks, days by their intervals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from deals.record.questions import conflicts
from deals.vocabulary.kinds import Kind, Modality, Rank
from deals.vocabulary.questions import IS_IT_SO, QUESTIONS
from tests.timeline.records import BUYER, OTHER, SELLER, SIDE_TRACK, claim, record, stage

if TYPE_CHECKING:
    from deals.record.shape import ClaimRecord


def worth(amount: str, mark: str = "exactly", **more: str) -> ClaimRecord:
    details = {"amount": amount, "currency": "USD", "amount_mark": mark, "basis": "contract", **more}
    return claim(Kind.VALUATION, "2017", details=details)


def ordered(quantity: str, unit: str = "batteries", mark: str = "exactly", commitment: str = "firm") -> ClaimRecord:
    told = {"quantity": quantity, "quantity_unit": unit, "quantity_mark": mark, "commitment": commitment}
    return claim(Kind.ORDER, "2017", details={"system": "q9", **told})


AGREE = [
    (worth("2000000000", "at_least"), worth("2500000000")),
    (worth("2500000000", "about"), worth("2600000000")),
    (worth("3000000000", "up_to"), worth("2500000000")),
    (worth("2500000000"), worth("2500000000.00")),
    (worth("24"), worth("30", currency="EUR")),
    (worth("24"), worth("30", basis="estimate")),
    (ordered("4"), ordered("2", unit="battalions")),
    (ordered("4"), ordered("6", commitment="option")),
    (stage("contract_signed", "2017-09"), stage("contract_signed", "2017-09-12")),
    (stage("contract_signed", "../2017-09"), stage("contract_signed", "2017-07-25")),
    (stage("contract_signed", "2017-07-25"), stage("contract_signed", "")),
    (stage("talks", "2016"), stage("talks", "2018")),
    (stage("delivering", "2018"), stage("delivering", "2019")),
    (stage("contract_signed", "2016"), stage("contract_signed", "2018", track=SIDE_TRACK)),
    (worth("24"), claim(Kind.VALUATION, modality=Modality.POSSIBLE, details=dict(worth("30").details))),
    (worth("24"), claim(Kind.VALUATION, is_negated=True, details=dict(worth("30").details))),
    (worth("24"), claim(Kind.VALUATION, rank=Rank.DEPRECATED, details=dict(worth("30").details))),
    (worth("24"), claim(Kind.VALUATION, retraction_reason="A slip.", details=dict(worth("30").details))),
]
DISAGREE = [
    (worth("24"), worth("30")),
    (worth("2000000000", "up_to"), worth("2500000000")),
    (worth("2000000000", "about"), worth("2500000000", "about")),
    (ordered("4"), ordered("6")),
    (ordered("4", mark="at_least"), ordered("2")),
    (stage("contract_signed", "2017-07-25"), stage("contract_signed", "2017-09")),
    (stage("cancelled", "2018"), stage("cancelled", "2020~")),
    (stage("in_force", "2017-09-29"), stage("in_force", "2017-09-30")),
]


@pytest.mark.parametrize("pair", AGREE)
def test_claims_whose_ranges_meet_or_that_answer_other_questions_agree(pair: tuple[ClaimRecord, ...]) -> None:
    assert conflicts(record(*pair)) == ()


@pytest.mark.parametrize("pair", DISAGREE)
def test_claims_whose_ranges_do_not_meet_are_named_side_by_side(pair: tuple[ClaimRecord, ...]) -> None:
    both = tuple(sorted(told.id for told in pair))
    (found,) = conflicts(record(*pair))
    assert found.claims == both
    assert conflicts(record(*reversed(pair))) == (found,)


def test_a_third_claim_that_agrees_with_both_is_no_party_to_the_conflict() -> None:
    low, high, wide = worth("24"), worth("30"), worth("20", "at_least")
    (found,) = conflicts(record(low, wide, high))
    assert found.claims == tuple(sorted((low.id, high.id)))


def test_a_preferred_claim_stays_in_the_conflict() -> None:
    chosen = claim(Kind.VALUATION, rank=Rank.PREFERRED, rank_reason="It is later.", details=dict(worth("30").details))
    (found,) = conflicts(record(worth("24"), chosen))
    assert found.is_decided
    (open_question,) = conflicts(record(worth("24"), worth("30")))
    assert not open_question.is_decided


# --- Every question of the table --------------------------------------------------------------------------------------
def paid(day: str = "2017-12", **more: str) -> ClaimRecord:
    told = {"payment_state": "paid", "payment_measure": "flow", "purpose": "advance", "payer": BUYER, "payee": SELLER}
    return claim(Kind.PAYMENT, day, details={**told, **more})


def money(amount: str, currency: str = "USD") -> dict[str, str]:
    return {"amount": amount, "currency": currency, "amount_mark": "exactly"}


def delivered(quantity: str, day: str, measure: str = "level") -> ClaimRecord:
    told = {"quantity": quantity, "quantity_unit": "batteries", "quantity_mark": "exactly"}
    return claim(Kind.DELIVERY, day, details={"system": "q9", "delivery_measure": measure, **told})


def decided(outcome: str, day: str = "2017-06-25") -> ClaimRecord:
    return claim(Kind.AUTHORISATION, day, details={"organ": BUYER, "subject": "export", "outcome": outcome})


def signed(instrument: str, day: str = "2017-09-12") -> ClaimRecord:
    return claim(Kind.STAGE, day, details={"stage": "contract_signed", "instrument": instrument})


def ordered_as(**more: str) -> ClaimRecord:
    return claim(Kind.ORDER, "2017", details={**ordered("4").details, **more})


def said_not(told: ClaimRecord) -> ClaimRecord:
    return replace(told, id=f"{told.id}x", is_negated=True)


ASKED = {
    "What is it worth?": (worth("24"), worth("30")),
    "How many are ordered?": (ordered("4"), ordered("6")),
    "Firm or optional?": (ordered("4"), ordered("4", commitment="option")),
    "New or second-hand?": (ordered_as(condition="new"), ordered_as(condition="second_hand")),
    "Where are they made?": (ordered_as(production="licensed"), ordered_as(production="by_supplier")),
    "On which day?": (stage("contract_signed", "2017-07"), stage("contract_signed", "2017-09")),
    "What was signed?": (signed("framework"), signed("supply_contract")),
    "Who pays?": (paid(), paid(payer=OTHER)),
    "Who is paid?": (paid(), paid(payee=OTHER)),
    "How much was it?": (paid(**money("100")), paid(**money("200"))),
    "How much was paid by then?": (
        paid(purpose="instalment", payment_measure="level", **money("100")),
        paid(purpose="final", payment_measure="level", **money("200")),
    ),
    "How many were delivered by then?": (delivered("1", "2019-12"), delivered("2", "2019-12")),
    "How was it decided?": (decided("granted"), decided("refused")),
    IS_IT_SO: (stage("contract_signed", "2017-09-12"), said_not(stage("contract_signed", "2017-09"))),
}
OF_ANOTHER_TIME_OR_MATTER = [
    (paid("2017-12"), paid("2018-12", payer=OTHER)),
    (paid(purpose="cost_share"), paid(purpose="cost_share", payer=OTHER)),
    (paid(purpose="instalment", **money("100")), paid(purpose="instalment", **money("200"))),
    (delivered("1", "2019-07"), delivered("2", "2019-12")),
    (delivered("1", "2019-07", "flow"), delivered("2", "2019-07", "flow")),
    (decided("requested", "2017-01"), decided("granted", "2017-06")),
    (signed("unknown"), signed("supply_contract")),
    (stage("contract_signed", "2017-09-12"), said_not(stage("contract_signed", "2017-08"))),
    (worth("24"), worth("30", price_year="2016")),
    (worth("24"), worth("30", tax="included")),
]


def test_each_question_of_the_table_has_its_pair() -> None:
    assert set(ASKED) == {question.asks for question in QUESTIONS} | {IS_IT_SO}


@pytest.mark.parametrize("asks", ASKED)
def test_two_that_answer_it_differently_are_named_under_the_question(asks: str) -> None:
    found = {conflict.asks: conflict.claims for conflict in conflicts(record(*ASKED[asks]))}
    assert found[asks] == tuple(sorted(told.id for told in ASKED[asks]))


@pytest.mark.parametrize("pair", OF_ANOTHER_TIME_OR_MATTER)
def test_what_is_of_another_time_or_matter_is_another_question(pair: tuple[ClaimRecord, ...]) -> None:
    assert conflicts(record(*pair)) == ()


# --- Units ------------------------------------------------------------------------------------------------------------
def equal(quantity: str, unit: str, other: str, other_unit: str) -> ClaimRecord:
    """“Two battalions, that is four batteries”: an option of its own, so that only the link is said."""
    told = ordered(quantity, unit, mark="at_least", commitment="option").details
    return claim(Kind.ORDER, "2017", details={**told, "equal_quantity": other, "equal_unit": other_unit})


def test_units_are_compared_only_where_a_cited_claim_links_them() -> None:
    batteries, battalions, link = ordered("4"), ordered("3", "battalions"), equal("1", "battalions", "2", "batteries")
    assert conflicts(record(batteries, battalions)) == ()
    (found,) = conflicts(record(batteries, battalions, link))
    assert found.claims == (batteries.id, battalions.id)
    assert conflicts(record(batteries, ordered("2", "battalions"), link)) == ()


def test_units_are_linked_through_a_third_and_thirds_are_exact() -> None:
    links = equal("1", "regiments", "3", "battalions"), equal("2", "battalions", "6", "batteries")
    agreeing = ordered("3", "regiments"), ordered("9", "battalions"), ordered("27", "batteries")
    assert conflicts(record(*links, *agreeing)) == ()
    (found,) = conflicts(record(*links, ordered("1", "regiments"), ordered("10", "batteries")))
    assert found.asks == "How many are ordered?"


def test_a_link_that_does_not_stand_links_nothing() -> None:
    link = replace(equal("1", "battalions", "2", "batteries"), retraction_reason="A slip.")
    assert conflicts(record(ordered("4"), ordered("3", unit="battalions"), link)) == ()
