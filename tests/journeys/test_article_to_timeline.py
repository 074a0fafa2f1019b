"""The whole way of a fact, as staff and readers go it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.articles import S400_PUBLISHED, S400_THREAT

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey

NUMBER_FACTS = 5
TITLE = "Trial: S-400 for Turkey"


def make_signed_deal(page: Page, site: Site) -> str:
    """A deal that was signed in September 2017, typed by the editor. Returns its address at the desk."""
    page.goto(f"{site.address}/desk/deals/new/")
    fill(page, title=TITLE, systems="S-400")
    page.get_by_role("button", name="Make the deal").click()
    address = page.url
    type_claim(page, address, "participation", "Russia supplies", participant="Russia", role="supplier")
    type_claim(page, address, "participation", "Turkey receives", participant="Turkey", role="recipient")
    signed = {"stage": "contract_signed", "instrument": "supply_contract", "happened": "2017-09"}
    type_claim(page, address, "stage", "The contract is signed", **signed)
    return address


def type_claim(page: Page, deal: str, kind: str, label: str, **columns: str) -> None:
    page.goto(f"{deal}claims/new/?kind={kind}")
    fill(page, text=f"{label}.", label=label, **columns)
    fill(page, **{
        "citation-source_title": "Ministry's yearbook 2017",
        "citation-outlet": "Ministry of Trade",
        "citation-published": "2017-09-20",
        "citation-paraphrase": f"The yearbook says: {label.lower()}.",
        "citation-locator": "page 4",
    })  # fmt: skip
    page.get_by_role("button", name="Add the claim").click()
    expect(page.get_by_role("link", name=f"{label}.")).to_be_visible()


def fill(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        field = page.locator(f"[name='{name}']")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def take_in(page: Page, site: Site) -> None:
    """Paste the article, and wait until the worker has read it."""
    page.goto(f"{site.address}/desk/")
    fill(page, text=S400_THREAT.read_text(), published=S400_PUBLISHED, publisher="Conflict Weekly")
    page.get_by_role("button", name="Take in").click()
    expect(page.get_by_text(f"{NUMBER_FACTS} of {NUMBER_FACTS} wait")).to_be_visible()


def test_five_accepted_suggestions_leave_a_signed_deal_signed(page: Page, site: Site) -> None:
    site.sign_in(page, "editor")
    deal = make_signed_deal(page, site)

    take_in(page, site)
    expect(page.locator("article mark").first).to_contain_text("Ankara may cancel its S-400 deal")
    page.get_by_text("Another deal").click()
    page.get_by_label("Deal", exact=True).select_option(label=TITLE)
    page.get_by_role("button", name="Choose").click()
    for left in range(NUMBER_FACTS - 1, -1, -1):
        page.locator(".card.is-waiting").first.focus()
        page.keyboard.press("a")
        expect(page.locator(".card.is-waiting")).to_have_count(left)
    expect(page.locator(".card.is-accepted")).to_have_count(NUMBER_FACTS)

    page.goto(deal)
    expect(page.get_by_role("button", name="Approve all drafts seen")).to_have_count(0)
    site.sign_in(page, "publisher")
    page.goto(deal)
    page.get_by_role("button", name="Approve all drafts seen").click()
    page.locator("[name='why']").fill("The article of October 2017")
    page.get_by_role("button", name="Publish").click()

    page.context.clear_cookies()
    page.goto(f"{site.address}/")
    page.get_by_role("link", name=TITLE).click()
    stands = page.get_by_label("Where it stands")
    expect(stands.locator(".is-main")).to_have_text(re.compile("Contract signed in September 2017"))
    track = stands.locator(".stand", has_text="oint production")
    expect(track).to_contain_text("Agreed in principle in October 2017, said by Turkey alone")
    for quote in ("first payment on the purchase of the S-400 system last month", "Contacts and negotiations between"):
        expect(page.get_by_role("region", name="Chronology")).to_contain_text(quote)
    expect(page.get_by_role("region", name="Chronology")).to_contain_text("“last month”")


def test_a_passage_that_is_selected_becomes_a_claim(page: Page, site: Site) -> None:
    site.sign_in(page, "editor")
    take_in_again(page, site)
    drag_over(page, "So far Moscow has sent us no refusal")
    expect(page.locator("[name='quote']")).to_have_value("So far Moscow has sent us no refusal")
    page.locator("#passage select").select_option("statement")
    page.get_by_role("button", name="Add a claim from this passage").click()
    fill(page, text="Turkey says that Moscow has not refused.", label="No refusal so far", act="confirm",
         speaker_party="Turkey", speaker_name="Mevlut Cavusoglu")  # fmt: skip
    page.get_by_role("button", name="Add the claim").click()
    page.locator(".which-deal").get_by_role("link").first.click()
    expect(page.get_by_role("link", name="Turkey says that Moscow has not refused.")).to_be_visible()


def drag_over(page: Page, words: str) -> None:
    """Select the words in the article with the mouse."""
    first, last = page.locator("article").evaluate(
        """(article, words) => {
            const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT), range = document.createRange();
            let node; while ((node = walker.nextNode()) && !node.data.includes(words));
            node.parentElement.scrollIntoView({block: "center"});
            const at = node.data.indexOf(words);
            range.setStart(node, at); range.setEnd(node, at + words.length);
            const boxes = [...range.getClientRects()], begin = boxes[0], end = boxes.at(-1);
            return [[begin.left + 1, begin.top + begin.height / 2], [end.right, end.top + end.height / 2]];
        }""",
        words,
    )
    page.mouse.move(*first)
    page.mouse.down()
    page.mouse.move(*last, steps=4)
    page.mouse.up()


def take_in_again(page: Page, site: Site) -> None:
    """The same bytes once more are the same reading: its suggestions stand as they were decided."""
    page.goto(f"{site.address}/desk/")
    fill(page, text=S400_THREAT.read_text(), published=S400_PUBLISHED, publisher="Conflict Weekly")
    page.get_by_role("button", name="Take in").click()
    expect(page.locator(".card")).to_have_count(NUMBER_FACTS)


def test_a_double_click_on_accept_makes_one_claim(page: Page, site: Site) -> None:
    site.sign_in(page, "editor")
    page.goto(f"{site.address}/desk/")
    text = S400_THREAT.read_text().replace("the first payment", "the second payment")
    fill(page, text=text, published=S400_PUBLISHED, publisher="Conflict Weekly")
    page.get_by_role("button", name="Take in").click()
    expect(page.locator(".card")).to_have_count(NUMBER_FACTS)
    page.get_by_role("button", name="Accept").first.dblclick()
    expect(page.locator(".card.is-accepted")).to_have_count(1)
    count = "SELECT count(*) FROM deals_claim c JOIN suggestions_suggestion s ON s.claim_id = c.id"
    decided = site.installation.query(f"{count} WHERE s.state = 'accepted' GROUP BY s.id ORDER BY 1 DESC LIMIT 1")
    assert decided == [(1,)]
