"""What hands and keys do with the live chart: wheel, drag, two fingers, keys, selection, an address of its own."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.test_reader import DESK, PHONE, open_deal, reach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Page, Route

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

WINDOW = re.compile(r"view=explore&from=\d{4}-\d{2}-\d{2}&to=\d{4}-\d{2}-\d{2}")
DRAWN = "() => String(document.querySelector('.is-live .live').layout.xaxis.range)"
DRAWS = f"drawn => ({DRAWN})() === drawn"
DRAWS_ELSE = f"drawn => ({DRAWN})() !== drawn"
INK = "() => getComputedStyle(document.querySelector('.live .scatterlayer .point')).stroke"
SEEN = """
() => [...document.querySelectorAll('.is-live .live-over text')]
  .filter(text => text.getAttribute('visibility') !== 'hidden').map(text => text.textContent)
"""


def lively(page: Page, site: Site, size: dict[str, int] = DESK) -> tuple[float, float]:
    """A deal's page with a live chart under the pointer; a place in its plot where no mark is."""
    open_deal(page, site, size)
    page.locator(".charts").scroll_into_view_if_needed()
    reach(page)
    box = page.locator(".live-view").bounding_box()
    assert box
    x, y = box["x"] + box["width"] * 0.6, box["y"] + 12
    page.mouse.move(x, y)
    return x, y


def zoom(page: Page, turns: int = 4) -> None:
    page.keyboard.down("Control")
    for _ in range(turns):
        before = page.url
        page.mouse.wheel(0, -120)
        page.wait_for_url(lambda url, before=before: url != before)
    page.keyboard.up("Control")


def window(page: Page) -> str:
    found = WINDOW.search(page.url)
    return found.group() if found else ""


def test_a_plain_wheel_scrolls_the_page_and_with_control_it_zooms(page: Page, site: Site) -> None:
    lively(page, site)
    before = page.evaluate("scrollY")
    page.mouse.wheel(0, 120)
    page.wait_for_function("before => scrollY > before", arg=before)
    assert window(page) == ""
    drawn, scrolled = page.evaluate(DRAWN), page.evaluate("scrollY")
    zoom(page)
    assert page.evaluate(DRAWN) != drawn
    assert page.evaluate("scrollY") == scrolled
    assert page.evaluate("visualViewport.scale") == 1


def test_the_wheel_sideways_and_with_shift_moves_through_time(page: Page, site: Site) -> None:
    lively(page, site)
    zoom(page)
    seen = window(page)
    page.mouse.wheel(200, 0)
    page.wait_for_function("seen => !location.search.includes(seen)", arg=seen)
    moved = window(page)
    page.keyboard.down("Shift")
    page.mouse.wheel(0, -300)
    page.keyboard.up("Shift")
    page.wait_for_function("seen => !location.search.includes(seen)", arg=moved)


def test_a_drag_moves_the_days_with_the_hand_and_opens_nothing(page: Page, site: Site) -> None:
    x, y = lively(page, site)
    zoom(page)
    ring = "() => document.querySelector('.live').getBoundingClientRect().left"
    before, place = window(page), page.evaluate(ring)
    page.mouse.down()
    page.mouse.move(x - 20, y)
    page.mouse.move(x - 120, y, steps=5)
    page.wait_for_function(f"place => ({ring})() < place - 80", arg=place)
    page.mouse.up()
    page.wait_for_function("seen => !location.search.includes(seen)", arg=before)
    assert not page.locator(".panel[open]").count()
    assert page.evaluate(ring) == pytest.approx(place, abs=1)  # drawn anew, where it now is


def test_a_double_click_shows_everything_again(page: Page, site: Site) -> None:
    x, y = lively(page, site)
    drawn = page.evaluate(DRAWN)
    zoom(page)
    page.mouse.dblclick(x, y)
    page.wait_for_function(DRAWS, arg=drawn)
    page.wait_for_function("() => !location.search.includes('from=')")


def touch(session: CDPSession, kind: str, *points: tuple[float, float]) -> None:
    fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


@contextmanager
def on_a_phone(browser: Browser, address: str) -> Iterator[Page]:
    """The page with its chart live, under a finger."""
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.locator(".charts").scroll_into_view_if_needed()
    box = page.locator(".chart:visible").bounding_box()
    assert box
    page.touchscreen.tap(box["x"] + 200, box["y"] + 10)
    expect(page.locator(".is-live:visible")).to_be_visible()
    yield page
    context.close()


def two_fingers_zoom(phone: Page) -> None:
    box = phone.locator(".live-view:visible").bounding_box()
    assert box
    session, y = phone.context.new_cdp_session(phone), box["y"] + 60
    touch(session, "touchStart", (box["x"] + 140, y), (box["x"] + 200, y))
    for step in range(1, 9):
        touch(session, "touchMove", (box["x"] + 140 - 10 * step, y), (box["x"] + 200 + 10 * step, y))
    touch(session, "touchEnd")
    phone.wait_for_url(WINDOW)
    assert phone.evaluate("visualViewport.scale") == 1


def one_finger_scrolls(phone: Page) -> None:
    box = phone.locator(".live-view:visible").bounding_box()
    assert box
    session, x, before = phone.context.new_cdp_session(phone), box["x"] + 150, phone.evaluate("scrollY")
    touch(session, "touchStart", (x, box["y"] + 150))
    for step in range(1, 9):
        touch(session, "touchMove", (x, box["y"] + 150 - 15 * step))
    touch(session, "touchEnd")
    phone.wait_for_function("before => scrollY > before + 40", arg=before)
    assert window(phone) == ""


@pytest.fixture
def phone(browser: Browser, page: Page, site: Site) -> Iterator[Page]:
    open_deal(page, site, PHONE)
    with on_a_phone(browser, page.url) as held:
        yield held


def test_two_fingers_zoom_the_chart_and_not_the_page(phone: Page) -> None:
    two_fingers_zoom(phone)


def test_one_finger_scrolls_the_page_over_the_chart(phone: Page) -> None:
    one_finger_scrolls(phone)


def test_a_tap_on_a_mark_opens_its_fact_and_another_one_closes_it(phone: Page) -> None:
    mark = phone.locator(".chart-narrow a.mark").nth(2)
    box, name = mark.locator(".target").bounding_box(), mark.get_attribute("href")
    assert box
    phone.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    panel = phone.get_by_role("dialog")
    expect(panel.locator(".sentence")).to_have_text(phone.locator(f"{name} .sentence").text_content() or "-")
    expect(panel.locator(".source").first).to_be_visible()
    panel.get_by_role("button", name="Close").tap()
    expect(panel).to_be_hidden()


def test_a_tap_opens_a_fact_before_the_chart_lives(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    page = context.new_page()
    open_deal(page, site, PHONE)
    page.route("**/figure.json*", lambda route: route.abort())
    page.locator(".chart-narrow a.mark .target").first.tap()
    expect(page.get_by_role("dialog").locator(".source").first).to_be_visible()
    assert not page.locator(".is-live").count()
    context.close()


def test_an_address_opens_the_chart_in_its_window_and_says_it(page: Page, site: Site) -> None:
    open_deal(page, site)
    page.goto(f"{page.url}?view=explore&from=2017-01-01&to=2018-12-31")
    expect(page.locator(".is-live")).to_be_visible()
    expect(page.locator(".said")).to_contain_text("January 2017 to December 2018")
    assert page.evaluate(SEEN).count("2017") == 1
    assert "2020" not in page.evaluate(SEEN)
    page.reload()
    expect(page.locator(".said")).to_contain_text("January 2017 to December 2018")


def test_a_mark_that_is_clicked_stays_marked_and_escape_lets_go(page: Page, site: Site) -> None:
    lively(page, site)
    target = page.locator(".chart-wide a.mark .target").nth(5).bounding_box()
    assert target
    page.mouse.move(target["x"] + 11, target["y"] + 12)
    expect(page.locator(".hover-box")).to_be_visible()
    page.mouse.click(target["x"] + 12, target["y"] + 12)
    expect(page.locator(".panel[open]")).to_be_visible()
    expect(page.locator(".hover-box")).to_be_hidden()
    assert page.locator(".live-ring").get_attribute("visibility") == "visible"
    page.keyboard.press("Escape")
    expect(page.locator(".panel[open]")).to_have_count(0)


def test_a_mark_that_is_opened_before_the_chart_lives_is_marked_in_it(page: Page, site: Site) -> None:
    open_deal(page, site)
    page.locator(".chart-wide a.mark").nth(5).click()
    expect(page.locator(".is-live")).to_be_visible()
    expect(page.locator(".live-ring")).to_have_attribute("visibility", "visible")


def test_an_entry_that_is_reached_in_the_list_is_shown_in_the_chart(page: Page, site: Site) -> None:
    lively(page, site)
    zoom(page, 8)
    drawn = page.evaluate(DRAWN)
    page.locator(".chronology .fact a").first.focus()
    page.wait_for_function(DRAWS_ELSE, arg=drawn)
    assert page.locator(".live-ring").get_attribute("visibility") == "visible"


@pytest.mark.parametrize("missing", ["**/figure.json*", "**/plotly-basic*", "**/places*"])
def test_a_chart_that_cannot_be_loaded_says_so_and_tries_again(browser: Browser, site: Site, missing: str) -> None:
    page = browser.new_page(viewport=DESK)  # type: ignore[arg-type]
    open_deal(page, site)
    fails = {"yes": True}

    def answer(route: Route) -> None:
        if fails["yes"]:
            route.fulfill(status=500, body="no")
        else:
            route.continue_()

    page.route(missing, answer)
    page.locator(".charts").scroll_into_view_if_needed()
    box = page.locator(".chart:visible").bounding_box()
    assert box
    for step in range(3):
        page.mouse.move(box["x"] + 30 + step * 5, box["y"] + 12)
    expect(page.get_by_text("The chart could not be loaded.")).to_be_visible()
    expect(page.locator(".chart-wide a.mark").first).to_be_visible()
    fails["yes"] = False
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".is-live")).to_be_visible()
    expect(page.get_by_text("The chart could not be loaded.")).to_be_hidden()
    page.close()


def test_print_shows_the_server_s_drawing_while_the_chart_is_live(page: Page, site: Site) -> None:
    lively(page, site)
    page.emulate_media(media="print")
    expect(page.locator(".live-view")).to_be_hidden()
    assert page.locator(".chart-wide .drawing").evaluate("drawing => getComputedStyle(drawing).opacity") == "1"


def test_the_dark_is_followed_without_losing_the_window(page: Page, site: Site) -> None:
    lively(page, site)
    zoom(page)
    seen, light = window(page), page.evaluate(INK)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"light => ({INK})() !== light", arg=light)
    assert page.evaluate(INK) == page.evaluate("getComputedStyle(document.body).color")
    assert window(page) == seen
