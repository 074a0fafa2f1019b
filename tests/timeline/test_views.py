import gzip
import json
import re
from hashlib import sha256
from html.parser import HTMLParser
from unittest.mock import patch

import pytest
from django.test import Client, RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deals.record.reading import as_document, canonical, record_from
from deals.vocabulary.kinds import Kind
from deals.vocabulary.subjects import outlet_id
from tests.timeline.conftest import RECORDS, public_record
from tests.timeline.records import claim, quoted, record
from timeline.views.asked import NotADayError, asked_day

pytestmark = pytest.mark.usefixtures("public_deals")

ADDRESSES = [
    "/",
    "/method/",
    "/deals.json",
    "/deals/dealone/",
    "/deals/practice/",
    "/deals/dealone/?as_of=2017-10-31",
    "/deals/dealone/releases/2/",
    "/deals/dealone/releases/",
    "/deals/dealone/releases/2/changes/",
    "/deals/dealone/releases/3/changes.json?since=1",
    "/deals/dealone/record.json",
    "/deals/dealone/figure.json",
    "/deals/dealone/figure.json?format=narrow",
    "/parties/partybuyer/",
    "/parties/partybuyer/party.json",
    "/parties/partyseller/?role=supplier&phase=completed",
    "/systems/q9/",
    "/systems/q9/system.json",
    "/sources/gazette/",
    "/sources/gazette/source.json",
    f"/outlets/{outlet_id('Harbour Gazette')}/",
    f"/outlets/{outlet_id('Harbour Gazette')}/outlet.json",
]
DEAL = "/deals/dealone/"


class Page(HTMLParser):
    """Ids, links and attribute names of a page; its text with blanks folded."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: set[str] = set()
        self.words = ""
        self.feed(html)
        self.words = " ".join(self.words.split())

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}
        for name, value in attrs:
            if name in {"id", "href"} and value:
                (self.ids if name == "id" else self.links).append(value)

    def handle_data(self, data: str) -> None:
        self.words += data


def read(client: Client, address: str) -> Page:
    return Page(client.get(address).content.decode())


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_public_address_answers_without_database_or_cookie(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "json" not in address])
def test_no_page_has_script_or_style_that_no_hash_allows(client: Client, address: str) -> None:
    html = client.get(address).content.decode()
    page = Page(html)
    assert not {name for name in page.attributes if name == "style" or name.startswith("on")}
    assert html.count("<style") == 1  # tests/timeline/test_weight.py compares it with the policy
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("address", [address for address in ADDRESSES if "json" not in address])
def test_ids_are_unique_and_every_link_within_the_page_arrives(client: Client, address: str) -> None:
    page = read(client, address)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_the_page_has_every_claim_with_its_sentence(client: Client) -> None:
    page = read(client, DEAL)
    for told in public_record("dealone").claims:
        assert f"claim-{told.id}" in page.ids
        assert told.text in page.words


def test_the_stage_sentence_says_who_says_it(client: Client) -> None:
    words = read(client, DEAL).words
    assert "Agreed in principle by 9 October 2017, said by Meridor alone" in words
    assert "Delivered in November 2019, said by Kestovia alone" in words


def test_the_page_counts_its_citations_and_says_what_is_not_quoted(client: Client) -> None:
    words = read(client, DEAL).words
    assert "27 citations: 3 quoted, 24 paraphrased" in words
    assert "Paraphrased, no quotation" in words
    assert "“Meridor already made the first payment last month”" in words


@pytest.mark.parametrize("kind", ["", "record.json"])
def test_no_more_of_a_source_is_quoted_than_the_setting_allows(client: Client, kind: str) -> None:
    long = claim(Kind.EVENT, "2017", citations=(quoted("word " * 100 + "end"),))
    with patch.dict(RECORDS, {"long": record(long, deal_id="long")}):
        text = client.get(f"/deals/long/{kind}").content.decode()
    assert "word word […]" in text
    assert "word " * 61 not in text


def test_a_payment_without_an_amount_is_not_published_and_not_zero(client: Client) -> None:
    words = read(client, DEAL).words
    assert "Amount amount not published" in words.replace("Amountamount", "Amount amount")
    assert "“last month”, counted from 9 October 2017" in words


def test_a_retracted_claim_stays_with_its_reason(client: Client) -> None:
    assert "Retracted. About another deal." in read(client, DEAL).words


def test_an_approval_by_the_author_is_said(client: Client) -> None:
    assert "approved by its author (a staff of one)" in read(client, DEAL).words


def test_contradictions_stand_side_by_side(client: Client) -> None:
    html = client.get(DEAL).content.decode()
    groups = [part.split("</ul>")[0] for part in html.split('class="side-by-side"')[1:]]
    assert any("#claim-csigned" in group and "#claim-csignedjuly" in group for group in groups)
    assert "On which day?" in html


def test_as_of_shows_what_sources_had_published_by_then_and_links_to_the_present(client: Client) -> None:
    page = read(client, f"{DEAL}?as_of=2017-10-31")
    assert "As known on 31 October 2017." in page.words
    assert "Later ranks, retractions and outcomes are not applied" in page.words
    assert "claim-csigned" in page.ids
    assert "claim-cfirst" not in page.ids
    assert DEAL in page.links


def test_as_of_before_any_source_says_so(client: Client) -> None:
    assert "No source held in this register had published anything" in read(client, f"{DEAL}?as_of=1999-01-01").words


@pytest.mark.parametrize(
    "day", ["yesterday", "2017", "2017-02-30", "20171031", "٢٠١٧-١٠-٣١", "2017-10-31T00", "0000-01-01"]
)
@pytest.mark.parametrize("kind", ["", "record.json", "figure.json"])
def test_as_of_anything_but_a_day_is_refused_with_a_hint(client: Client, day: str, kind: str) -> None:
    response = client.get(f"{DEAL}{kind}", {"as_of": day})
    assert response.status_code == 400
    assert "Write year, month and day" in response.content.decode()


def test_an_empty_as_of_is_the_present(client: Client) -> None:
    assert "As known on" not in read(client, f"{DEAL}?as_of=").words.split("How it came about")[0]


@given(st.text(max_size=30))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_as_of_is_a_day_or_refused(text: str) -> None:
    try:
        asked_day(RequestFactory().get("/", {"as_of": text}))
    except NotADayError as error:
        assert "Write year, month and day" in str(error)  # noqa: PT017  both ends are allowed


NOT_PUBLIC = [
    "/deals/nosuchdeal/",
    "/deals/nosuchdeal/record.json",
    "/deals/nosuchdeal/releases/",
    "/deals/nosuchdeal/releases/1/",
    "/deals/nosuchdeal/releases/1/changes/",
    "/deals/nosuchdeal/releases/one/",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_what_is_not_public_is_a_sentence_with_404(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "There is no public deal" in response.content.decode()


def test_a_practice_deal_says_that_it_is_invented(client: Client) -> None:
    assert "Practice deal." in read(client, "/deals/practice/").words
    assert "Practice deal." not in read(client, DEAL).words
    assert "practice, invented" in read(client, "/").words


def test_an_old_release_links_to_the_newest(client: Client) -> None:
    page = read(client, "/deals/dealone/releases/2/")
    assert "Release 2 of 3" in page.words
    assert "See the newest release" in page.words


def test_the_record_as_json_is_the_release_with_its_hash_and_standing(client: Client) -> None:
    found = json.loads(client.get(f"{DEAL}record.json").content)
    assert sha256(canonical(found["record"]).encode()).hexdigest() == found["sha256"]
    assert record_from(json.dumps(found["record"])) == public_record("dealone")
    assert found["standing"]["trackjoint"]["stage"] == "agreed_in_principle"
    assert found["number"] == 3


def test_the_record_as_of_a_day_has_less(client: Client) -> None:
    found = json.loads(client.get(f"{DEAL}record.json?as_of=2016-12-01").content)
    assert [claim["label"] for claim in found["record"]["claims"]] == ["Talks on air defence begin"]
    assert found["as_of"] == "2016-12-01"


def test_the_figure_of_an_unknown_format_is_refused(client: Client) -> None:
    assert client.get(f"{DEAL}figure.json?format=round").status_code == 400


def test_the_page_asks_for_its_figure_as_of_the_same_day(client: Client) -> None:
    html = client.get(f"{DEAL}releases/2/?as_of=2018-01-01").content.decode()
    assert 'data-figure="/deals/dealone/releases/2/figure.json?as_of=2018-01-01&amp;format=wide"' in html


@pytest.mark.parametrize("address", [DEAL, f"{DEAL}record.json", f"{DEAL}figure.json", f"{DEAL}releases/2/"])
def test_an_unchanged_page_answers_304_without_a_body(client: Client, address: str) -> None:
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)


def test_each_day_and_format_has_a_mark_of_its_own(client: Client) -> None:
    addresses = [DEAL, f"{DEAL}?as_of=2018-01-01", f"{DEAL}figure.json", f"{DEAL}figure.json?format=narrow"]
    assert len({client.get(address)["ETag"] for address in addresses}) == len(addresses)


def test_pages_are_compressed_for_who_can_read_that(client: Client) -> None:
    response = client.get(DEAL, headers={"Accept-Encoding": "gzip"})
    assert response["Content-Encoding"] == "gzip"
    assert response["Vary"] == "Accept-Encoding"
    refused = client.get(DEAL, headers={"Accept-Encoding": "gzip;q=0"})
    assert "Content-Encoding" not in refused
    assert gzip.decompress(response.content) == refused.content
    assert len(response.content) < len(client.get(DEAL).content) / 4


def test_pages_are_read_only(client: Client) -> None:
    assert client.post(DEAL).status_code == 405


def test_the_json_of_the_list_gives_addresses(client: Client) -> None:
    deals = json.loads(client.get("/deals.json").content)["deals"]
    assert deals[0]["address"] == DEAL
    assert deals[0]["last_on"] == "2020-12-14"


def test_as_document_survives_the_answer(client: Client) -> None:
    found = json.loads(client.get(f"{DEAL}record.json").content)["record"]
    assert found == json.loads(json.dumps(as_document(public_record("dealone"))))


@pytest.mark.parametrize("address", ["/nowhere", "/deals/%00/", "/deals/dealone/nothing.json"])
def test_an_address_without_a_page_is_a_page_of_ours_with_404(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "Arms-trade deal tracker" in response.content.decode()


def test_an_error_of_ours_is_a_page_without_details(client: Client) -> None:
    client.raise_request_exception = False
    with patch("timeline.views.finding.search", side_effect=RuntimeError("a secret")):
        response = client.get("/")
    assert response.status_code == 500
    assert "Something went wrong" in response.content.decode()
    assert "secret" not in response.content.decode()
