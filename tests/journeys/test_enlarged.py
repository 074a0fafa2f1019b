"""Text at twice its size, as a reader of weak sight sets it: nothing is cut, covered or out of reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.test_access import WHOLE
from tests.journeys.test_reader import open_deal

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

LARGE = "document.documentElement.style.fontSize = '200%'"
WRONG = """
() => {
  const width = document.documentElement.clientWidth, found = [], boxes = [];
  const seen = part => part.checkVisibility({visibilityProperty: true, contentVisibilityAuto: true})
    && !part.closest('.unseen, .skip, .said, svg, option');
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; text = walker.nextNode();) {
    if (!text.data.trim() || !seen(text.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) if (box.width >= 1) boxes.push([box, text]);
  }
  for (const field of document.querySelectorAll('input, select, button')) {
    if (!seen(field)) continue;
    if (field.type !== 'range' && field.scrollWidth > field.clientWidth + 1) found.push(['cut', field.outerHTML]);
    boxes.push([field.getBoundingClientRect(), field]);
  }
  boxes.forEach(([box, part], at) => {
    const words = (part.data || part.outerHTML).slice(0, 60);
    if (box.left < -1 || box.right > width + 1) found.push(['out of sight', words]);
    boxes.slice(at + 1).forEach(([other, next]) => {
      if (part === next || next.contains(part) || part.contains(next)) return;
      const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
      const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
      // Lines of text reach into each other's leading.
      if (across > 2 && down > 0.4 * Math.min(box.height, other.height)) found.push(['covered', words, next.data]);
    });
  });
  return found.slice(0, 9);
}
"""
FITS = """
() => {
  const of = part => document.querySelector(part).getBoundingClientRect();
  const live = of('.live-rows'), drawn = of('.is-live .drawing');
  return Math.abs(live.width - drawn.width) < 1 && Math.abs(live.left - drawn.left) < 1;
}
"""


@pytest.mark.parametrize("width", [1280, 320])
def test_at_twice_the_size_every_text_and_field_has_its_place(page: Page, site: Site, width: int) -> None:
    open_deal(page, site, {"width": width, "height": 900})
    deal = page.url
    for address in (deal, f"{site.address}/?q=contract", f"{deal}releases/1/changes/", f"{site.address}/components/"):
        page.goto(address)
        page.evaluate(WHOLE)
        page.evaluate(LARGE)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(WRONG) == [], address


@pytest.mark.parametrize("width", [1280, 320])
def test_a_live_chart_and_an_open_fact_grow_with_the_text(page: Page, site: Site, width: int) -> None:
    open_deal(page, site, {"width": width, "height": 900})
    page.goto(f"{page.url}?view=explore&from=2017-01-01&to=2018-12-31")
    expect(page.locator(".is-live")).to_be_visible()
    page.evaluate(WHOLE)
    page.evaluate(LARGE)
    page.wait_for_function(FITS)
    assert page.evaluate(WRONG) == []
    page.locator(".drawing:visible a.mark").nth(3).focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    for name in ("Previous", "Next", "Close"):
        expect(panel.get_by_role("button", name=name)).to_be_in_viewport(ratio=1)
    assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
