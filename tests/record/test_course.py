"""The phases of a deal in time, as strips of several deals draw them."""

from __future__ import annotations

from deals.record.course import course, course_from, phase_years, told_days
from tests.timeline.records import hard_record, record, stage


def told(*claims: object) -> list[tuple[str, str]]:
    return [(stretch.stage, stretch.since.text) for stretch in course(record(*claims))]  # type: ignore[arg-type]


def test_a_phase_is_told_by_the_first_report_that_moved_the_deal_into_it() -> None:
    steps = [stage("talks", "2016-11"), stage("tender", "2017"), stage("contract_signed", "2017-09-12")]
    assert told(*steps, stage("in_force", "2018-01")) == [("talks", "2016-11"), ("contract_signed", "2017-09-12")]


def test_a_phase_without_a_day_is_left_out() -> None:
    assert told(stage("talks", ""), stage("contract_signed", "2017-09-12")) == [("contract_signed", "2017-09-12")]
    assert told() == []


def test_each_stretch_names_the_claim_that_says_so_and_survives_being_kept() -> None:
    hard = course(hard_record())
    assert {stretch.claim for stretch in hard} <= {claim.id for claim in hard_record().claims}
    assert len({stretch.stage.phase for stretch in hard}) == len(hard) > 2
    assert course_from([stretch.as_document() for stretch in hard]) == hard


def years(*claims: object) -> tuple[str, ...]:
    return phase_years(record(*claims))  # type: ignore[arg-type]


def test_a_deal_counts_in_each_phase_that_it_was_in_from_year_to_year() -> None:
    signed = [stage("talks", "2015-11"), stage("contract_signed", "2017-09-12")]
    talks = ("2015:exploring", "2016:exploring", "2017:exploring")
    assert years(*signed) == (*talks, "2017:contracted")
    assert years(*signed, stage("in_force", "2019")) == (*talks, *(f"{y}:contracted" for y in (2017, 2018, 2019)))


def test_a_phase_counts_from_the_first_day_on_which_it_can_have_begun() -> None:
    assert years(stage("talks", "2015/2016"), stage("contract_signed", "2018")) == (
        "2015:exploring", "2016:exploring", "2017:exploring", "2018:exploring", "2018:contracted",
    )  # fmt: skip
    assert years(stage("talks", "../2016"), stage("contract_signed", "2017/..")) == (
        "2016:exploring", "2017:exploring", "2017:contracted",
    )  # fmt: skip


def test_no_phase_counts_before_the_one_before_it_surely_began_and_each_counts_once() -> None:
    assert years(stage("contract_signed", "2018-05"), stage("delivering", "2016/2018")) == (
        "2018:contracted", "2018:executing",
    )  # fmt: skip
    back = [stage("contract_signed", "2017-01"), stage("talks", "2017-05"), stage("contract_signed", "2017-10")]
    assert sorted(years(*back)) == sorted(set(years(*back)))


def test_after_the_last_fact_and_without_a_day_nothing_counts() -> None:
    assert years(stage("talks", "2016-11"), stage("contract_signed", "2030", modality="planned")) == ("2016:exploring",)
    assert years(stage("talks", "")) == ()


def test_the_days_told_are_those_of_what_is_said_to_be_so() -> None:
    first, last = told_days(record(stage("talks", "2016-11"), stage("contract_signed", "2030", modality="planned")))
    assert (str(first), str(last)) == ("2016-11-01", "2016-11-30")
    assert told_days(record()) == (None, None)
