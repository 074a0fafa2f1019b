from contextlib import suppress
from urllib.parse import urlencode

import pytest
from django.test import Client, RequestFactory
from hypothesis import example, given
from hypothesis import strategies as st

from timeline.views.asked import NotADayError
from timeline.views.windows import NotAWindowError, refuse_no_window

pytestmark = pytest.mark.usefixtures("public_deals")

DEAL = "/deals/dealone/"
texts = st.text(max_size=60)


@pytest.mark.parametrize("address", [DEAL, f"{DEAL}releases/2/"])
def test_a_page_opens_with_a_window_of_its_chart(client: Client, address: str) -> None:
    asked = client.get(address, {"view": "explore", "from": "2017-01-01", "to": "2018-12-31"})
    assert asked.status_code == 200
    assert "How it came about" in asked.content.decode()


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({"view": "globe"}, "“globe” is not a view. Write view=explore"),
        ({"view": "explore", "from": "2017", "to": "2018-12-31"}, "“2017” is not a day."),
        ({"view": "explore", "from": "2017-01-01", "to": "2017-02-30"}, "“2017-02-30” is not a day."),
        ({"view": "explore", "from": "2017-01-01"}, "A window has two ends."),
        ({"view": "explore", "from": "2019-01-01", "to": "2018-12-31"}, "A window ends after it begins"),
    ],
)
def test_a_window_that_could_not_be_opened_is_refused_in_words(
    client: Client, asked: dict[str, str], told: str
) -> None:
    response = client.get(DEAL, asked)
    assert response.status_code == 400
    assert told in response.content.decode()


@given(view=texts, first=texts, last=texts)
@example(view="explore", first="0001-01-01", last="9999-12-31")
def test_any_window_is_opened_or_refused(view: str, first: str, last: str) -> None:
    query = urlencode({"view": view, "from": first, "to": last})
    with suppress(NotAWindowError, NotADayError):
        refuse_no_window(RequestFactory().get(f"/?{query}"))
