"""Keys, the way back through the history, and a line that is down: what a reader has asked for is not lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.test_reader import DESK, open_deal
from tests.journeys.test_reading import SHOWN, SLIDER, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

NAME = "() => document.activeElement.getAttribute('aria-label') || document.activeElement.textContent.trim()"
DOWN = re.compile("The answer did not come")


def test_every_mark_is_reached_in_order_by_key_and_escape_leads_back(page: Page, site: Site) -> None:
    open_deal(page, site)
    links = page.locator(".chart-wide .drawing a")
    wanted = links.evaluate_all(
        "links => links.map(link => link.getAttribute('aria-label') || link.textContent.trim())"
    )
    assert all(wanted)
    assert len(wanted) > 30
    links.first.focus()
    expect(page.locator(".is-live")).to_be_visible()
    reached = [page.evaluate(NAME)]
    for _ in wanted[1:]:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(NAME))
    assert reached == wanted
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Zoom in")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(links.last).to_be_focused()


def test_the_days_are_gone_through_by_key_to_both_ends(page: Page, site: Site) -> None:
    open_deal(page, site)
    slider = page.get_by_label(SLIDER)
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**as_of=**")
    first = page.url
    expect(page.locator(".as-known")).to_have_text(f"As known on {slider.get_attribute('aria-valuetext')}.")
    page.keyboard.press("ArrowUp")
    page.wait_for_url(lambda url: url != first)
    expect(slider).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator(".banner")).to_have_count(0)
    expect(slider).to_be_focused()
    assert "as_of" not in page.url


def test_back_leads_through_what_was_asked_and_out_of_the_page(page: Page, site: Site) -> None:
    open_deal(page, site)
    deal, number = page.url, page.locator(SHOWN).count()
    page.get_by_label("Kind").select_option("payment")
    page.wait_for_url("**kind=payment")
    left = page.locator(SHOWN).count()
    page.locator(".steps").get_by_role("link", name="Earlier").click()
    page.wait_for_url("**as_of=**")
    page.locator(f"{SHOWN} .permalink").first.click()  # an address within the page is no other page
    expect(page.locator(".as-known")).to_be_attached()
    page.go_back()
    page.go_back()
    expect(page.locator(SHOWN)).to_have_count(left)
    expect(page.get_by_label("Kind")).to_have_value("payment")
    expect(page.locator(".as-known")).to_have_count(0)
    page.reload()
    page.go_back()
    expect(page.locator(SHOWN)).to_have_count(number)
    assert page.url == deal
    page.go_forward()
    expect(page.locator(SHOWN)).to_have_count(left)
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", name="Deals", exact=True)).to_be_visible()


@pytest.fixture
def line(browser: Browser, site: Site) -> Iterator[Page]:
    """A deal's page in a window of its own, whose line may go down: the browser's console says so as an error."""
    context = browser.new_context(viewport=DESK)  # type: ignore[arg-type]
    page = context.new_page()
    open_deal(page, site)
    yield page
    context.close()


@pytest.mark.parametrize("is_loaded", [True, False], ids=["near", "at once"])
def test_without_a_line_the_page_says_so_keeps_all_and_asks_again(line: Page, *, is_loaded: bool) -> None:
    kind, number = line.get_by_label("Kind"), line.locator(SHOWN).count()
    if is_loaded:
        kind.focus()
        line.wait_for_function("() => Boolean(window.deal.swap)")
    line.context.set_offline(True)
    address = line.url
    kind.select_option("payment")
    line.get_by_label("Words").fill("advance")
    message = line.get_by_role("alert").filter(has_text=DOWN)
    expect(message).to_be_visible()
    assert (line.url, line.locator(SHOWN).count()) == (address, number)
    line.context.set_offline(False)
    message.get_by_role("button", name="Try again").click()
    line.wait_for_url("**kind=payment**")
    expect(message).to_be_hidden()
    expect(kind).to_have_value("payment")
    assert line.locator(SHOWN).count() < number


def test_without_a_line_the_slider_says_so_and_goes_on_with_it(line: Page) -> None:
    slider = line.get_by_label(SLIDER)
    line.context.set_offline(True)
    slider.focus()
    line.keyboard.press("ArrowLeft")
    message = line.get_by_role("alert").filter(has_text=DOWN)
    expect(message).to_be_visible()
    line.context.set_offline(False)
    line.keyboard.press("ArrowLeft")
    line.wait_for_url("**as_of=**")
    expect(told(line)).to_contain_text("As known on")
    expect(message).to_be_hidden()
    expect(slider).to_be_focused()
