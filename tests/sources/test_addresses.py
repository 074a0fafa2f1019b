import pytest

from deals.sources.addresses import Address, AddressError


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "begin with http"),
        ("news.example/page", "begin with http"),
        ("ftp://news.example/", "begin with http"),
        ("file:///etc/passwd", "begin with http"),
        ("javascript:alert(1)", "begin with http"),
        ("data:text/html,hello", "begin with http"),
        ("gopher://127.0.0.1:6379/_FLUSHALL", "begin with http"),
        ("http://", "host name"),
        ("http:///path", "host name"),
        ("https://user@news.example/", "user name"),
        ("https://news.example:secret@10.0.0.1/", "user name"),
        ("https://news.example\\@10.0.0.1/", "backslash"),
        ("https://news.example/a b", "blank"),
        ("https://news.example/\r\nHost: other", "control character"),
        ("https://news.example:99999/", "port"),
        ("https://news.example:port/", "port"),
        ("https://-news.example/", "host name"),
        ("https://news..example/", "host name"),
        ("https://%31%32%37.0.0.1/", "host name"),
        ("https://news.example%00.other/", "host name"),
        ("https://[::1", "cannot be read"),
        ("https://[fe80::1%eth0]/", "network card"),
        ("https://[v1.news]/", "cannot be read|IPv6"),
        ("https://0x7f.1/", "is a number"),
        ("https://2130706433/", "is a number"),
        ("https://0177.0.0.1/", "is a number"),
        ("https://127.1/", "is a number"),
        ("https://news.example/\ud800", "half a character"),
        ("https://news.example/" + "a" * 2_000, "longer than 2,000"),
        ("https://news.example/#" + "a" * 2_000, "longer than 2,000"),
        ("https://news.example/" + "\u00e9" * 900, "longer than 2,000"),
    ],
)
def test_parsing_what_is_no_plain_web_address_is_refused_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(AddressError, match=reason):
        Address.parse(text)


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://NEWS.Example/", "news.example"),
        ("https://news.example./", "news.example"),
        ("https://b\u00fccher.example/", "xn--bcher-kva.example"),
        ("https://news\u3002example/", "news.example"),
        ("https://\uff11\uff12\uff17.0.0.1/", "127.0.0.1"),
        ("https://[2606:2800:0220::0001]/", "2606:2800:220::1"),
    ],
)
def test_a_host_has_one_spelling(text: str, host: str) -> None:
    assert Address.parse(text).host == host


def test_an_address_gives_what_a_request_needs() -> None:
    address = Address.parse("http://[2606:2800:220::1]:8080/a?b=1#part")
    assert (address.authority, address.target, address.port) == ("[2606:2800:220::1]:8080", "/a?b=1", 8080)
    assert str(address) == "http://[2606:2800:220::1]:8080/a?b=1"
