"""Which claims contradict each other: numbers by their marks, days by their intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deals.record.questions import conflicts
from deals.vocabulary.kinds import Kind, Modality, Rank
from tests.timeline.records import SIDE_TRACK, claim, record, stage

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
    assert conflicts(record(*pair)) == conflicts(record(*reversed(pair))) == (both,)


def test_a_third_claim_that_agrees_with_both_is_no_party_to_the_conflict() -> None:
    low, high, wide = worth("24"), worth("30"), worth("20", "at_least")
    assert conflicts(record(low, wide, high)) == (tuple(sorted((low.id, high.id))),)


def test_a_preferred_claim_stays_in_the_conflict() -> None:
    chosen = claim(Kind.VALUATION, rank=Rank.PREFERRED, rank_reason="It is later.", details=dict(worth("30").details))
    assert len(conflicts(record(worth("24"), chosen))) == 1
