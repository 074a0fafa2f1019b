"""Sums and quantities as the claims say them: which count, for which step, and that none is added to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from deals.record.figures import Step, ToldFigure, figures
from deals.record.shape import ClaimRecord, EndingRecord
from deals.vocabulary.kinds import Kind, Modality, Rank
from deals.vocabulary.relations import Ending
from deals.vocabulary.terms import Mark
from tests.timeline.records import claim, record
from tests.timeline.test_promised import arrived, order, paid, usd, worth

if TYPE_CHECKING:
    from decimal import Decimal


def found(*claims: ClaimRecord, **given: Any) -> list[tuple[Step, Decimal]]:
    return [(told.step, told.number) for told in figures(record(*claims, **given))]


def one(*claims: ClaimRecord) -> ToldFigure:
    (told,) = figures(record(*claims))
    return told


def test_money_is_contracted_financed_or_paid() -> None:
    loan = worth("700", basis="loan")
    claims = [worth("2500"), loan, paid(**usd("300")), paid(means="grant", state="scheduled", **usd("80"))]
    assert found(*claims) == [(Step.CONTRACTED, 2500), (Step.FINANCED, 700), (Step.PAID, 300), (Step.FINANCED, 80)]


@pytest.mark.parametrize(
    "told",
    [worth("9", basis="estimate"), paid(state="scheduled", **usd("3")), paid(purpose="penalty", **usd("3")), paid()],
    ids=["estimated", "due", "a penalty", "without a sum"],
)
def test_what_is_estimated_due_or_not_said_is_no_money_of_the_party(told: ClaimRecord) -> None:
    assert found(told) == []


def test_instalments_stand_side_by_side_and_are_not_added() -> None:
    assert found(paid("2020-01", **usd("1")), paid("2020-02", **usd("1"))) == [(Step.PAID, 1), (Step.PAID, 1)]
    assert one(paid(measure="level", **usd("9"))).is_level


def test_what_two_sources_say_alike_is_one_figure_with_both_claims() -> None:
    first, again = worth("2500"), worth("2500")
    assert one(first, again).claims == (first.id, again.id)
    assert len(figures(record(first, replace(again, track="trackjoint")))) == 2


def test_quantities_keep_their_unit_and_their_commitment() -> None:
    told = figures(record(order(8), order(2, "squadrons", "option"), arrived(3, "2021-01")))
    assert [(each.step, each.unit, each.number, each.system) for each in told] == [
        (Step.CONTRACTED, "boats", 8, "q9"), (Step.OPTION, "squadrons", 2, "q9"), (Step.DELIVERED, "boats", 3, "q9"),
    ]  # fmt: skip
    assert one(order(8, modality=Modality.PLANNED)).step is Step.OFFERED


def test_contradicting_figures_say_so_and_a_chosen_one_does_not() -> None:
    least, most = worth("2000"), worth("2500", mark=Mark.EXACTLY)
    assert [told.is_disputed for told in figures(record(least, most))] == [True, True]
    chosen = replace(most, rank=Rank.PREFERRED, rank_reason="The contract itself.")
    assert [told.is_disputed for told in figures(record(least, chosen))] == [False, False]


@pytest.mark.parametrize(
    "wrong", [{"modality": Modality.DENIED}, {"is_negated": True}, {"retraction_reason": "About another deal."}]
)
def test_what_does_not_hold_is_no_figure(wrong: dict[str, Any]) -> None:
    assert found(replace(worth("2500"), **wrong)) == []


def test_a_deal_that_ended_has_none() -> None:
    ended = EndingRecord(ending=Ending.WITHDRAWN, why="Twice.", on=date(2031, 1, 1), merged_into="")
    assert found(worth("2500"), ending=ended) == []
    assert found(claim(Kind.EVENT, "2020", details={"event_type": "test"})) == []
