"""Strips of phases of several deals on one axis."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from deals.record.course import Stretch
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.stages import Stage
from tests.timeline.conftest import listed_deals
from timeline.courses import axis, common_window, course_of

if TYPE_CHECKING:
    from deals.queries.published import DealRow


def a_deal(*told: tuple[Stage, str], last_on: str = "2019-06-30") -> DealRow:
    (row, *_) = listed_deals()
    last = PartialDate.parse(last_on).first
    course = tuple(
        Stretch(stage=stage, since=PartialDate.parse(day), claim=f"c{number}")
        for number, (stage, day) in enumerate(told)
    )
    return replace(row, last_on=last, course=course)


def drawn(deal: DealRow, *others: DealRow) -> list[tuple[str, float, float]]:
    """Each part with its class, and where it begins and ends, in per cent."""
    svg = course_of(deal, common_window([deal, *others])).svg
    found = re.findall(r'<rect class="([\w -]+)"(?: fill="[^"]+")? x="([\d.]+)%" width="([\d.]+)%"', svg)
    return [(kind, float(left), float(left) + float(width)) for kind, left, width in found]


SIGNED = (Stage.TALKS, "2016-11-01"), (Stage.CONTRACT_SIGNED, "2017-09-12")


def test_phases_follow_each_other_full_to_the_last_fact_and_faint_to_the_end() -> None:
    (first, _, talks_end), (second, signed, told), (third, faint, end) = drawn(a_deal(*SIGNED))
    assert (first, second, third) == ("phase phase-exploring", "phase phase-contracted", "phase phase-contracted")
    assert (talks_end, told, end) == pytest.approx((signed, faint, 100), abs=0.02)


def test_a_phase_is_hatched_while_it_can_have_begun() -> None:
    parts = drawn(a_deal((Stage.TALKS, "2016-11-01"), (Stage.CONTRACT_SIGNED, "2017")))
    (hatched,) = [part for part in parts if part[0] == "hatched"]
    contracted = next(part for part in parts if part[0] == "phase phase-contracted")
    assert hatched[1] == contracted[1]
    assert hatched[2] < contracted[2]


def test_what_ended_is_not_drawn_on() -> None:
    parts = drawn(a_deal(*SIGNED, (Stage.CANCELLED, "2018-01-01")), a_deal(*SIGNED, last_on="2025-01-01"))
    assert max(end for _, _, end in parts) < 50
    assert parts[-1][0] == "phase phase-off_ladder"


def test_no_phase_begins_before_the_one_before_it() -> None:
    parts = drawn(a_deal((Stage.CONTRACT_SIGNED, "2018-05"), (Stage.DELIVERING, "2018")))
    lefts = [left for kind, left, _ in parts if kind.startswith("phase")]
    assert lefts == sorted(lefts)


def test_each_phase_leads_to_the_claim_that_says_so() -> None:
    course = course_of(a_deal(*SIGNED), common_window([a_deal(*SIGNED)]))
    assert [(step.words, step.address) for step in course.steps] == [
        ("Talks since 1 November 2016", "/deals/dealone/claims/c0/"),
        ("Contract signed on 12 September 2017", "/deals/dealone/claims/c1/"),
    ]
    assert all(step.address in course.svg for step in course.steps)


def test_the_axis_tells_the_years_and_a_deal_without_days_draws_nothing() -> None:
    silent = a_deal()
    window = common_window([silent, a_deal(*SIGNED)])
    assert ">2017</text>" in axis(window)
    assert drawn(silent, a_deal(*SIGNED)) == []
    assert "<svg" in axis(common_window([]))
