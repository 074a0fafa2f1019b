"""The phases of a deal in time, as strips of several deals draw them."""

from __future__ import annotations

from deals.record.course import course, course_from
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
