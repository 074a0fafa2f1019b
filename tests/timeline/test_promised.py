"""What was promised against what is: which facts count, and what is never added or set against each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from deals.record.figures import Step
from deals.record.known import as_of
from deals.record.shape import SequelRecord
from deals.vocabulary.kinds import Kind, Modality, Rank
from deals.vocabulary.relations import Became
from deals.vocabulary.terms import Mark
from tests.timeline.records import citation, claim, hard_record, origin, record
from timeline.bars import bar_panels
from timeline.entries import entries
from timeline.promised import Bars, Figure, Line, promised

if TYPE_CHECKING:
    from deals.record.shape import ClaimRecord


def bars(*claims: ClaimRecord) -> tuple[Bars, ...]:
    told = record(*claims)
    return promised(told, entries(told))


def line(step: Step, *claims: ClaimRecord) -> Line:
    (found,) = [each for bar in bars(*claims) for each in bar.lines if each.step is step]
    return found


def figure(step: Step, *claims: ClaimRecord) -> Figure:
    found = line(step, *claims).figure
    assert found
    return found


def order(number: int, unit: str = "boats", commitment: str = "firm", **given: Any) -> ClaimRecord:
    told = {"system": "q9", "quantity": str(number), "quantity_unit": unit, "quantity_mark": "exactly",
            "commitment": commitment, **given.pop("details", {})}  # fmt: skip
    return claim(Kind.ORDER, given.pop("on", "2020-01"), details=told, **given)


def arrived(number: int, on: str, measure: str = "flow", **given: Any) -> ClaimRecord:
    told = {"system": "q9", "quantity": str(number), "quantity_unit": "boats", "quantity_mark": "exactly",
            "delivery_measure": measure}  # fmt: skip
    return claim(Kind.DELIVERY, on, details=told, **given)


def worth(amount: str, currency: str = "USD", mark: str = "exactly", **more: str) -> ClaimRecord:
    told = {"amount": amount, "currency": currency, "amount_mark": mark, "basis": "contract", **more}
    return claim(Kind.VALUATION, "2020-01", details=told)


def paid(on: str = "2020-02", state: str = "paid", measure: str = "flow", **told: str) -> ClaimRecord:
    modality = Modality.ASSERTED if state == "paid" else Modality.PLANNED
    given = {"payment_state": state, "payment_measure": measure, **told}
    return claim(Kind.PAYMENT, on, details=given, modality=modality)


def due(outcome: str, became: Became, on: str) -> ClaimRecord:
    return replace(paid(on, state="due", **usd("4")), sequels=(SequelRecord(claim=outcome, became=became),))


def usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD", "amount_mark": "exactly"}


def test_flows_are_summed_and_a_level_holds_what_came_before_it() -> None:
    one, two = arrived(1, "2020-01"), arrived(2, "2020-05")
    assert figure(Step.DELIVERED, order(8), one, two).least == 3
    levels = arrived(4, "2021-01-01", "level"), arrived(5, "2021-06-01", "level")
    assert figure(Step.DELIVERED, order(8), one, two, *levels).most == 5


def test_one_delivery_told_twice_is_one() -> None:
    again = arrived(1, "2020-01", citations=(citation("wire", origin("partyseller")),))
    assert figure(Step.DELIVERED, order(8), arrived(1, "2020-01"), again).least == 1


@pytest.mark.parametrize(
    "given",
    [{"is_negated": True}, {"modality": Modality.DENIED}, {"retraction_reason": "Another deal."},
     {"rank": Rank.DEPRECATED, "rank_reason": "It is older."}],
)  # fmt: skip
def test_what_does_not_stand_does_not_count(given: dict[str, Any]) -> None:
    assert line(Step.CONTRACTED, order(9, **given), arrived(1, "2020-01"), order(2, commitment="option")).figure is None


def test_where_sources_disagree_the_range_is_told_and_a_preferred_one_ends_it() -> None:
    six, eight = order(6), order(8)
    found = figure(Step.CONTRACTED, six, eight)
    assert (int(found.least), int(found.most), found.is_disputed) == (6, 8, True)
    chosen = replace(eight, rank=Rank.PREFERRED, rank_reason="The contract says so.")
    found = figure(Step.CONTRACTED, six, chosen)
    assert (int(found.least), int(found.most), found.is_disputed) == (8, 8, False)


def test_different_units_are_bars_of_their_own_unless_a_source_links_them() -> None:
    assert {bar.unit for bar in bars(order(2, "systems"), order(4, "battalions"))} == {"systems", "battalions"}
    linked = order(2, "systems", details={"equal_quantity": "4", "equal_unit": "battalions"})
    (bar,) = bars(linked, order(3, "battalions", "option"))
    assert [(each.step, int(each.figure.least)) for each in bar.lines if each.figure] == [
        (Step.CONTRACTED, 4), (Step.OPTION, 3),
    ]  # fmt: skip


def test_options_and_ceilings_are_not_added_to_what_is_firm_and_a_plan_is_an_offer() -> None:
    planned = order(12, modality=Modality.POSSIBLE)
    (bar,) = bars(order(6), order(2, commitment="option"), order(10, commitment="ceiling"), planned)
    told = {each.step: each.figure.most for each in bar.lines if each.figure}
    assert told == {Step.OFFERED: 12, Step.CONTRACTED: 6, Step.OPTION: 2, Step.CEILING: 10}


def test_currencies_are_never_converted_or_summed() -> None:
    found = bars(worth("100"), worth("90", "EUR"), paid(**usd("10")))
    assert [(bar.unit, bar.number_figures) for bar in found] == [("USD", 2), ("EUR", 1)]


def test_the_most_exact_of_agreeing_amounts_is_told() -> None:
    found = figure(Step.CONTRACTED, worth("2000", mark="at_least"), worth("2500"))
    assert (int(found.least), int(found.most), found.mark) == (2500, 2500, Mark.EXACTLY)


def test_what_includes_more_is_another_price() -> None:
    (bar,) = bars(worth("410", includes="training"), worth("380", mark="up_to"))
    assert [each.figure.most for each in bar.lines if each.step is Step.CONTRACTED and each.figure] == [410, 380]


def test_an_unknown_payment_is_told_and_is_no_zero() -> None:
    found = line(Step.PAID, worth("2500"), paid(purpose="advance"))
    assert found.figure is None
    assert len(found.facts) == 1


def test_penalties_and_refunds_pay_no_price_and_a_loan_finances() -> None:
    claims = worth("2500"), paid(purpose="penalty", **usd("7")), paid(state="due", means="loan", share_percent="55")
    assert line(Step.PAID, *claims).facts == ()
    found = line(Step.FINANCED, *claims)
    assert found.is_planned
    assert found.figure == Figure(
        least=Fraction(55), most=Fraction(55), mark=Mark.EXACTLY, is_disputed=False, is_share=True
    )


def test_fewer_than_two_figures_are_a_sentence() -> None:
    told = record(order(6), worth("5"), paid(**usd("1")))
    goods, money = bar_panels(told, entries(told))
    assert (goods.is_drawn, money.is_drawn) == (False, True)
    assert [(row.label, row.words) for row in goods.told] == [("Contracted", "6 boats")]
    assert goods.unknown == "Offered and delivered"


def test_an_instalment_that_was_paid_or_planned_anew_is_not_to_be_paid() -> None:
    done = paid("2020-02", **usd("4"))
    dues = {became: due(done.id, became, f"20{year}") for year, became in enumerate(Became, 20)}
    (bar,) = bars(worth("9"), done, *dues.values())
    still = [fact.id for each in bar.lines if each.step is Step.DUE for fact in each.facts]
    assert sorted(still) == sorted([dues[Became.NOT_FULFILLED].id, dues[Became.PARTLY_FULFILLED].id])


def test_a_row_names_the_first_facts_and_counts_the_others() -> None:
    lots = [arrived(1, f"2020-{month:02}-01") for month in range(1, 10)]
    told = record(order(12), *lots)
    (panel,) = bar_panels(told, entries(told))
    delivered = panel.rows[-1]
    assert [fact.id for fact in delivered.facts] == [lot.id for lot in lots[:4]]
    assert (delivered.words, delivered.others) == ("9 boats", "and 5 more")


def test_each_part_of_a_bar_leads_to_the_fact_that_says_it() -> None:
    six, eight = order(6), order(8)
    told = record(six, eight, arrived(1, "2020-03"))
    (panel,) = bar_panels(told, entries(told))
    contracted = next(row for row in panel.rows if row.is_disputed)
    assert contracted.words == "6 to 8 boats"
    assert contracted.svg.index(f"#claim-{six.id}") < contracted.svg.index(f"#claim-{eight.id}")
    assert "style" not in contracted.svg


def test_the_past_has_the_bars_of_what_was_known() -> None:
    days = date(2016, 12, 1), date(2017, 10, 31)
    before, then = (as_of(hard_record(), day) for day in days)
    assert promised(before, entries(before)) == ()
    assert len(promised(then, entries(then))) == 2
