"""What a reader does with a deal's page: reads it, reaches for the chart, goes from a mark to its citation."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

DEAL = "S-400 air defence systems"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 800}
SHIFTS = """
window.shifts = 0;
new PerformanceObserver(list => list.getEntries().forEach(entry => { window.shifts += entry.value; }))
  .observe({type: 'layout-shift', buffered: true});
"""
FURTHEST = """
host => {
  const live = host.querySelector('.live'), axes = live._fullLayout, frame = live.getBoundingClientRect();
  const scale = frame.width / live.offsetWidth;  // as the drawing is scaled, on a phone
  const markers = live.data.filter(trace => trace.mode === 'markers');
  return Math.max(...markers.flatMap(trace => trace.customdata.map((name, i) => {
    const box = host.querySelector(`a.mark[href="#${name}"] .target`).getBoundingClientRect();
    return Math.hypot(
      box.left + box.width / 2 - frame.left - scale * (axes.xaxis._offset + axes.xaxis.d2p(trace.x[i])),
      box.top + box.height / 2 - frame.top - scale * (axes.yaxis._offset + axes.yaxis.d2p(trace.y[i])));
  })));
}
"""
RANGE = "host => String(host.querySelector('.live').layout.xaxis.range)"


def open_deal(page: Page, site: Site, size: dict[str, int] = DESK) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(site.address)
    page.get_by_role("link", name=DEAL).click()
    page.wait_for_load_state()


def reach(page: Page) -> None:
    """Move the pointer over the chart, and wait for Plotly."""
    box = page.locator(".chart:visible").bounding_box()
    assert box
    for step in range(3):
        page.mouse.move(box["x"] + 30 + step * 5, box["y"] + 12)
    expect(page.locator(".is-live")).to_be_visible()


def test_the_page_is_complete_without_script(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESK)  # type: ignore[arg-type]
    page = context.new_page()
    open_deal(page, site)
    expect(page.locator(".chart-wide a.mark").first).to_be_visible()
    assert page.locator(".chronology .fact .source").count() > 40
    expect(page.locator(".tools")).to_be_hidden()
    expect(page.locator(".foot")).to_contain_text("Why it was published: ")
    page.locator(".chart-wide a.mark").first.click()
    assert "#claim-" in page.url
    context.close()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_plotly_takes_over_in_place_when_the_reader_reaches_for_it(
    page: Page, site: Site, size: dict[str, int]
) -> None:
    page.add_init_script(SHIFTS)
    open_deal(page, site, size)
    page.locator(".charts").scroll_into_view_if_needed()
    assert page.evaluate("typeof Plotly") == "undefined"
    reach(page)
    assert page.locator(".chart:visible").evaluate(FURTHEST) < 1
    assert page.evaluate("window.shifts") == 0


def test_a_click_on_a_mark_opens_its_citation(page: Page, site: Site) -> None:
    open_deal(page, site)
    page.locator(".charts").scroll_into_view_if_needed()
    mark = page.locator(".chart-wide a.mark").last
    box, name = mark.locator(".target").bounding_box(), mark.get_attribute("href")
    reach(page)
    assert box
    page.mouse.move(box["x"] + 10, box["y"] + 11)
    page.mouse.click(box["x"] + 12, box["y"] + 12)
    page.wait_for_url(f"**{name}")
    expect(page.locator(".panel .source").first).to_be_visible()
    assert page.locator(".panel .sentence").text_content() == page.locator(f"{name} .sentence").text_content()
    page.get_by_role("link", name="Show it in the chronology").click()
    expect(page.locator(".panel")).to_be_hidden()
    expect(page.locator(f"{name} .source").first).to_be_in_viewport()


def test_the_keyboard_zooms_pans_and_opens(page: Page, site: Site) -> None:
    open_deal(page, site)
    chart = page.locator(".chart-wide")
    chart.locator("a.mark").first.focus()
    expect(page.locator(".is-live")).to_be_visible()
    seen = [chart.evaluate(RANGE)]
    for key in ("+", "ArrowRight", "-"):
        page.keyboard.press(key)
        page.wait_for_function(f"before => ({RANGE})(document.querySelector('.chart-wide')) !== before", arg=seen[-1])
        seen.append(chart.evaluate(RANGE))
    page.keyboard.press("0")
    page.wait_for_function(f"before => ({RANGE})(document.querySelector('.chart-wide')) === before", arg=seen[0])
    name = chart.locator("a.mark").first.get_attribute("href")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_role("button", name="Close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(chart.locator(f'a.mark[href="{name}"]')).to_be_focused()


SEEN = """
host => {
  const frame = host.getBoundingClientRect();
  return [...host.querySelectorAll('.live-over text, .live-rows .row-name')]
    .filter(text => text.getAttribute('visibility') !== 'hidden').map(text => text.getBoundingClientRect())
    .map(box => [box.left - frame.left, box.right - frame.left, box.top, box.bottom]);
}
"""
LONG = """
letters => document.querySelectorAll('h1, .stage-sentence a, .stage-sentence, .glance bdi, .lead, .sentence a, '
  + '.source bdi, .aside bdi, .moments bdi, .side-by-side a, .fact .date, .closing li, .foot bdi')
  .forEach(part => { part.textContent = letters; })
"""


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_zoomed_chart_s_texts_do_not_overlap_and_are_not_cut(page: Page, site: Site, size: dict[str, int]) -> None:
    open_deal(page, site, size)
    page.locator(".charts").scroll_into_view_if_needed()
    reach(page)
    chart = page.locator(".chart:visible")
    for name in ("Zoom in", "Zoom in", "Later", "Zoom in", "Zoom in", "Earlier", "Zoom in", "All"):
        before = chart.evaluate(RANGE)
        page.get_by_role("button", name=name, exact=True).click()
        page.wait_for_function(f"before => ({RANGE})(document.querySelector('.is-live')) !== before", arg=before)
        boxes = chart.evaluate(SEEN)
        assert len(boxes) > 4
        assert all(left >= -1 and right <= size["width"] for left, right, _, _ in boxes)
        for one, other in combinations(boxes, 2):
            assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] + 3 or other[3] <= one[2] + 3, name


def test_the_take_over_changes_neither_ticks_nor_their_weight(page: Page, site: Site) -> None:
    open_deal(page, site)
    page.locator(".charts").scroll_into_view_if_needed()
    wanted = page.locator(".chart-wide .drawing .tick").all_text_contents()
    bold = page.locator(".chart-wide .drawing .tick-year").all_text_contents()
    reach(page)
    live = page.locator(".chart-wide .live-over .tick")
    weights = {text.text_content(): text.evaluate("text => getComputedStyle(text).fontWeight") for text in live.all()}
    assert set(wanted) <= set(weights)
    assert {weights[year] for year in bold} == {"700"}


@pytest.mark.parametrize("width", [1280, 375, 320])
def test_words_of_150_letters_do_not_widen_the_page(page: Page, site: Site, width: int) -> None:
    open_deal(page, site, {"width": width, "height": 800})
    page.evaluate(LONG, "W" * 150)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def ask_for_a_day(page: Page, site: Site) -> None:
    open_deal(page, site)
    page.get_by_label("As known on", exact=True).fill("2017-10-31")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".banner strong").first).to_have_text("As known on 31 October 2017.")
    expect(page.locator(".stand.is-main")).to_contain_text("Contract signed")
    page.get_by_role("link", name="See the present").click()
    expect(page.locator(".stand.is-main")).to_contain_text("Delivered")


def test_as_known_on_a_day_is_asked_on_the_page(page: Page, site: Site) -> None:
    ask_for_a_day(page, site)


def test_as_known_on_a_day_is_asked_without_script(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESK)  # type: ignore[arg-type]
    ask_for_a_day(context.new_page(), site)
    context.close()


def test_the_day_has_a_calendar_once_the_page_is_seen_and_keeps_it(page: Page, site: Site) -> None:
    page.add_init_script(SHIFTS)
    open_deal(page, site)
    field = page.get_by_label("As known on", exact=True)
    expect(field).to_have_attribute("type", "date")
    page.get_by_role("link", name="Earlier").click()
    page.wait_for_url("**as_of=**")
    expect(field).to_have_attribute("type", "date")
    assert page.url.endswith(field.input_value())
    assert page.evaluate("window.shifts") == 0


def test_the_past_is_gone_through_stop_by_stop_and_nothing_jumps(page: Page, site: Site) -> None:
    open_deal(page, site)
    slider = page.get_by_label("The days on which something became known")
    slider.scroll_into_view_if_needed()
    before = slider.bounding_box()
    slider.focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("As known on ").first).to_be_visible()
    page.wait_for_url("**as_of=**")
    told = slider.get_attribute("aria-valuetext")
    assert told
    expect(page.locator(".banner strong").first).to_have_text(f"As known on {told}.")
    after = slider.bounding_box()
    assert before
    assert after
    assert abs(before["y"] - after["y"]) < 2
    expect(slider).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".banner")).to_have_count(0)


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "no script"])
def test_the_chronology_is_filtered_with_and_without_script(browser: Browser, site: Site, *, has_script: bool) -> None:
    context = browser.new_context(java_script_enabled=has_script, viewport=DESK)  # type: ignore[arg-type]
    page = context.new_page()
    open_deal(page, site)
    marks = page.locator(".chart-wide a.mark")
    number = marks.count()
    page.get_by_label("Kind").select_option("payment")
    if not has_script:
        page.get_by_role("button", name="Filter").click()
    expect(page.locator(".number-shown")).to_contain_text(" of ")
    assert page.locator(".chronology:not(.is-cast) .fact").count() == marks.count() < number
    page.get_by_role("link", name="Show all").click()
    expect(page.locator(".chronology:not(.is-cast) .fact").nth(20)).to_be_attached()
    context.close()
