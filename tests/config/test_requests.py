"""What is refused before a page sees it, and whose request it is."""

import pytest
from django.test import Client, RequestFactory

from config.clients import client_address


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "idna"])
def test_a_form_in_a_strange_character_set_is_answered_in_words(client: Client, charset: str) -> None:
    answer = client.post("/nope", b"a=b", content_type=f"application/x-www-form-urlencoded; charset={charset}")
    assert answer.status_code == 400
    assert answer.content.decode() == "Send the form as UTF-8.\n"


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
