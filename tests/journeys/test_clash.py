"""Two editors at once, each in a browser of their own; and one who clicks twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.test_article_to_timeline import fill, type_claim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey


@pytest.fixture
def editing(browser: Browser, page: Page) -> Iterator[Page]:
    """The editor's own browser session. It answers a clash with 409, which the browser counts as an error."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def a_deal_of(page: Page, site: Site, title: str) -> str:
    page.goto(f"{site.address}/desk/deals/new/")
    fill(page, title=title, systems="S-400")
    page.get_by_role("button", name="Make the deal").click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    return page.url


def both_save(page: Page, editing: Page, site: Site) -> None:
    """Both open the claim; the publisher saves, then the editor, who has changed another field too."""
    site.sign_in(editing, "editor")
    site.sign_in(page, "publisher")
    deal = a_deal_of(editing, site, "Trial: two editors")
    type_claim(editing, deal, "stage", "Talks are held", stage="talks", happened="2031-05")
    editing.get_by_role("link", name="Talks are held.").click()
    page.goto(editing.url)

    fill(page, text="The publisher's words.", weight="key")
    page.get_by_role("button", name="Save as a draft").click()
    expect(page.get_by_text("Saved as a draft")).to_be_visible()

    fill(editing, text="The editor's words.", happened="2031-06")
    editing.get_by_role("button", name="Save as a draft").click()


def test_the_second_of_two_editors_chooses_field_by_field(page: Page, editing: Page, site: Site) -> None:
    both_save(page, editing, site)
    words = editing.get_by_role("group", name="What is claimed")
    for version in ("Talks are held.", "The publisher's words.", "The editor's words."):
        expect(words).to_contain_text(version)
    expect(editing.get_by_role("group", name="Weight").get_by_label("Theirs")).to_be_checked()
    expect(editing.get_by_role("group", name="When it happened").get_by_label("Yours", exact=True)).to_be_checked()

    editing.get_by_role("button", name="Save what is chosen").click()
    expect(editing.get_by_text("Choose for each: theirs or yours.")).to_be_visible()
    words.get_by_label("Yours", exact=True).check()
    editing.get_by_role("button", name="Save what is chosen").click()
    expect(editing.get_by_role("heading", name="The editor's words.")).to_be_visible()
    expect(editing.locator("[name='weight']")).to_have_value("key")
    expect(editing.locator("[name='happened']")).to_have_value("2031-06")

    editing.get_by_role("link", name="History").click()
    newest = editing.locator(".change").first
    expect(newest).to_contain_text("editor")
    expect(newest.locator("del").first).to_have_text("The publisher's words.")
    newest.get_by_role("link", name="Undo").click()
    fill(editing, why="The publisher was right.")
    editing.get_by_role("button", name="Undo the change").click()
    expect(editing.locator(".change").first.locator("ins").first).to_have_text("The publisher's words.")


def test_a_double_click_makes_one_deal_and_leads_to_it(page: Page, site: Site) -> None:
    site.sign_in(page, "editor")
    page.goto(f"{site.address}/desk/deals/new/")
    fill(page, title="Trial: clicked twice", systems="S-400")
    page.get_by_role("button", name="Make the deal").dblclick()
    expect(page.get_by_role("heading", name="Trial: clicked twice")).to_be_visible()
    page.goto(f"{site.address}/desk/")
    expect(page.get_by_role("link", name="Trial: clicked twice")).to_have_count(1)
