"""A deal's page with filters, and the address of each entry."""

import re
from dataclasses import replace
from unittest.mock import patch

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deals.record.shape import MovedRecord
from tests.timeline.conftest import RECORDS
from tests.timeline.test_views import DEAL, Page, read

pytestmark = pytest.mark.usefixtures("public_deals")


def test_a_claim_s_own_address_leads_to_its_place_on_the_page(client: Client) -> None:
    assert client.get("/deals/dealone/claims/csigned/")["Location"] == "/deals/dealone/#claim-csigned"
    assert "/deals/dealone/claims/csigned/" in read(client, DEAL).links


def test_a_moved_claim_leads_on_to_the_deal_where_it_went(client: Client) -> None:
    gone = MovedRecord(claim="cgone", label="Went", deal="practice", why="It is about another order.")
    with patch.dict(RECORDS, {"dealone": replace(RECORDS["dealone"], moved=(gone,))}):
        assert client.get("/deals/dealone/claims/cgone/")["Location"] == "/deals/practice/claims/cgone/"


@pytest.mark.parametrize("claim_id", ["cnothing", "csigned0", "x" * 300])
def test_a_claim_in_no_public_record_is_a_sentence_with_404(client: Client, claim_id: str) -> None:
    response = client.get(f"/deals/dealone/claims/{claim_id}/")
    assert response.status_code == 404
    assert "has no entry at this address" in response.content.decode()
    assert client.get(f"/deals/nosuchdeal/claims/{claim_id}/").status_code == 404


@pytest.mark.parametrize("address", [DEAL, f"{DEAL}releases/2/", f"{DEAL}?as_of=2019-12-31"])
def test_a_filtered_page_says_how_many_entries_it_shows_and_offers_all(client: Client, address: str) -> None:
    response = client.get(address, {"kind": "payment", **({"as_of": "2019-12-31"} if "as_of" in address else {})})
    html = response.content.decode()
    page = Page(html)
    assert re.search(r"2 of \d\d entries shown", page.words)
    assert "Show all" in page.words
    assert all("kind=payment" in part for part in html.split('"') if "figure.json" in part)


@pytest.mark.parametrize("kind", ["", "figure.json"])
@pytest.mark.parametrize("query", [{"kind": "nothing"}, {"party": "\x00"}, {"side": "é" * 300}, {"q": "x" * 5000}])
def test_a_filter_that_is_none_is_refused_with_what_may_be_written(
    client: Client, kind: str, query: dict[str, str]
) -> None:
    response = client.get(f"{DEAL}{kind}", query)
    assert response.status_code == 400
    assert re.search(r"write one of: |Search for at most", response.content.decode())


def test_two_values_of_one_column_stay_chosen(client: Client) -> None:
    html = client.get(f"{DEAL}?kind=payment&kind=stage").content.decode()
    assert html.count(" selected>") == 2
    assert '<select name="kind" multiple' in html


DAYS = {"": 200, "2017-10-31": 200, " 2017-10-31 ": 200, "2017-02-30": 400, "2017": 400, "٢٠١٧-١٠-٣١": 400, "\0": 400}
VALUES = {"": 200, "payment": 200, "stage": 200, "\0": 400, "payment ": 400, "PAYMENT": 400, "é" * 300: 400}
WORDS = {"": 200, "missiles": 200, "\0": 200, " ".join("x" * 100): 200, "x" * 201: 400}


@given(
    st.sampled_from(sorted(DAYS)), st.lists(st.sampled_from(sorted(VALUES)), max_size=2), st.sampled_from(sorted(WORDS))
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_filter_has_its_answer(client: Client, day: str, kinds: list[str], words: str) -> None:
    query = {"as_of": day, "kind": kinds, "q": words}
    status = max([DAYS[day], WORDS[words], *(VALUES[kind] for kind in kinds)])
    assert client.get(DEAL, query).status_code == status
    assert client.get(f"{DEAL}figure.json", query).status_code == status
