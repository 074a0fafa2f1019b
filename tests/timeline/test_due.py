"""What is due and overdue, for readers: each line with its deal, its proof and who said it; what is refused."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.utils.translation import override

from deals.queries.lines import LineRows
from deals.vocabulary.kinds import Kind
from tests.timeline.conftest import LINE_PLACE, TODAY, due_soon, overdue
from timeline.due import MONTHS_MOST, Asked, DuePage, Which, due_page
from timeline.line_lists import OfParty

if TYPE_CHECKING:
    from django.test import Client

ADDRESS, DATA = "/due/", "/due.json"


def made(asked: Asked | None = None, **found: LineRows) -> DuePage:
    asked = asked or Asked(on=TODAY)
    both = {Which.SOON: due_soon(TODAY, TODAY, kind=None, after="", most=9),
            Which.OVERDUE: overdue(TODAY, kind=None, after="", most=9)}  # fmt: skip
    return due_page(asked, found or both)


def test_a_line_tells_by_when_it_was_promised_and_leads_to_the_fact_and_what_stopped_it() -> None:
    soon, late = made().lists
    assert (soon.heading, soon.lines[0].promised, soon.lines[0].said_on) == (
        "Due within 12 months", "2021", "February 2018",
    )  # fmt: skip
    assert soon.lines[0].line.fact.address == "/deals/dealone/claims/cdue/"
    assert (late.heading, late.lines[0].promised) == ("Overdue", "by the end of 2019")
    assert late.lines[0].part == "/deals/dealone/claims/cpart/"
    assert (late.lines[0].stopped, late.lines[0].stopped_address) == (
        "Suspended since March 2019", "/deals/dealone/claims/cstop/",
    )  # fmt: skip


def test_overdue_is_no_accusation() -> None:
    _, late = made().lists
    assert "no source in this register says that it happened" in late.note


def test_an_empty_list_says_so_in_a_sentence() -> None:
    nothing = LineRows(lines=(), next_place="")
    soon, late = made(**{Which.SOON: nothing, Which.OVERDUE: nothing}).lists
    assert soon.none == "Nothing is promised for a day until 20 December 2021."
    assert late.none == "Nothing that was promised for a day before today is without an outcome."
    (late,) = made(Asked(on=TODAY, which=Which.OVERDUE, after=LINE_PLACE), **{Which.OVERDUE: nothing}).lists
    assert late.none == "Nothing stands after this place."


@pytest.mark.parametrize(
    ("on", "months", "until"),
    [(date(2026, 11, 28), 12, date(2027, 11, 28)), (date(2027, 11, 30), 3, date(2028, 2, 29)),
     (date(2028, 2, 29), 12, date(2029, 2, 28)), (date(2026, 12, 31), 1, date(2027, 1, 31)),
     (date(2026, 1, 1), MONTHS_MOST, date(2036, 1, 1))],
)  # fmt: skip
def test_the_window_ends_on_the_same_day_of_a_later_month(on: date, months: int, until: date) -> None:
    assert Asked(on=on, months=months).until == until


def test_choices_keep_the_others_and_begin_anew() -> None:
    page = made(Asked(on=TODAY, months=36, kind=Kind.ORDER, which=Which.SOON, after=LINE_PLACE))
    assert [(choice.label, choice.query) for choice in page.kinds if choice.is_current] == [
        ("Order", "?which=soon&kind=order&months=36")
    ]
    assert [choice.query for choice in page.windows] == [
        "?which=soon&kind=order&months=3", "?which=soon&kind=order", "?which=soon&kind=order&months=36",
    ]  # fmt: skip
    assert [(choice.query, choice.is_current) for choice in page.whichs] == [
        ("?kind=order&months=36", False), ("?which=soon&kind=order&months=36", True),
        ("?which=overdue&kind=order&months=36", False),
    ]  # fmt: skip


def test_it_is_told_in_french() -> None:
    with override("fr"):
        soon, late = made().lists
    assert (soon.heading, late.heading) == ("Attendu d’ici 12\N{NO-BREAK SPACE}mois", "En retard")
    assert late.lines[0].promised == "fin 2019 au plus tard"


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize(
    ("query", "says"),
    [("months=0", "“0” is no number of months. Write 1 to 120."), ("months=121", "no number of months"),
     ("months=٣", "no number of months"), ("months=-1", "no number of months"),
     ("kind=event", "“event” is not a value of “kind”. It has these: delivery, payment, order, stage."),
     ("which=all", "“all” is not a value of “which”. It has these: overdue, soon."),
     (f"after={LINE_PLACE}", "no such place in both lists"), ("which=soon&after=7", "no such place in the list"),
     ("which=soon&after=2019-12-31.x%00.00001", "no such place in the list")],
)  # fmt: skip
@pytest.mark.parametrize("address", [ADDRESS, DATA])
def test_what_is_no_choice_is_refused_in_words(client: Client, address: str, query: str, says: str) -> None:
    answer = client.get(f"{address}?{query}")
    told = json.loads(answer.content)["error"] if address == DATA else answer.content.decode()
    assert answer.status_code == 400
    assert says in told


@pytest.mark.usefixtures("public_deals")
def test_the_page_leads_on_to_each_list_alone(client: Client) -> None:
    html = client.get(ADDRESS).content.decode()
    assert f'rel="next" href="?which=soon&amp;after={LINE_PLACE}"' in html
    assert f'rel="next" href="?which=overdue&amp;after={LINE_PLACE}"' in html
    assert '<a href="/due/">Due</a>' in client.get("/").content.decode()
    alone = client.get(f"{ADDRESS}?which=overdue").content.decode()
    assert ("soon-title" in alone, "overdue-title" in alone) == (False, True)


@pytest.mark.usefixtures("public_deals")
def test_the_same_stands_in_the_json(client: Client) -> None:
    told = json.loads(client.get(DATA).content)
    assert (told["on"], told["until"]) == ("2020-12-20", "2021-12-20")
    assert told[Which.SOON]["next"] == f"{DATA}?which=soon&after={LINE_PLACE}"
    (line, _) = told[Which.OVERDUE]["lines"]
    assert (line["deal"], line["address"], line["claim"], line["promised"]) == (
        "dealone", "/deals/dealone/", "clate", "../2019",
    )  # fmt: skip
    assert line["stopped"] == {"stage": "suspended", "since": "2019-03", "claim": "cstop"}


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", [ADDRESS, DATA, f"/fr{ADDRESS}"])
def test_an_unchanged_page_is_not_sent_again_on_the_same_day(client: Client, address: str) -> None:
    etag = client.get(address)["ETag"]
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    with patch("timeline.views.due.today", lambda: TODAY + timedelta(days=1)):
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", ["/due/", "/conflicts/", "/one-sided/", "/changes/"])
def test_each_list_is_narrowed_to_a_party(client: Client, address: str) -> None:
    html = client.get(f"{address}?party=partybuyer").content.decode()
    assert 'Only of deals in which <a href="/parties/partybuyer/"><bdi>Meridor</bdi></a> has a role.' in html
    assert " · Meridor – Arms-trade deal tracker</title>" in html
    assert '<a href="?">Show those of all parties</a>' in html
    assert "party=partybuyer&amp;after=" in html
    assert "Only of deals" not in client.get(address).content.decode()


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", ["/due.json", "/conflicts.json", "/one-sided.json", "/changes.json"])
def test_the_json_of_a_list_is_narrowed_to_a_party(client: Client, address: str) -> None:
    told = json.loads(client.get(f"{address}?party=partybuyer").content)
    assert told["party"] == "partybuyer"
    assert json.loads(client.get(address).content)["party"] is None
    further = told[Which.SOON]["next"] if address == DATA else told["next"]
    assert "party=partybuyer&after=" in further


@pytest.mark.usefixtures("public_deals")
@pytest.mark.parametrize("address", ["/due/", "/due.json", "/conflicts/", "/one-sided.json", "/changes/"])
def test_a_party_that_no_deal_has_is_refused_in_words(client: Client, address: str) -> None:
    answer = client.get(f"{address}?party=nob%00dy")
    told = json.loads(answer.content)["error"] if address.endswith("json") else answer.content.decode()
    assert answer.status_code == 400
    assert "No public deal has the party “nob�dy”." in told


def test_choices_keep_the_party_and_nothing_of_it_is_said_in_a_sentence() -> None:
    asked, nothing = Asked(on=TODAY, party=OfParty(id="p1", name="Meridor")), LineRows(lines=(), next_place="")
    page = made(asked, **{Which.SOON: nothing})
    assert [choice.query for choice in page.whichs] == ["?party=p1", "?which=soon&party=p1", "?which=overdue&party=p1"]
    assert page.lists[0].none == "Nothing of this party’s deals stands in this list."
