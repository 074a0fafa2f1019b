"""Which plans are still open: by links, newer plans, stages reached, and what arrived or was paid since."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from deals.record.promises import outstanding
from deals.record.shape import EndingRecord, SequelRecord
from deals.vocabulary.kinds import Kind, Modality, Rank
from deals.vocabulary.relations import Became, Ending
from tests.timeline.records import SIDE_TRACK, claim, partial, record, stage

if TYPE_CHECKING:
    from deals.record.shape import ClaimRecord

SAID = "2020-01-10"


def planned(kind: Kind, promised: str, said: str = SAID, **details: Any) -> ClaimRecord:
    return claim(kind, promised, announced=partial(said), modality=Modality.PLANNED, details=details)


def goods(number: int = 0, unit: str = "batteries", measure: str = "flow", **more: Any) -> dict[str, Any]:
    told = {"quantity": f"{number}.00", "quantity_unit": unit, "quantity_mark": "exactly"} if number else {}
    return {"system": "q9", "delivery_measure": measure, **told, **more}


def money(amount: int = 0, state: str = "due", measure: str = "flow", **more: Any) -> dict[str, Any]:
    told = {"amount": f"{amount}.00", "currency": "EUR", "amount_mark": "exactly"} if amount else {}
    return {"payment_state": state, "payment_measure": measure, "purpose": "instalment", **told, **more}


def to_come(promised: str = "2021", said: str = SAID, **details: Any) -> ClaimRecord:
    return planned(Kind.DELIVERY, promised, said, **(details or goods(2)))


def to_pay(promised: str = "2021", said: str = SAID, **details: Any) -> ClaimRecord:
    return planned(Kind.PAYMENT, promised, said, **(details or money(100)))


def arrived(happened: str, *args: Any, **more: Any) -> ClaimRecord:
    return claim(Kind.DELIVERY, happened, details=goods(*args, **more))


def paid(happened: str, amount: int = 0, **more: Any) -> ClaimRecord:
    return claim(Kind.PAYMENT, happened, details=money(amount, **{"state": "paid", **more}))


def open_days(*claims: ClaimRecord) -> list[str]:
    return [plan.promised.text for plan in outstanding(record(*claims))]


def linked(plan: ClaimRecord, to: ClaimRecord, became: Became = Became.FULFILLED) -> ClaimRecord:
    return replace(plan, sequels=(SequelRecord(claim=to.id, became=became),))


def test_what_nothing_is_told_of_is_open_until_its_last_possible_day() -> None:
    (plan,) = outstanding(record(to_come("2021")))
    assert (plan.due_by, plan.promised.text, plan.said.text) == (date(2021, 12, 31), "2021", SAID)


@pytest.mark.parametrize(
    "plan",
    [
        replace(to_come(), retraction_reason="Another deal."),
        replace(to_come(), rank=Rank.DEPRECATED),
        replace(to_come(), is_negated=True),
        replace(to_come(), modality=Modality.POSSIBLE),
        to_come("2021/.."),
        to_come(SAID),
        claim(Kind.DELIVERY, "", modality=Modality.PLANNED, announced=partial(SAID), details=goods(2)),
        to_pay("2021", **money(100, "in_arrears")),
        planned(Kind.STATEMENT, "2021", act="promise"),
    ],
    ids=[
        "retracted",
        "deprecated",
        "negated",
        "possible",
        "open end",
        "the day it was said",
        "no day",
        "arrears",
        "act",
    ],
)
def test_what_promises_nothing_for_a_day_is_not_open(plan: ClaimRecord) -> None:
    assert open_days(plan) == []


def test_a_payment_that_is_asserted_to_fall_due_is_a_promise() -> None:
    due = claim(Kind.PAYMENT, "2021", announced=partial(SAID), details=money(100))
    assert open_days(due) == ["2021"]
    assert open_days(due, paid("2021-02", 100)) == []


def test_a_deal_that_is_followed_no_longer_has_nothing_open() -> None:
    ending = EndingRecord(ending=Ending.WITHDRAWN, why="Twice.", on=date(2020, 2, 1), merged_into="")
    assert outstanding(record(to_come(), ending=ending)) == ()


@pytest.mark.parametrize(
    ("became", "is_open"),
    [(Became.FULFILLED, False), (Became.NOT_FULFILLED, False), (Became.PARTLY_FULFILLED, True)],
)
def test_a_link_tells_the_outcome(became: Became, is_open: bool) -> None:  # noqa: FBT001
    came = claim(Kind.STATEMENT, "2021-03", details={"act": "confirm"})
    assert open_days(linked(to_come(), came, became), came) == (["2021"] if is_open else [])


def test_an_outcome_that_is_retracted_is_none() -> None:
    came = claim(Kind.STATEMENT, "2021-03", details={"act": "confirm"}, retraction_reason="Another deal.")
    assert open_days(linked(to_come(), came), came) == ["2021"]


def test_an_outcome_that_went_to_another_deal_is_one() -> None:
    assert open_days(linked(to_come(), arrived("2021-03", 1))) == []


def test_a_plan_made_anew_is_open_in_its_place() -> None:
    newer = to_come("2022", "2021-02", **goods(3))
    assert open_days(linked(to_come("2021"), newer, Became.PLANNED_ANEW), newer) == ["2022"]


def test_of_one_thing_what_was_said_last_is_open_even_without_a_link() -> None:
    assert open_days(to_come("2021", "2019-05"), to_come("2022", "2020-05")) == ["2022"]


def test_two_instalments_said_on_one_day_are_two() -> None:
    assert open_days(to_pay("2021-03"), to_pay("2022-03")) == ["2021-03", "2022-03"]


def test_the_same_plan_told_twice_is_one() -> None:
    first, again = to_pay("2021"), to_pay("2021-03")
    (plan,) = outstanding(record(first, again))
    assert (plan.promised.text, [one.id for one in plan.again]) == ("2021", [again.id])


@pytest.mark.parametrize(
    ("reported", "is_open"),
    [
        (stage("delivered", "2021-05"), False),
        (stage("in_service", "2021"), False),
        (stage("delivering", "2021-05"), True),
        (stage("suspended", "2021-05"), True),
        (stage("delivered", "2021-05", track=SIDE_TRACK), True),
    ],
)
def test_a_stage_is_reached_by_its_report_or_by_a_later_phase(reported: ClaimRecord, is_open: bool) -> None:  # noqa: FBT001
    assert open_days(planned(Kind.STAGE, "2021", stage="delivered"), reported) == (["2021"] if is_open else [])


def test_what_happened_before_the_plan_was_said_is_no_outcome() -> None:
    more_talks = planned(Kind.STAGE, "2021-03", stage="talks")
    assert open_days(stage("talks", "2015"), more_talks) == ["2021-03"]
    assert open_days(stage("talks", "2015"), stage("contract_signed", "2017"), more_talks) == ["2021-03"]
    assert open_days(arrived("2019", 10), to_come("2021", **goods(2))) == ["2021"]


def test_a_signed_loan_is_not_the_deal_that_is_to_be_signed() -> None:
    deal = planned(Kind.STAGE, "2021", stage="contract_signed", instrument="supply_contract")
    loan = stage("contract_signed", "2021", details={"stage": "contract_signed", "instrument": "financing"})
    assert open_days(deal, loan) == ["2021"]
    to_sign = planned(Kind.STAGE, "2021", stage="contract_signed", instrument="financing")
    assert open_days(to_sign, stage("delivering", "2021")) == ["2021"]
    assert open_days(to_sign, loan) == []


@pytest.mark.parametrize(
    ("came", "is_open"),
    [
        ([arrived("2021-05", 2)], False),
        ([arrived("2021-02", 1), arrived("2021-05", 1)], False),
        ([arrived("2021-05", 1)], True),
        ([arrived("2021-05", 2, "radars")], True),
        ([arrived("2021-05", 2, measure="level")], False),
        ([arrived("2019", 4, measure="level"), arrived("2021-05", 5, measure="level")], True),
        ([arrived("2019", 4, measure="level"), arrived("2021-05", 6, measure="level")], False),
        ([arrived("2021-05")], False),
        ([stage("delivered", "2021-05")], False),
    ],
    ids=[
        "all",
        "in two parts",
        "half",
        "other units",
        "a level",
        "a level too low",
        "a level since",
        "no number",
        "stage",
    ],
)
def test_a_delivery_came_with_as_much_as_was_planned(came: list[ClaimRecord], is_open: bool) -> None:  # noqa: FBT001
    assert open_days(to_come("2021", **goods(2)), *came) == (["2021"] if is_open else [])


def test_parts_that_are_to_come_earlier_are_counted_first() -> None:
    plans = to_come("2021", **goods(2)), to_come("2022", **goods(3))
    assert open_days(*plans) == ["2021", "2022"]
    assert open_days(*plans, arrived("2021-06", 2)) == ["2022"]
    assert open_days(*plans, arrived("2021-06", 2), arrived("2022-06", 2)) == ["2022"]
    assert open_days(*plans, arrived("2021-06", 2), arrived("2022-06", 3)) == []


def test_a_planned_level_is_reached_by_all_that_came() -> None:
    plan = to_come("2021", **goods(4, measure="level"))
    assert open_days(plan, arrived("2019", 2), arrived("2021", 1)) == ["2021"]
    assert open_days(plan, arrived("2019", 2), arrived("2021", 2)) == []
    assert open_days(plan, arrived("2021", 4, measure="level")) == []


def test_the_last_delivery_without_a_number_came_when_all_that_was_ordered_is_there() -> None:
    last = to_come("2021", **goods(measure="level"))
    ordered = claim(
        Kind.ORDER, "2018", details={k: v for k, v in goods(4, commitment="firm").items() if k != "delivery_measure"}
    )
    assert open_days(last, ordered, arrived("2021-03", 2)) == ["2021"]
    assert open_days(last, ordered, arrived("2021-03", 4, measure="level")) == []


def test_linked_units_count_as_one() -> None:
    ordered = {"quantity_unit": "battalions", "quantity": "2.00", "equal_unit": "batteries", "equal_quantity": "4.00"}
    link = claim(Kind.ORDER, "2018", details={**goods(2), **ordered, "commitment": "option"})
    assert open_days(to_come("2021", **goods(2)), link, arrived("2021", 1, "battalions")) == []


@pytest.mark.parametrize(
    ("came", "is_open"),
    [
        ([paid("2021-05", 100)], False),
        ([paid("2021-05", 60)], True),
        ([paid("2021-05", 60), paid("2021-06", 40)], False),
        ([paid("2021-05", 100, currency="USD")], True),
        ([paid("2021-05", 100, purpose="penalty")], True),
        ([paid("2021-05")], False),
        ([paid("2021-05", purpose="advance")], True),
        ([paid("2019", 100)], True),
    ],
    ids=["all", "a part", "in two parts", "currency", "a penalty", "no amount", "another purpose", "before"],
)
def test_a_payment_came_with_as_much_as_was_planned(came: list[ClaimRecord], is_open: bool) -> None:  # noqa: FBT001
    assert open_days(to_pay("2021"), *came) == (["2021"] if is_open else [])


def test_what_is_linked_to_another_plan_is_that_ones() -> None:
    first, second = to_pay("2021", "2020-01", **money(100)), to_pay("2022", "2020-06", **money(100, purpose="final"))
    came = paid("2022", 100)
    assert open_days(first, second, came) == []
    assert open_days(first, linked(second, came), came) == ["2021"]
    assert open_days(linked(first, came), second, came) == ["2022"]
    level = paid("2022", 200, measure="level")
    assert open_days(first, linked(second, level), level) == []


def test_a_part_that_is_linked_to_its_plan_counts_for_it() -> None:
    part = paid("2021", 60)
    plan = linked(to_pay("2021"), part, Became.PARTLY_FULFILLED)
    assert open_days(plan, part) == ["2021"]
    assert open_days(plan, part, paid("2021-11", 40)) == []


def test_a_penalty_that_is_due_is_no_part_of_the_price() -> None:
    penalty = to_pay("2020-06", **money(50, purpose="penalty"))
    assert open_days(penalty, to_pay("2021"), paid("2021", 100)) == ["2020-06"]


def test_an_order_came_with_an_order_of_the_same_system() -> None:
    told = {"system": "q9", "quantity": "4.00", "quantity_unit": "batteries", "commitment": "firm"}
    plan = planned(Kind.ORDER, "2021", **told)
    assert open_days(plan) == ["2021"]
    assert open_days(plan, claim(Kind.ORDER, "2021-03", details={**told, "quantity": "2.00"})) == []
    assert open_days(plan, claim(Kind.ORDER, "2021-03", details={**told, "system": "other"})) == ["2021"]
