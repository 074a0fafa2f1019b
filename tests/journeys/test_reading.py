"""What a reader does with the chronology and the past: filters, steps through the days, opens facts, shares one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.test_access import broken
from tests.journeys.test_reader import DESK, PHONE, open_deal

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

SLIDER = "The days on which something became known"
SHOWN = ".chronology:not(.is-cast) .fact"


def top(part: Locator) -> float:
    box = part.bounding_box()
    assert box
    return box["y"]


def told(page: Page) -> Locator:
    """What a screen reader is told of a page that has changed in place."""
    return page.locator("body > [role=status]")


def test_a_drag_along_the_days_is_followed_and_lets_nothing_jump(page: Page, site: Site) -> None:
    open_deal(page, site)
    slider = page.get_by_label(SLIDER)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    assert box
    at = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.95, at)
    page.mouse.down()
    days = []
    for part in (0.7, 0.3):
        page.mouse.move(box["x"] + box["width"] * part, at, steps=4)
        page.wait_for_url(lambda url, seen=tuple(days): "as_of=" in url and url not in seen)
        days.append(page.url)
        expect(page.locator(".as-known")).to_have_text(f"As known on {slider.get_attribute('aria-valuetext')}.")
        assert abs(top(slider) - box["y"]) < 1
    page.mouse.up()
    assert page.get_by_label("As known on", exact=True).input_value() == days[-1].split("as_of=")[1]
    expect(told(page)).to_contain_text("As known on")


def test_steps_through_the_days_stay_under_the_hand(page: Page, site: Site) -> None:
    open_deal(page, site)
    steps = page.locator(".steps")
    steps.get_by_role("link", name="Earlier").click()
    expect(page.locator(".as-known")).to_be_attached()
    before = top(steps)
    first = page.url
    steps.get_by_role("link", name="Earlier").click()
    page.wait_for_url(lambda url: url != first)
    expect(steps.get_by_role("link", name="Earlier")).to_be_focused()
    assert abs(top(steps) - before) < 1
    steps.get_by_role("link", name="Today").click()
    expect(page.locator(".banner")).to_have_count(0)
    expect(page.get_by_label(SLIDER)).to_be_focused()
    assert "as_of" not in page.url


def test_filters_answer_in_place_and_say_how_many_entries_are_left(page: Page, site: Site) -> None:
    page.emulate_media(reduced_motion="reduce")  # a smooth scroll to the field would move it while it is measured
    open_deal(page, site)
    number = page.locator(SHOWN).count()
    kind = page.get_by_label("Kind")
    kind.focus()
    before = top(kind)
    kind.select_option("payment")
    page.wait_for_url("**kind=payment")
    left = page.locator(SHOWN).count()
    expect(told(page)).to_have_text(f"{left} of {number} entries shown. ")
    expect(kind).to_be_focused()
    assert abs(top(kind) - before) < 1
    page.get_by_label("Words").fill("deposit")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=deposit")
    assert 0 < page.locator(SHOWN).count() < left
    expect(page.get_by_label("Words")).to_be_focused()
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(SHOWN)).to_have_count(number)
    assert "?" not in page.url


def test_the_panel_goes_from_entry_to_entry(page: Page, site: Site) -> None:
    open_deal(page, site)
    page.locator(".chart-wide a.mark").first.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    facts = [fact.text_content() for fact in page.locator(f"{SHOWN} .permalink").all()]
    seen = facts.index(panel.locator(".permalink").text_content())
    expect(panel).to_have_attribute("aria-label", facts[seen] or "")
    panel.get_by_role("button", name="Next").click()
    expect(panel.locator(".permalink")).to_have_text(facts[seen + 1] or "")
    expect(panel.get_by_role("button", name="Next")).to_be_focused()
    expect(told(page)).to_have_text(facts[seen + 1] or "")
    assert page.url.endswith(page.locator(SHOWN).nth(seen + 1).get_attribute("id") or "-")
    for _ in range(seen + 1):
        panel.get_by_role("button", name="Previous").click()
    expect(panel.locator(".permalink")).to_have_text(facts[0] or "")
    expect(panel.get_by_role("button", name="Previous")).to_have_attribute("aria-disabled", "true")


def test_an_entry_s_address_leads_to_it(page: Page, site: Site) -> None:
    open_deal(page, site)
    link = page.locator(f"{SHOWN} .event-link").nth(7)
    href = link.get_attribute("href")
    page.goto(f"{site.address}{href}")
    expect(page.locator(".fact:target")).to_be_in_viewport()
    assert page.url.endswith(f"#claim-{str(href).split('/')[-2]}")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_on_a_filtered_page_of_the_past_with_an_open_fact(
    page: Page, site: Site, size: dict[str, int]
) -> None:
    open_deal(page, site, size)
    page.goto(f"{page.url}?as_of=2018-06-01&kind=stage&kind=payment")
    page.locator(".drawing:visible a.mark").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert broken(page) == []


def test_in_print_the_entries_stand_without_controls(page: Page, site: Site) -> None:
    open_deal(page, site)
    page.emulate_media(media="print")
    for control in (".past", ".filters select", ".filters button", ".tools", ".event-link", ".panel"):
        expect(page.locator(control).first).to_be_hidden()
    expect(page.locator(f"{SHOWN} .source").first).to_be_visible()
