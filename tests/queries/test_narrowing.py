"""What matches is found by indexes, with as many questions to the database for 2,000 deals as for twenty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from deals.models import PublishedDeal
from deals.queries import narrowing
from deals.queries.narrowing import NEWEST_FIRST, Sorted, deals_with, narrowed
from deals.queries.search import Search, search
from deals.vocabulary.sorting import Sorting
from tests.benchmarks import copies
from tests.benchmarks.shapes import HALF, PATTERNS, shapes
from tests.engines import BOOTSTRAP
from tests.queries.plans import planned

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.engines import Connection

WORDS, FACETS, PLACE = "published_by_words", "published_by_facets", "published_newest_first"
LISTS = {
    Sorting.NEWEST: PLACE,
    Sorting.OLDEST: "published_oldest_first",
    Sorting.FURTHEST: "published_furthest_first",
    Sorting.EARLIEST: "published_earliest_first",
    Sorting.TITLE: "published_by_title",
    Sorting.VALUE: "values_largest_first",
}
"""The index in whose order each list is walked."""
CURRENCY = "XXX"
VALUES = """
    INSERT INTO deals_publishedvalue (deal_id, deal_public_id, is_fictional, currency, number, mark, is_disputed, claim)
    SELECT id, deal_public_id, is_fictional, %s, id, 'exactly', false, '' FROM deals_publisheddeal
"""
"""The copies tell of no money."""


@pytest.fixture(params=[20, 2_000])
def deals(request: pytest.FixtureRequest, transactional_db: None, role_connection: Callable[[str], Connection]) -> int:
    """So many, copies of one deal with three claims."""
    shape = next(shape for shape in shapes(PATTERNS) if shape.claims == 3 and HALF in shape.words)
    superuser = role_connection(BOOTSTRAP)
    copies.multiply(superuser, copies.made([shape]), [request.param], lambda _done: None, with_history=False)
    superuser.execute(VALUES, [CURRENCY])
    superuser.execute("ANALYZE deals_publishedvalue")
    number: int = request.param
    return number


def test_indexes_find_what_matches(deals: int) -> None:
    transfer = next(token for token in PublishedDeal.objects.latest("pk").facets if token.startswith("transfer:"))
    _asks_as_much_for_few_as_for_many()
    with _limit(deals):
        assert _used(HALF) == [{WORDS}]
        assert _used("", transfer) == [{FACETS}]
        assert _used(HALF, transfer)[0] & {WORDS, FACETS}
    with _limit(deals - 1):
        assert _used(HALF) == [{WORDS}, {PLACE}]
        with patch.object(narrowing, "WALKED", 5):
            assert _used(HALF) == [{WORDS}, {PLACE}, {WORDS}]
            far = narrowed(HALF, (), after="", most=10)
        assert far == narrowed(HALF, (), after="", most=10)
    newest = PublishedDeal.objects.order_by("place").values_list("place", "pk")[:10]
    assert [(listed.place, listed.key) for listed in far.listed] == list(newest)
    assert narrowed(HALF, (), after=far.listed[4].place, most=5).listed == far.listed[5:]


def test_each_list_is_walked_in_the_order_of_its_index(deals: int) -> None:
    for sort in Sorting:
        listed = Sorted(by=sort, currency=CURRENCY if sort is Sorting.VALUE else "")
        with _limit(deals - 1):
            counted, walked = _used(HALF, sorted_by=listed)
            assert WORDS in counted
            assert walked == {LISTS[sort]}, sort
            near = narrowed(HALF, (), after="", most=10, sorted_by=listed)
            with patch.object(narrowing, "WALKED", 5):
                assert len(_used(HALF, sorted_by=listed)) == 3
                assert narrowed(HALF, (), after="", most=10, sorted_by=listed) == near
        few = narrowed(HALF, (), after="", most=10, sorted_by=listed)
        assert (few.listed, len(few.listed)) == (near.listed, 10)
        assert narrowed(HALF, (), after=few.listed[4].place, most=5, sorted_by=listed).listed == few.listed[5:]


def test_those_of_one_phase_are_not_looked_for_among_the_others(deals: int) -> None:
    phase = next(token for token in PublishedDeal.objects.latest("pk").facets if token.startswith("phase:"))
    with _limit(deals - 1), patch.object(narrowing, "_first_place", wraps=narrowing._first_place) as first:
        found = narrowed("", (phase,), after="", most=10, sorted_by=Sorted(by=Sorting.FURTHEST))
    assert first.call_count == 1
    (digit,) = {listed.place[1] for listed in found.listed}
    assert narrowing._first_place(Sorting.FURTHEST, (phase,)) == f"0{digit}"
    assert narrowing._first_place(Sorting.NEWEST, (phase,)) == ""
    assert len(found.listed) == 10


def test_the_deals_of_one_value_are_found_by_it_and_those_of_many_along_the_list(deals: int) -> None:
    phase = next(token for token in PublishedDeal.objects.latest("pk").facets if token.startswith("phase:"))
    for sort in (Sorting.NEWEST, Sorting.TITLE):
        order = Sorted(by=sort)
        with CaptureQueriesContext(connections["public"]) as caught:
            few = deals_with(phase, number=deals, after="", most=10, sorted_by=order)
        assert _plans(caught) == [{FACETS}]
        with _limit(deals - 1), CaptureQueriesContext(connections["public"]) as caught:
            near = deals_with(phase, number=deals, after="", most=10, sorted_by=order)
        assert _plans(caught) == [{LISTS[sort]}]
        assert (near, len(near)) == (few, 10)
        assert deals_with(phase, number=deals, after=few[4].place, most=5, sorted_by=order) == few[5:]
    assert deals_with("phase:nowhere", number=0, after="", most=10) == ()


def _asks_as_much_for_few_as_for_many() -> None:
    by_title = Search(words=HALF, sort=Sorting.TITLE)
    for asked, queries in ((Search(), 5), (Search(words=HALF), 5), (by_title, 5), (Search(sort=Sorting.OLDEST), 5)):
        with CaptureQueriesContext(connections["public"]) as caught:
            assert len(search(asked, most=10).deals) == 10
        reads = [query["sql"] for query in caught.captured_queries if query["sql"] not in {"BEGIN", "COMMIT"}]
        assert len(reads) == queries, reads


def _limit(number: int) -> Any:
    return patch.object(narrowing, "MATCHES_COUNTED", number)


def _used(words: str, *tokens: str, sorted_by: Sorted = NEWEST_FIRST) -> list[set[str]]:
    """Of each statement by which deals are found, the indexes that its plan has; none reads the table."""
    with CaptureQueriesContext(connections["public"]) as caught:
        narrowed(words, tokens, after="", most=10, sorted_by=sorted_by)
    return _plans(caught)


def _plans(caught: CaptureQueriesContext) -> list[set[str]]:
    return [set(_indexes(query["sql"])) for query in caught.captured_queries if "publisheddeal" in query["sql"]]


def _indexes(sql: str) -> Iterator[str]:
    plan = planned(sql)
    assert "Seq Scan" not in plan
    yield from (name for name in (WORDS, FACETS, *LISTS.values()) if name in plan)
