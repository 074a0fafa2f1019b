"""Deals side by side: one axis, one list of moments, a table that adds nothing up; what is refused, and the way on."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.urls import reverse

from tests.timeline.conftest import RECORDS
from timeline.compare import MOMENTS, Compared, compare_page

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.usefixtures("public_deals")

BOTH = "?deal=dealone&deal=practice"


def made() -> list[Compared]:
    return [Compared(record=record, naming=()) for record in RECORDS.values()]


def cells(label: str) -> list[list[str]]:
    (row,) = (row for row in compare_page(made()).rows if row.label == label)
    return [[said.text for said in cell.said] for cell in row.cells]


def test_all_charts_have_one_axis() -> None:
    early = made()
    late = replace(early[1].record, claims=early[1].record.claims[-2:])
    page = compare_page([early[0], Compared(record=late, naming=())])
    axes = [re.findall(r'class="rule rule-year" d="M([0-9.]+)', column.wide) for column in page.columns]
    assert axes[0] == axes[1] != []


def test_every_mark_leads_to_its_fact_on_the_deals_own_page() -> None:
    for column in compare_page(made()).columns:
        links = re.findall(r'class="mark[^"]*" href="([^"]+)"', column.wide)
        assert 0 < len(links) <= MOMENTS
        assert all(link.startswith(f"/deals/{column.record.deal_id}/#claim-") for link in links)
        assert sorted(links) == sorted(re.findall(r'class="mark[^"]*" href="([^"]+)"', column.narrow))


def test_the_numbers_of_the_narrow_charts_are_the_places_in_the_list() -> None:
    page = compare_page(made())
    numbers = [int(n) for column in page.columns for n in re.findall(r'class="number"[^>]*>([0-9]+)<', column.narrow)]
    assert sorted(numbers) == list(range(1, len(page.moments) + 1))
    assert {moment.deal for moment in page.moments} == {deal.record.title for deal in made()}


def test_no_id_stands_twice_in_the_page(client: Client) -> None:
    html = client.get(f"/compare/{BOTH}").content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_the_table_says_what_each_deals_own_page_says() -> None:
    assert cells("Supplier") == [["Kestovia"], ["Kestovia"]]
    assert cells("Recipient") == [["Meridor"], ["Meridor"]]
    assert any("not published" in words for words in cells("Promised and done")[0])


def test_what_nobody_published_is_no_zero(client: Client) -> None:
    bare = replace(RECORDS["practice"], claims=(), systems={}, last_checked_on=None)
    with patch.dict(RECORDS, practice=bare):
        html = client.get(f"/compare/{BOTH}").content.decode()
        document = json.loads(client.get(f"/compare.json{BOTH}").content)
    assert "not published" in html
    (row,) = (row for row in document["rows"] if row["label"] == "Weapon systems")
    assert row["cells"][1] == {"deal": "practice", "said": None}
    assert "No entry of this deal has a date yet." in html


def test_the_past_is_told_of_all_deals(client: Client) -> None:
    html = client.get(f"/compare/{BOTH}&as_of=2017-10-31").content.decode()
    assert "by 31 October 2017" in html
    assert 'name="as_of" value="2017-10-31"' in html
    assert html.count('<input type="hidden" name="deal"') == 2
    assert "/deals/dealone/?as_of=2017-10-31#claim-" in html
    assert f'href="{BOTH.replace("&", "&amp;")}"' in html
    document = json.loads(client.get(f"/compare.json{BOTH}&as_of=2017-10-31").content)
    assert document["as_of"] == "2017-10-31"


def test_the_page_and_its_data_tell_the_same(client: Client) -> None:
    page, document = compare_page(made()), json.loads(client.get(f"/compare.json{BOTH}").content)
    assert [one["label"] for one in document["moments"]] == [one.label for one in page.moments]
    assert [one["label"] for one in document["rows"]] == [row.label for row in page.rows]
    assert [one["id"] for one in document["deals"]] == ["dealone", "practice"]


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [("", 400, "Nothing is chosen"), ("?deal=dealone", 400, "One deal is chosen"),
     ("?deal=dealone&deal=dealone", 400, "named twice"),
     ("?deal=1&deal=2&deal=3&deal=4&deal=5", 400, "5 deals are too many"),
     ("?deal=dealone&deal=nosuch", 404, "There is no public deal “nosuch”."),
     ("?deal=dealone&deal=%00", 404, "There is no public deal"), (f"{BOTH}&as_of=soon", 400, "“soon” is not a day.")],
)  # fmt: skip
def test_what_cannot_be_compared_is_told_in_words(client: Client, query: str, status: int, words: str) -> None:
    page, document = client.get(f"/compare/{query}"), client.get(f"/compare.json{query}")
    assert (page.status_code, document.status_code) == (status, status)
    assert words in page.content.decode()
    assert words in json.loads(document.content)["error"]
    assert f'href="{reverse("timeline:deals")}"' in page.content.decode()


def test_a_refusal_leads_to_what_can_be_compared(client: Client) -> None:
    there = 'href="/compare/?deal=dealone&amp;deal=practice"'
    assert there in client.get(f"/compare/{BOTH}&deal=practice").content.decode()
    assert there in client.get(f"/compare/{BOTH}&deal=nosuch").content.decode()


def test_what_the_asker_has_already_is_not_sent_again(client: Client) -> None:
    for address in ("/compare/", "/compare.json"):
        first = client.get(address + BOTH)
        again = client.get(address + BOTH, headers={"If-None-Match": first["ETag"]})
        assert (first.status_code, again.status_code) == (200, 304)


def test_the_lists_form_leads_here_without_script(client: Client) -> None:
    html = client.get("/").content.decode()
    assert '<form id="compare" class="small" action="/compare/">' in html
    assert '<input type="checkbox" form="compare" name="deal" value="dealone">' in html


def test_what_was_signed_stays_signed_once_it_is_delivered() -> None:
    assert cells("Instrument") == [["Supply contract"]] * 2
