"""Where sources disagree, and what one side alone says: the answers side by side, each a link to its fact."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from django.utils.translation import override

from deals.queries.lines import LineRows
from deals.vocabulary.kinds import Kind
from deals.vocabulary.listings import Listing
from deals.vocabulary.parties import Side
from tests.timeline.conftest import LINE_PLACE, newest_lines
from timeline.conflicts import Asked, LinesPage, lines_page

if TYPE_CHECKING:
    from django.test import Client

CONFLICTS, ONE_SIDED = "/conflicts/", "/one-sided/"
DATA = {CONFLICTS: "/conflicts.json", ONE_SIDED: "/one-sided.json"}


def made(*, is_one_sided: bool = False, **asked: object) -> LinesPage:
    given = Asked(is_one_sided=is_one_sided, **asked)  # type: ignore[arg-type]
    return lines_page(given, newest_lines(given.listings, kind=given.kind, after="", most=9))


def test_each_answer_stands_with_who_says_it_and_leads_to_its_fact() -> None:
    (line,) = (line for line in made(kind=Kind.STAGE).lines if line.asks == "On which day?")
    assert [(version.day, version.fact.address, version.fact.said_by) for version in line.versions] == [
        ("25 July 2017", "/deals/dealone/claims/csignedjuly/", "the recipient alone (Meridor)"),
        (
            "between 22 August and 12 September 2017",
            "/deals/dealone/claims/csigned/",
            "both sides (Meridor and Kestovia)",
        ),
    ]
    assert (line.known_since, line.is_decided, line.others) == ("13 September 2017", False, "")


def test_answers_that_are_not_shown_are_counted() -> None:
    (row, *_) = newest_lines([Listing.CONFLICT], kind=None, after="", most=9).lines
    more = replace(row, told={**row.told, "number": len(row.told["versions"]) + 3})
    (line,) = lines_page(Asked(is_one_sided=False), LineRows(lines=(more,), next_place="")).lines
    assert line.others == "and 3 more"


def test_a_one_sided_fact_tells_its_day_its_kind_and_its_side() -> None:
    found = made(is_one_sided=True, side=Side.SUPPLIER).lines
    assert {told.line.fact.said_by for told in found} == {"the supplier alone (Kestovia)"}
    assert ("November 2019", "Stage report") in [(told.day, told.line.kind) for told in found]


def test_choices_keep_the_others_and_begin_anew() -> None:
    page = made(is_one_sided=True, side=Side.SUPPLIER, kind=Kind.ORDER, after=LINE_PLACE)
    assert [(choice.label, choice.query) for choice in page.sides if choice.is_current] == [
        ("The supplier alone", "?kind=order&side=supplier")
    ]
    assert page.kinds[0].query == "?side=supplier"
    assert (page.query, page.none) == (
        f"?kind=order&side=supplier&after={LINE_PLACE}",
        "Nothing stands after this place.",
    )
    assert made().sides == ()


def test_an_empty_list_says_so_in_a_sentence() -> None:
    assert made(kind=Kind.EVENT).none == "This register holds no such conflict."
    assert made(is_one_sided=True).none == "This register holds no such fact."


def test_questions_and_words_are_told_in_french() -> None:
    with override("fr"):
        page = made(kind=Kind.STAGE)
    assert "Quel jour\N{NARROW NO-BREAK SPACE}?" in [line.asks for line in page.lines]


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize(
    ("address", "says"),
    [(f"{CONFLICTS}?kind=deal", "“deal” is not a value of “kind”"),
     (f"{CONFLICTS}?after=7", "no such place in the list"),
     (f"{ONE_SIDED}?kind=statement", "It has these: stage, payment, delivery, order, valuation."),
     (f"{ONE_SIDED}?side=both", "It has these: recipient, supplier.")],
)  # fmt: skip
def test_what_is_no_choice_is_refused_in_words(client: Client, address: str, says: str) -> None:
    path, _, query = address.partition("?")
    page, told = client.get(address), client.get(f"{DATA[path]}?{query}")
    assert (page.status_code, told.status_code) == (400, 400)
    assert says in page.content.decode()
    assert says in json.loads(told.content)["error"]


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", DATA)
def test_the_page_leads_on_and_the_json_says_the_same(client: Client, address: str) -> None:
    html, told = client.get(address).content.decode(), json.loads(client.get(DATA[address]).content)
    assert f'rel="next" href="?after={LINE_PLACE}"' in html
    assert told["next"] == f"{DATA[address]}?after={LINE_PLACE}"
    claims = {fact["claim"] for line in told["lines"] for fact in line.get("versions", [line])}
    assert claims
    assert all(f"/deals/dealone/claims/{claim}/" in html for claim in claims)
    assert f'href="{address}"' in client.get("/deals/dealone/").content.decode()


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", [*DATA, *DATA.values(), f"/fr{CONFLICTS}", f"{ONE_SIDED}?side=supplier"])
def test_an_unchanged_page_is_not_sent_again(client: Client, address: str) -> None:
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(f"{ONE_SIDED}?side=recipient")["ETag"] != etag
