"""A chronology longer than one part: every fact is reached, by its link in the chart and by its address."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from config.engines.places import Places
from tests.config.installation import Installation, free_port
from tests.journeys.test_reader import DEAL, DESK

pytestmark = pytest.mark.journey

MOST = 20
SHOWN = ".chronology:not(.is-cast) > .fact"


@pytest.fixture(scope="module")
def address(chromium: str) -> Iterator[str]:
    """A tracker of its own, whose parts are so short that the sample's deal has several."""
    folder = Path(tempfile.mkdtemp(prefix="site-", dir="/tmp"))
    installation = Installation(Places(folder), free_port())
    with installation.up(CHRONOLOGY_ENTRIES=str(MOST)):
        yield f"http://127.0.0.1:{installation.port}"
    shutil.rmtree(folder, ignore_errors=True)


def open_deal(page: Page, address: str) -> None:
    page.set_viewport_size(DESK)
    page.goto(address)
    page.get_by_role("link", name=DEAL).click()
    page.wait_for_selector("html.has-script")


def test_parts_are_walked_through_and_shown_as_one(page: Page, address: str) -> None:
    open_deal(page, address)
    parts = page.get_by_role("navigation", name="Parts of the chronology", exact=True)
    expect(page.locator(SHOWN)).to_have_count(MOST)
    expect(parts).to_contain_text("Entries 1 to 20 of")
    parts.get_by_role("link", name="Later entries").click()
    page.wait_for_url("**part=2#chronology")
    expect(parts).to_contain_text("Entries 21 to 40 of")
    parts.get_by_role("link", name="All on one page").click()
    page.wait_for_url("**part=all#chronology")
    assert page.locator(SHOWN).count() > 2 * MOST


def test_a_mark_of_another_part_leads_there(page: Page, address: str) -> None:
    open_deal(page, address)
    link = page.locator(".chart-wide a[href*='part=']").last
    anchor = str(link.get_attribute("href")).split("#")[1]
    link.dispatch_event("click")
    page.wait_for_url(re.compile(rf"part=\d+#{anchor}$"))
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_the_panel_goes_on_to_the_next_part_and_back(page: Page, address: str) -> None:
    open_deal(page, address)
    last = str(page.locator(SHOWN).last.get_attribute("id"))
    page.evaluate("anchor => window.deal.openFact(anchor)", last)
    page.get_by_role("button", name="Next").click()
    page.wait_for_url(re.compile(r"\?part=2#claim-"))
    page.wait_for_selector("html.has-script")
    first = str(page.locator(SHOWN).first.get_attribute("id"))
    assert page.url.endswith(f"#{first}")
    expect(page.locator(f"[id='{first}']")).to_be_in_viewport()
    page.evaluate("anchor => window.deal.openFact(anchor)", first)
    page.get_by_role("button", name="Previous").click()
    page.wait_for_url(re.compile(rf"\?#{last}$|/#{last}$"))
    expect(page.locator(f"[id='{last}']")).to_be_in_viewport()


@pytest.mark.parametrize("place", ["", "releases/1/"])
def test_a_fragment_of_another_part_is_led_to_all_of_them(page: Page, address: str, place: str) -> None:
    open_deal(page, address)
    deal = page.url
    anchor = str(page.locator(".chart-wide a[href*='part=']").last.get_attribute("href")).split("#")[1]
    page.goto(f"{deal}{place}?q=#{anchor}")
    page.wait_for_url(re.compile(rf"part=all#{anchor}$"))
    expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()


def test_a_filter_begins_at_the_first_part_again(page: Page, address: str) -> None:
    open_deal(page, address)
    page.goto(f"{page.url}?part=2")
    page.wait_for_selector("html.has-script")
    page.get_by_label("Kind").select_option("statement")
    page.wait_for_url("**kind=statement")
    assert "part=" not in page.url
