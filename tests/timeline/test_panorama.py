"""Groups and deals in time: which rows there are, where their bars and links stand, what lies outside."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from tests.timeline.conftest import listed_deals
from tests.timeline.test_years import column
from timeline.courses import steps_of
from timeline.ground import axis_baselines
from timeline.panorama import BAND, FAINT, NAME_LINE, NARROW, WIDE, InPhases, InYears, Panorama, panorama
from timeline.rows import AXIS_HEIGHT
from timeline.years import LEAST, TALLEST

if TYPE_CHECKING:
    from timeline.marks import Format

DEAL = listed_deals()[0]
YEARS = [column(2015, exploring=90), column(2016, exploring=2), column(2017, exploring=2, agreeing=6)]
GROUP = InYears(name="Meridor", years=YEARS, is_summed=True)
IN_PHASES = InPhases(deal=DEAL, steps=steps_of(DEAL))


def drawn(*years: int, form: str = "wide") -> Panorama:
    return panorama([GROUP, IN_PHASES], years, WIDE if form == "wide" else NARROW)


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_rows_stand_under_each_other_and_hold_what_is_theirs(form: str) -> None:
    found = drawn(2016, 2020, form=form)
    assert found.rows[0].top == AXIS_HEIGHT
    assert all(above.bottom == below.top for above, below in pairwise(found.rows))
    assert found.height == found.rows[-1].bottom
    for row in found.rows:
        assert all(row.top < bar.top and bar.top + bar.height < row.bottom for bar in row.bars)
        assert all(row.top < target.top < target.foot < row.bottom for target in row.targets)
        assert row.top < row.name_y < row.bottom
    assert [row.is_summed for row in found.rows] == [True, False]


def test_in_a_narrow_drawing_names_stand_over_what_they_name() -> None:
    for row in drawn(2016, 2020, form="narrow").rows:
        assert row.name_y + NAME_LINE * (len(row.name) - 1) < min(target.top for target in row.targets)


def test_years_outside_are_not_drawn_and_do_not_set_the_scale() -> None:
    group = drawn(2016, 2017).rows[0]
    assert [target.words for target in group.targets] == ["in 2016 & then", "in 2017 & then"]
    assert sum(bar.height for bar in group.bars[1:]) == pytest.approx(TALLEST)
    assert min(bar.height for bar in group.bars) > LEAST
    foot = max(bar.top + bar.height for bar in group.bars)
    assert {target.foot for target in group.targets} == {foot}
    assert all(target.first < bar.first < bar.last < target.last
               for bar in group.bars[:1] for target in group.targets[:1])  # fmt: skip


def test_a_deal_is_hatched_full_and_faint_and_each_phase_leads_to_its_claim() -> None:
    found = drawn(2016, 2030)
    row = found.rows[1]
    assert [target.address for target in row.targets] == [step.address for step in IN_PHASES.steps]
    assert {bar.height for bar in row.bars} == {BAND, FAINT}
    assert any(bar.is_hatched for bar in row.bars)
    assert all(before.last <= after.first for before, after in pairwise(row.targets))


def test_what_is_before_the_window_is_cut_or_left_out() -> None:
    found = drawn(2018, 2019)
    row, whole = found.rows[1], drawn(2016, 2020).rows[1]
    assert 0 < len(row.targets) < len(whole.targets)
    assert all(found.window.first <= bar.first < bar.last <= found.window.last for bar in row.bars)
    assert all(found.window.first <= target.first < target.last <= found.window.last for target in row.targets)


def test_a_practice_deal_says_so_first() -> None:
    deal = replace(DEAL, is_fictional=True)
    (row,) = panorama([InPhases(deal=deal, steps=steps_of(deal))], [2016, 2020], NARROW).rows
    assert row.name[0].startswith(f"Practice, invented – {deal.title[:5]}")


@pytest.mark.parametrize("form", [WIDE, NARROW])
@pytest.mark.parametrize(
    "title",
    ["Practice deal (fictional): Quillon-4 patrol boats from Kestovia to Meridor",
     "Foreign military sale (fictional): Petrel M patrol aircraft from Valdara to Tamarouk"],
)  # fmt: skip
def test_what_tells_practice_deals_apart_is_seen_to_the_end(form: Format, title: str) -> None:
    deal = replace(DEAL, is_fictional=True, title=title)
    (row,) = panorama([InPhases(deal=deal, steps=steps_of(deal))], [2016, 2020], form).rows
    assert " ".join(row.name) == f"Practice, invented – {title}"


def test_a_tall_drawing_names_its_years_at_its_foot_too() -> None:
    few, many = panorama([GROUP], [2016, 2020], WIDE), panorama([GROUP] * 20, [2016, 2020], WIDE)
    assert list(axis_baselines(few)) == [AXIS_HEIGHT - 10]
    top, foot = axis_baselines(many)
    assert (top, many.rows[-1].bottom < foot < many.height) == (AXIS_HEIGHT - 10, True)


def test_of_nothing_there_is_an_axis() -> None:
    found = panorama([], [], WIDE)
    assert (found.rows, found.height) == ((), AXIS_HEIGHT)
