"""Whatever is asked of a public address is answered in words with the right status, and never with an error of ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import quote_from_bytes, urlencode

import pytest
from django.urls import URLPattern
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deals.vocabulary.subjects import outlet_id
from timeline.urls import urlpatterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse
    from django.test import Client

pytestmark = pytest.mark.usefixtures("public_deals", "no_facets")

QUICKLY = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
RIGHT = {200, 301, 302, 304, 400, 404, 405}
ROUTES = [str(route.pattern) for route in urlpatterns if isinstance(route, URLPattern)]
PARAMETERS = {
    "<slug:deal_id>": ("dealone", "practice"),
    "<slug:claim_id>": ("csigned", "cjoint"),
    "<int:number>": ("1", "3"),
    "<str:text>": ("one", "-1"),
    "<slug:party_id>": ("partybuyer", "partyother"),
    "<slug:system_id>": ("q9",),
    "<slug:source_id>": ("gazette", "wire"),
    "<slug:outlet_id>": (outlet_id("Harbour Gazette"),),
}
PREFIXES = ("/", "/fr/")
NAMES = (
    "as_of",
    "kind",
    "track",
    "party",
    "side",
    "modality",
    "q",
    "format",
    "since",
    "before",
    "after",
    "view",
    "phase",
    "role",
    "by",
    "which",
    "months",
    "deal",
    "part",
    "until",
    "open",
    "sort",
)
HEADERS = ("Accept", "Accept-Language", "If-None-Match", "If-Modified-Since", "Range", "Accept-Encoding", "Cookie")
LONG = "x" * 20_000

any_text = st.text(st.characters(exclude_categories=()), max_size=30) | st.sampled_from(
    [
        "\0",
        "2017-10-31",
        "9999-12-31",
        "0001-01-01",
        "1" * 5000,
        "-1",
        LONG,
        "payment",
        "\u202e",
        "٢٠١٧-١٠-٣١",
        "trackmain",
    ]
)
odd_bytes = st.binary(max_size=20) | st.sampled_from([b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"%", b"..", b"x" * 20_000])
header_text = st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=40)
headers = st.dictionaries(
    st.sampled_from(HEADERS),
    header_text
    | st.sampled_from(["*", 'W/"x"', '"', "bytes=0-", "bytes=9-1,-5", "fr;q=x", "fr-" + LONG, "de, fr;q=0.9"]),
    max_size=3,
)
queries = st.lists(st.tuples(st.sampled_from(NAMES) | any_text, any_text), max_size=4)


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """One of the routes in one of the languages, some of its parts anything at all."""
    path = draw(st.sampled_from(ROUTES))
    for parameter, known in PARAMETERS.items():
        odd = odd_bytes.map(lambda part: quote_from_bytes(part, safe=""))
        path = path.replace(parameter, draw(st.sampled_from(known) | odd))
    return draw(st.sampled_from(PREFIXES)) + path


@pytest.fixture
def no_facets() -> Iterator[None]:
    """The register has no values to narrow by, and no names like those asked for."""
    with (
        patch("timeline.views.finding.known_tokens", lambda _given: ()),
        patch("timeline.views.finding.similar_names", lambda _words: ()),
    ):
        yield


def encoded(query: list[tuple[str, str]]) -> str:
    return urlencode(query, errors="surrogatepass")


def asked(client: Client, address: str, query: str = "", **more: Any) -> HttpResponse:
    """Raises what the view raises: an error of ours fails here, with its trace."""
    method = more.pop("method", "GET")
    return client.generic(method, f"{address}?{query}" if query else address, **more)  # type: ignore[return-value]


def assert_answered(response: HttpResponse, address: str, method: str = "GET") -> None:
    assert response.status_code in RIGHT, address
    assert not response.cookies
    if method == "HEAD" or response.status_code in {301, 302, 304, 405}:
        return
    if "json" in response["Content-Type"]:
        told = json.loads(response.content)
        assert response.status_code == 200 or told["error"]
    else:
        assert response["Content-Type"].startswith("text/html")
        assert "<h1" in response.content.decode(), address


def test_routes_are_those_of_the_public_pages() -> None:
    assert "deals/<slug:deal_id>/" in ROUTES
    known = set(PARAMETERS)
    assert not [route for route in ROUTES for part in route.split("/") if part.startswith("<") and part not in known]


@given(address=addresses(), query=queries)
@QUICKLY
def test_any_address_is_answered(client: Client, address: str, query: list[tuple[str, str]]) -> None:
    assert_answered(asked(client, address, encoded(query)), address)


@given(address=addresses(), given_headers=headers, method=st.sampled_from(["GET", "HEAD"]))
@QUICKLY
def test_any_header_is_answered(client: Client, address: str, given_headers: dict[str, str], method: str) -> None:
    response = asked(client, address, headers=given_headers, method=method)
    assert_answered(
        response if "gzip" not in response.get("Content-Encoding", "") else asked(client, address), address, method
    )
    assert method == "GET" or not response.content


@given(path=odd_bytes, query=odd_bytes)
@QUICKLY
def test_any_bytes_at_all_are_answered(client: Client, path: bytes, query: bytes) -> None:
    address = f"/{quote_from_bytes(path)}"
    assert_answered(asked(client, address, quote_from_bytes(query, safe="=&%+")), address)


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize(
    "address", ["/", "/fr/", "/deals.json", "/deals/dealone/", "/method/", "/deals/dealone/record.json"]
)
def test_only_reading_is_allowed(client: Client, address: str, method: str) -> None:
    response = asked(client, address, method=method)
    assert response.status_code == 405
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "address", ["/", "/deals/dealone/", "/method/", "/deals/dealone/record.json", "/fr/deals/dealone/"]
)
def test_a_head_says_what_a_get_would(client: Client, address: str) -> None:
    got, head = asked(client, address), asked(client, address, method="HEAD")
    assert head.status_code == got.status_code
    assert not head.content
    assert head.get("ETag") == got.get("ETag")
