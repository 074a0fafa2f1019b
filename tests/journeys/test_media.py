"""The page on paper, for who wants nothing to move, and in the colours that a reader forces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.test_reader import DESK, open_deal, reach

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

CONTROLS = "input, select, button, nav, .past, .filters label, .tools, .panel, .skip, .event-link, .search, .facets"
A4 = {"width": 794, "height": 1123}
"""A sheet in the stylesheet's pixels."""
DARK = """
() => [...document.querySelectorAll('body, body *')].filter(part => part.checkVisibility()).filter(part => {
  const [red, green, blue, alpha = 1] = getComputedStyle(part).backgroundColor.match(/[\\d.]+/g).map(Number);
  return alpha > 0 && red + green + blue < 3 * 200;
}).map(part => part.className)
"""
LIGHT_TEXT = """
() => [...document.querySelectorAll('main *')].filter(part => part.checkVisibility() && !part.closest('svg'))
  .filter(part => getComputedStyle(part).color.match(/[\\d.]+/g).slice(0, 3).map(Number).some(value => value > 180))
  .map(part => part.className)
"""
MOVES = """
() => document.getAnimations().length + [...document.querySelectorAll('*')].filter(part => {
  const style = getComputedStyle(part);
  return parseFloat(style.transitionDuration) || style.animationName !== 'none' || style.scrollBehavior === 'smooth';
}).length
"""
FILLS = """
parts => parts.map(part => {
  const style = getComputedStyle(part);
  return [style.fill, style.stroke, style.strokeDasharray];
})
"""


def test_on_paper_the_page_is_complete_light_and_without_controls(page: Page, site: Site) -> None:
    open_deal(page, site, A4)
    facts, marks = page.locator(".chronology .fact").count(), page.locator(".chart-wide a.mark").count()
    page.emulate_media(media="print", color_scheme="dark")
    assert not [part for part in page.locator(CONTROLS).all() if part.is_visible()]
    for part in (".opening", ".promised", ".legend .key", ".slips", ".closing", ".foot"):
        expect(page.locator(part).first).to_be_visible()
    assert page.locator(".chronology .fact:visible").count() == facts > 40
    assert page.locator(".chart-wide a.mark:visible").count() == marks > 10
    assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]
    assert page.evaluate(DARK) == []
    assert page.evaluate(LIGHT_TEXT) == []


def test_on_paper_each_source_s_address_stands_beside_it(page: Page, site: Site) -> None:
    open_deal(page, site, DESK)
    page.emulate_media(media="print")
    links = page.locator(".source a[href^=http]")
    printed = links.evaluate_all("links => links.map(link => [link.href, getComputedStyle(link, '::after').content])")
    assert len(printed) > 40
    assert not [address for address, after in printed if f"{address}>" not in after.replace("attr(href)", address)]


def test_the_list_on_paper_has_its_deals_and_no_controls(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/?q=contract")
    page.emulate_media(media="print")
    expect(page.locator(".deals h2").first).to_be_visible()
    assert not [part for part in page.locator(CONTROLS).all() if part.is_visible()]


def test_nothing_moves_for_who_wants_no_motion(page: Page, site: Site) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_deal(page, site)
    page.locator(".charts").scroll_into_view_if_needed()
    reach(page)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Zoom in").click()
    assert page.evaluate(MOVES) == 0
    page.locator(".drawing:visible a.mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert page.evaluate(MOVES) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_forced_colours_marks_are_told_apart(page: Page, site: Site, scheme: str) -> None:
    page.emulate_media(forced_colors="active", color_scheme=scheme)  # type: ignore[arg-type]
    open_deal(page, site)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert ground != ink
    solid = page.locator(".chart-wide .mark .symbol.is-solid").evaluate_all(FILLS)
    hollow = page.locator(".chart-wide .mark .symbol:not(.is-solid)").evaluate_all(FILLS)
    assert {(fill, stroke) for fill, stroke, _ in solid} == {(ink, ink)}
    assert {(fill, stroke) for fill, stroke, _ in hollow} == {(ground, ink)}
    assert len({dashes for _, _, dashes in hollow}) == 2
    assert {stroke for _, stroke, _ in page.locator(".chart-wide .phase").evaluate_all(FILLS)} == {ink}
    page.locator(".charts").scroll_into_view_if_needed()
    reach(page)
    live = page.locator(".live .scatterlayer .point").evaluate_all(FILLS)
    assert {ink, ground} >= {fill for fill, _, _ in live} != {ground}
    assert {stroke for _, stroke, _ in live} - {"none"} == {ink}
