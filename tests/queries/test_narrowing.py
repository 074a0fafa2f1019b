"""What matches is found by indexes, with as many questions to the database for 2,000 deals as for twenty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from deals.models import PublishedDeal
from deals.queries import narrowing
from deals.queries.narrowing import narrowed
from deals.queries.search import Search, search
from tests.benchmarks import copies
from tests.benchmarks.shapes import HALF, PATTERNS, shapes
from tests.engines import BOOTSTRAP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.engines import Connection

WORDS, FACETS, PLACE = "published_by_words", "published_by_facets", "deals_publisheddeal_place"


@pytest.fixture(params=[20, 2_000])
def deals(request: pytest.FixtureRequest, transactional_db: None, role_connection: Callable[[str], Connection]) -> int:
    """So many, copies of one deal with three claims."""
    shape = next(shape for shape in shapes(PATTERNS) if shape.claims == 3 and HALF in shape.words)
    superuser = role_connection(BOOTSTRAP)
    copies.multiply(superuser, copies.made([shape]), [request.param], lambda _done: None, with_history=False)
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
        assert far.places == tuple(PublishedDeal.objects.order_by("place").values_list("place", flat=True)[:10])
    assert narrowed(HALF, (), after=far.places[4], most=5).places == far.places[5:]


def _asks_as_much_for_few_as_for_many() -> None:
    for asked, queries in ((Search(), 5), (Search(words=HALF), 5)):
        with CaptureQueriesContext(connections["public"]) as caught:
            assert len(search(asked, most=10).deals) == 10
        reads = [query["sql"] for query in caught.captured_queries if query["sql"] not in {"BEGIN", "COMMIT"}]
        assert len(reads) == queries, reads


def _limit(number: int) -> Any:
    return patch.object(narrowing, "MATCHES_COUNTED", number)


def _used(words: str, *tokens: str) -> list[set[str]]:
    """Of each statement by which deals are found, the indexes that its plan has; none reads the table."""
    with CaptureQueriesContext(connections["public"]) as caught:
        narrowed(words, tokens, after="", most=10)
    return [set(_indexes(query["sql"])) for query in caught.captured_queries if "publisheddeal" in query["sql"]]


def _indexes(sql: str) -> Iterator[str]:
    with transaction.atomic(), connections["default"].cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}")
        plan = "\n".join(row for (row,) in cursor.fetchall())
    assert "Seq Scan" not in plan
    yield from (name for name in (WORDS, FACETS, PLACE) if name in plan)
