"""The overview from far and near, by hand and by keyboard: Plotly takes over in place and leads where the SVG does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.test_reader import DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

WINDOW = re.compile(r"view=explore&from=\d{4}-\d{2}-\d{2}&to=\d{4}-\d{2}-\d{2}")
NEAR = "/overview/?by=phase&open=executing"


def alive(page: Page) -> None:
    page.locator(".chart:visible").focus()
    expect(page.locator(".chart.is-live:visible")).to_be_visible()


def middle_of(page: Page, words: str) -> tuple[float, float]:
    """Of the link with these words in the drawing, which stays under the live chart."""
    box = page.locator(".chart:visible .drawing a", has_text=words).first.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_from_a_group_to_its_deals_by_keyboard_and_on_to_a_claim(page: Page, site: Site) -> None:
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{site.address}/overview/?by=phase")
    group = page.get_by_role("link", name="Executing", exact=True)
    group.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{NEAR}")
    step = page.locator(".steps-told a").first
    step.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/deals/*/*")


def test_the_live_chart_is_zoomed_by_keys_and_buttons_and_a_year_leads_to_its_deals(page: Page, site: Site) -> None:
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{site.address}/overview/?by=phase")
    alive(page)
    page.keyboard.press("+")
    page.wait_for_url(WINDOW)
    assert "by=phase" in page.url
    page.get_by_role("button", name="All").click()
    page.wait_for_function("() => !location.search.includes('from=')")
    x, y = middle_of(page, "2017: ")
    page.mouse.move(x, y)
    expect(page.locator(".hover-box:visible")).to_contain_text("2017: ")
    page.mouse.click(x, y)
    page.wait_for_url("**/?under_way=2017")


def test_near_a_band_leads_to_its_claim_and_an_address_opens_the_window_again(page: Page, site: Site) -> None:
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(f"{site.address}{NEAR}&view=explore&from=2020-01-01&to=2023-12-31")
    expect(page.locator(".chart.is-live:visible")).to_be_visible()
    expect(page.locator(".said")).to_contain_text("2020")
    page.locator(".chart:visible").focus()
    page.keyboard.press("0")
    page.wait_for_function("() => !location.search.includes('from=')")
    page.mouse.click(*middle_of(page, "Contract signed"))
    page.wait_for_url("**/deals/*/*")


def test_without_script_the_drawing_and_the_list_lead_there_on_a_phone_too(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{site.address}{NEAR}")
    assert page.locator(".tools").is_hidden()
    page.locator(".chart-narrow .drawing a .target").first.click()
    page.wait_for_url("**/?phase=executing&under_way=*")
    context.close()
