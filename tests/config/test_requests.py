"""What is refused before a page sees it, and whose request it is."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from config.clients import client_address
from config.encodings import HearRefusedEncodings


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "idna"])
def test_a_form_in_a_strange_character_set_is_answered_in_words(client: Client, charset: str) -> None:
    answer = client.post("/nope", b"a=b", content_type=f"application/x-www-form-urlencoded; charset={charset}")
    assert answer.status_code == 400
    assert answer.content.decode() == "Send the form as UTF-8.\n"


@pytest.mark.parametrize(
    ("asked", "is_packed"),
    [("gzip", True), ("gzip, deflate, br", True), ("gzip;q=0.1", True), ("x, gzip ; q=1.0", True), ("gzip;q=0", False),
     ("br, GZIP; q=0.000", False), ("identity, x-gzip;q=0", False), ("gzip;q=0, *", False), ("", False)],
)  # fmt: skip
def test_who_refuses_packed_answers_gets_none(asked: str, *, is_packed: bool) -> None:
    seen = HearRefusedEncodings(lambda request: HttpResponse(request.headers["Accept-Encoding"]))
    heard = seen(RequestFactory().get("/", headers={"Accept-Encoding": asked})).content.decode()
    assert ("gzip" in heard.lower()) is is_packed


@pytest.mark.parametrize(
    ("is_behind", "noted", "address"),
    [
        (False, "203.0.113.9", "127.0.0.1"),
        (True, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (True, "", "127.0.0.1"),
    ],
)
def test_a_client_s_address_is_the_proxy_s_word_only_behind_one(
    settings: object, *, is_behind: bool, noted: str, address: str
) -> None:
    settings.BEHIND_PROXY = is_behind  # type: ignore[attr-defined]
    request = RequestFactory().get("/", headers={"X-Forwarded-For": noted} if noted else {})
    assert client_address(request) == address
