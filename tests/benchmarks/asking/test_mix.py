"""What is asked of large registers: as many requests as the figures say, and every page over all deals among them."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from django.urls import resolve

from tests.benchmarks.asking.drawing import values
from tests.benchmarks.asking.mix import COLD, mix
from tests.benchmarks.shapes import HALF
from timeline.urls import urlpatterns

WANTED = 200
OF_WORDS_ALONE = {"method", "components"}
OF_ONE = {"deal", "party", "system", "source", "outlet"}


def drawn() -> list[str]:
    """The addresses, with what a register would have to draw from made up."""
    asked = values(lambda statement: [(f"{len(statement)}x{number}",) for number in range(30)])
    return [request.address for request in mix(asked)]


def test_there_are_two_hundred_requests_and_a_quarter_has_the_word_of_half_the_deals() -> None:
    addresses = drawn()
    words = [parse_qs(urlsplit(address).query).get("q", [""])[0].split() for address in addresses]
    assert len(addresses) == WANTED
    assert sum(HALF in asked for asked in words) * 4 == WANTED


def test_what_is_cold_is_asked_once_and_the_mix_is_the_same_each_time() -> None:
    some = {name: [str(number) for number in range(WANTED)] for name in values(lambda _statement: [])}
    cold = [request.address for request in mix(some) if request.kind.endswith(COLD)]
    assert len(cold) == len(set(cold)) > 0
    assert mix(some) == mix(some)


def test_what_is_compared_cold_is_asked_once() -> None:
    asked = [parse_qs(urlsplit(address).query)["deal"] for address in drawn() if "/compare/" in address]
    deals = [deal for several in asked for deal in several]
    assert len(deals) == len(set(deals)) >= 2 * len(asked) > 0


def test_every_page_over_all_deals_is_asked_and_every_kind_of_page_of_one() -> None:
    asked = {resolve(urlsplit(address).path.removeprefix("/fr")).url_name for address in drawn()}
    routes = {str(route.pattern): str(route.name) for route in urlpatterns if route.name}
    pages = {name for pattern, name in routes.items() if "<" not in pattern and not pattern.endswith(".json")}
    assert pages - OF_WORDS_ALONE | OF_ONE <= asked
