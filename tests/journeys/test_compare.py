"""What a reader does who wants two deals side by side: finds them, ticks them, reads both on one axis, shares that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.test_access import FITS, broken
from tests.journeys.test_reader import DEAL, DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

ALIAS, OTHER = "Triumph", "Quillon-4 patrol boats"
FACET, CHOICE = "Route", "state to state"


def press(page: Page, target: Locator, key: str) -> None:
    target.focus()
    page.keyboard.press(key)


def narrow(page: Page) -> None:
    """By the facet that both deals share."""
    press(page, page.locator("summary").get_by_text(FACET, exact=True), "Enter")
    press(page, page.get_by_role("link", name=CHOICE, exact=True), "Enter")
    page.wait_for_url("**route=**")


def compare_both(page: Page, site: Site) -> None:
    """By keyboard alone, from the search to the page that compares."""
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    page.goto(site.address)
    page.get_by_role("searchbox").focus()
    page.keyboard.type(ALIAS)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**q={ALIAS}**")
    expect(page.get_by_role("link", name=DEAL)).to_be_visible()
    press(page, page.get_by_role("link", name="show all deals"), "Enter")
    page.wait_for_url(f"{site.address}/")
    narrow(page)
    for title in (DEAL, OTHER):
        press(page, page.locator(".deals li", has_text=title).get_by_role("checkbox"), "Space")
    press(page, page.locator("#compare button"), "Enter")
    page.wait_for_url("**/compare/?deal=*&deal=*")


def test_two_deals_are_found_ticked_and_compared_by_keyboard(page: Page, site: Site) -> None:
    compare_both(page, site)
    axes = [
        [tick.text_content() for tick in drawing.locator(".tick").all()]
        for drawing in page.locator(".chart-wide svg").all()
    ]
    assert len(axes) == 2
    assert axes[0] == axes[1] != []
    for title in (DEAL, OTHER):
        expect(page.get_by_role("columnheader", name=title)).to_be_visible()
    press(page, page.locator(".compared-moments a").first, "Enter")
    page.wait_for_url("**/deals/*/#claim-*")
    assert page.locator(f"[id='{page.url.partition('#')[2]}']").count() == 1


def test_the_address_shows_the_same_to_somebody_else_who_has_no_script(
    page: Page, browser: Browser, site: Site
) -> None:
    compare_both(page, site)
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    other = context.new_page()
    other.goto(page.url)
    moments = ".compared-moments li"
    assert other.locator(moments).all_text_contents() == page.locator(moments).all_text_contents() != []
    expect(other.locator(".chart-narrow a.mark").first).to_be_visible()
    context.close()


def test_the_page_has_no_barrier_and_fits_the_narrowest_screen(page: Page, site: Site) -> None:
    compare_both(page, site)
    assert broken(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(FITS, 320)
    assert broken(page) == []
