"""What a deal's pages need, and how little is asked for it, however long the deal is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.cache import caches
from django.db import connections

from deals.queries.published import parsed
from deals.queries.shown import NoSuchReleaseError, shown_release
from tests import factories

if TYPE_CHECKING:
    from django.test import Client

    from deals.models import Deal

pytestmark = pytest.mark.django_db
PAGES = ["", "?as_of=2031-10-31", "?q=talks", "releases/1/", "record.json", "figure.json", "releases/1/figure.json"]


@pytest.fixture(params=[1, 20])
def deal(request: pytest.FixtureRequest) -> Deal:
    """Published, with one claim or with twenty."""
    deal = factories.an_approved_claim().deal
    for _ in range(request.param - 1):
        factories.an_approved_claim(deal=deal)
    factories.a_release(deal)
    parsed.cache_clear()
    caches["pages"].clear()
    return deal


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_two_queries_at_first_and_one_when_it_is_kept(
    client: Client, deal: Deal, page: str, django_assert_num_queries: Any
) -> None:
    address = f"/deals/{deal.public_id}/{page}"
    with django_assert_num_queries(2, connection=connections["public"]):
        answer = client.get(address)
    assert answer.status_code == 200
    with django_assert_num_queries(1, connection=connections["public"]):
        assert client.get(address).content == answer.content
    with django_assert_num_queries(1, connection=connections["public"]):
        assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


@pytest.mark.parametrize("page", ["compare/", "compare.json"])
@pytest.mark.parametrize("day", ["", "&as_of=2031-10-31"])
def test_deals_side_by_side_ask_for_each_what_its_own_page_asks(
    client: Client, deal: Deal, page: str, day: str, django_assert_num_queries: Any
) -> None:
    other = factories.an_approved_claim().deal
    factories.a_release(other)
    address = f"/{page}?deal={deal.public_id}&deal={other.public_id}{day}"
    with django_assert_num_queries(4, connection=connections["public"]):
        answer = client.get(address)
    assert answer.status_code == 200
    with django_assert_num_queries(2, connection=connections["public"]):
        assert client.get(address).content == answer.content
    with django_assert_num_queries(2, connection=connections["public"]):
        assert client.get(address, headers={"If-None-Match": answer["ETag"]}).status_code == 304


def test_a_page_changes_its_mark_with_language_release_and_what_names_it(client: Client, deal: Deal) -> None:
    addresses = (f"/deals/{deal.public_id}/", f"/fr/deals/{deal.public_id}/", f"/deals/{deal.public_id}/?q=talks")
    marks = [client.get(address)["ETag"] for address in addresses]
    factories.an_approved_claim(deal=deal)
    factories.a_release(deal)
    assert len({*marks, client.get(addresses[0])["ETag"]}) == 4


def test_a_page_is_sent_packed_to_those_who_can_unpack_it(client: Client, deal: Deal) -> None:
    address = f"/deals/{deal.public_id}/"
    packed = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert (packed["Content-Encoding"], packed["Vary"]) == ("gzip", "Accept-Encoding")
    assert "Content-Encoding" not in plain
    assert len(packed.content) < len(plain.content)


def test_an_unknown_release_says_which_is_the_newest(deal: Deal) -> None:
    for number in (0, 2, 10**30):
        with pytest.raises(NoSuchReleaseError) as refused:
            shown_release(deal.public_id, number=number)
        assert refused.value.newest == 1


def test_every_part_of_the_query_finds_its_rows_by_an_index(deal: Deal) -> None:
    from deals.queries.shown import SHOWN  # noqa: PLC0415

    with connections["default"].cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {SHOWN}", {"deal": deal.public_id, "number": None, "end": None})
        plan = "\n".join(row for (row,) in cursor.fetchall())
    assert "Seq Scan" not in plan
