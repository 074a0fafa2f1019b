"""What hands do with the live chart of the overview, as with a deal's: wheel, drag, fingers, and what paper shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.test_explore import DRAWN, DRAWS, on_a_phone, one_finger_scrolls, two_fingers_zoom, window, zoom
from tests.journeys.test_overview import NEAR, WINDOW, alive, middle_of
from tests.journeys.test_reader import DESK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

FAR = "/overview/?by=phase"


def under_the_pointer(page: Page, site: Site, address: str) -> tuple[float, float]:
    """The live chart of the address; a place in its plot, over the rows, where no link is."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(site.address + address)
    alive(page)
    box = page.locator(".live-view:visible").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.6, box["y"] + 12
    page.mouse.move(x, y)
    return x, y


@pytest.mark.parametrize("address", [FAR, NEAR])
def test_a_plain_wheel_scrolls_the_page_and_with_control_it_zooms(page: Page, site: Site, address: str) -> None:
    under_the_pointer(page, site, address)
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 60)
    page.wait_for_function("before => scrollY > before", arg=before)
    assert window(page) == ""
    drawn, scrolled = page.evaluate(DRAWN), page.evaluate("scrollY")
    zoom(page)
    page.wait_for_function(f"drawn => ({DRAWN})() !== drawn", arg=drawn)
    assert page.evaluate("scrollY") == scrolled
    assert page.evaluate("visualViewport.scale") == 1


def test_shift_and_the_wheel_move_through_time_and_a_double_click_shows_all(page: Page, site: Site) -> None:
    x, y = under_the_pointer(page, site, NEAR)
    drawn = page.evaluate(DRAWN)
    zoom(page)
    seen = window(page)
    page.keyboard.down("Shift")
    page.mouse.wheel(0, 300)
    page.keyboard.up("Shift")
    page.wait_for_function("seen => !location.search.includes(seen)", arg=seen)
    page.mouse.dblclick(x, y)
    page.wait_for_function(DRAWS, arg=drawn)
    page.wait_for_function("() => !location.search.includes('from=')")


def test_a_drag_that_begins_on_a_year_moves_the_days_and_leads_nowhere(page: Page, site: Site) -> None:
    under_the_pointer(page, site, FAR)
    zoom(page)
    seen = window(page)
    box = page.locator(".live-view:visible").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + 60
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 120, y, steps=5)
    page.mouse.up()
    page.wait_for_function("seen => !location.search.includes(seen)", arg=seen)
    assert WINDOW.search(page.url)
    assert "/overview/" in page.url


@pytest.mark.parametrize("address", [FAR, NEAR])
def test_print_shows_the_server_s_drawing_with_all_its_years(page: Page, site: Site, address: str) -> None:
    under_the_pointer(page, site, address)
    zoom(page)
    page.emulate_media(media="print")
    expect(page.locator(".live-view:visible")).to_have_count(0)
    drawing = page.locator(".chart-wide .drawing")
    assert drawing.evaluate("drawing => getComputedStyle(drawing).opacity") == "1"
    assert drawing.evaluate("drawing => getComputedStyle(drawing).visibility") == "visible"
    assert page.locator(".tools").is_hidden()
    outline = page.locator(".chart-wide").evaluate("chart => getComputedStyle(chart).outlineStyle")
    assert (outline, page.evaluate("document.activeElement.className")) == ("none", "chart chart-wide is-live")


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    with on_a_phone(browser, f"{site.address}{NEAR}") as held:
        yield held


def test_two_fingers_zoom_the_chart_and_not_the_page(phone: Page) -> None:
    two_fingers_zoom(phone)


def test_one_finger_scrolls_the_page_over_the_chart_and_leads_nowhere(phone: Page) -> None:
    one_finger_scrolls(phone)
    assert "/overview/" in phone.url


def test_a_tap_on_a_band_leads_to_its_claim(phone: Page) -> None:
    phone.touchscreen.tap(*middle_of(phone, "Contract signed"))
    phone.wait_for_url("**/deals/*/*")
