import pytest
from hypothesis import given
from hypothesis import strategies as st

from deals.sources.addresses import AddressError
from deals.sources.canonical import canonical_address, is_same_site


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("HTTPS://News.Example:443", "https://news.example/"),
        ("http://news.example:80/a", "http://news.example/a"),
        ("https://news.example:8443/a", "https://news.example:8443/a"),
        ("https://news.example/a/./b/../c", "https://news.example/a/c"),
        ("https://news.example/../../a/..", "https://news.example/"),
        ("https://news.example/a/.", "https://news.example/a/"),
        ("https://news.example/a#top", "https://news.example/a"),
        ("https://news.example/%7euser/%e2%82%ac", "https://news.example/~user/%E2%82%AC"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/%2e%2e/a", "https://news.example/a"),
        ("https://news.example/\u00fc?q=\u0131", "https://news.example/%C3%BC?q=%C4%B1"),
        ("https://news.example/?utm_source=x&id=7&UTM_medium=y&fbclid=z", "https://news.example/?id=7"),
        ("https://news.example/?utm_source=x", "https://news.example/"),
        ("https://news.example/?b=2&a=1&b=1", "https://news.example/?a=1&b=2&b=1"),
        ("https://news.example/?a&&b=", "https://news.example/?a&b="),
        ("  https://news.example/a \n", "https://news.example/a"),
    ],
)
def test_one_page_has_one_address(raw: str, wanted: str) -> None:
    assert canonical_address(raw) == wanted


@given(
    st.builds(
        "https://news.example{}?{}".format,
        st.text(alphabet="/.%2eE\u00e9~a;:[]", max_size=20),
        st.text(alphabet="ab&=%;utm_\u00e9[]|", max_size=20),
    )
)
def test_the_canonical_address_of_a_canonical_address_is_itself(url: str) -> None:
    try:
        once = canonical_address(url)
    except AddressError:
        return
    assert canonical_address(once) == once


def test_mirrors_of_one_outlet_are_the_same_site() -> None:
    assert is_same_site("https://www.news.example/a", "http://m.news.example/b")
    assert not is_same_site("https://news.example/a", "https://other.example/a")
    assert not is_same_site("https://blog.hosting.example/a", "https://hosting.example/a")
