"""The large register that figures are taken from is a register like any other: every rule holds in it."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

import pytest
from django.db.models import Count, Max, Min

from deals.models import Claim, Deal, Member, PublishedDeal, PublishedFacet, PublishedMention, PublishedTally
from deals.queries.search import Search, search
from deals.queries.shown import shown_release
from deals.queries.verifying import verify
from deals.vocabulary.facets import facet_of
from deals.vocabulary.subjects import ALL_DEALS, GROUPED_BY
from tests import factories
from tests.benchmarks import copies, pattern
from tests.benchmarks.asking.drawing import values
from tests.benchmarks.asking.mix import COLD, LINES, mix
from tests.benchmarks.shapes import FEW, HALF, MOST_CLAIMS, PATTERNS, outlet, shapes
from tests.engines import BOOTSTRAP

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from tests.engines import Connection

    Connections = Callable[[str], Connection]

COPIES = (3, 1, 2)
OF_MANY_DEALS = {"conflict", "disputed", "due", "value"}
"""What few of these deals, or none, have."""
LACKING = "-lacking-"
COLD_LINES = sum(line.number for line in LINES if line.kind.endswith(COLD))


@pytest.mark.django_db(transaction=True)
def test_copies_of_deals_are_deals(client: Client, role_connection: Connections) -> None:
    """Three pattern deals with 3 to 24 claims, in whose place six deals are put."""
    chosen = [next(shape for shape in shapes(PATTERNS) if shape.claims == claims) for claims in (14, 3, 24)]
    told: list[int] = []
    superuser = role_connection(BOOTSTRAP)
    copies.multiply(superuser, copies.made(chosen), COPIES, told.append)
    assert told == [sum(COPIES)]
    assert [row for done in verify(without=frozenset({"rereadings"})) for row in done.findings] == []
    _each_is_a_deal_of_its_own()
    _facets_and_tallies_are_counted()
    drawn = values(lambda query: superuser.execute(query.encode()).fetchall())
    drawn |= {name: found * COLD_LINES for name, found in drawn.items() if name.startswith("cold")}
    lacking = {name for name, found in drawn.items() if not found}
    assert lacking <= OF_MANY_DEALS
    drawn |= {name: [LACKING] for name in lacking}
    addresses = {request.address for request in mix(drawn) if LACKING not in request.address}
    assert {address: status for address in addresses if (status := client.get(address).status_code) != 200} == {}
    _one_is_worked_on_like_any_deal()


def _each_is_a_deal_of_its_own() -> None:
    numbers = Deal.objects.annotate(number=Count("claims")).values_list("number", flat=True)
    assert sorted(numbers) == [3, 14, 14, 14, 24, 24]
    found = search(Search(), most=9)
    assert (len({deal.title for deal in found.deals}), found.number) == (6, 6)
    first, last = PublishedDeal.objects.aggregate(first=Min("first_on"), last=Max("last_on")).values()
    assert 1990 <= first.year <= last.year <= copies.NEWEST
    assert len(set(PublishedDeal.objects.values_list("last_on", flat=True))) > len(COPIES)


def _facets_and_tallies_are_counted() -> None:
    mentions = PublishedMention.objects.values_list("subject", "role", "counted")
    tallies = Counter((subject, role, token) for subject, role, tokens in mentions for token in tokens)
    for facets, years in PublishedDeal.objects.values_list("facets", "phase_years"):
        groups = [ALL_DEALS, *(token for token in facets if facet_of(token) in GROUPED_BY)]
        tallies.update((group, "", f"year:{told}") for group in groups for told in years)
    kept = PublishedTally.objects.values_list("subject", "role", "token", "number_deals")
    assert {(*key, number) for key, number in tallies.items()} == set(kept)
    counted = Counter(chain.from_iterable(PublishedDeal.objects.values_list("facets", flat=True)))
    assert dict(PublishedFacet.objects.values_list("token", "number_deals")) == counted


def _one_is_worked_on_like_any_deal() -> None:
    author, publisher = Member.objects.filter(role="contributor").earliest("pk"), factories.a_member("publisher")
    copy = Deal.objects.latest("pk")
    assert len(shown_release(copy.public_id).record.claims) == copy.claims.count()
    pattern.edit_and_approve(copy.claims.earliest("pk"), author, publisher)
    assert factories.a_release(copy, publisher=publisher).number == 2
    assert factories.an_approved_claim().pk > Claim.objects.filter(deal=copy).latest("pk").pk


def test_of_twelve_deals_each_is_like_another_one() -> None:
    assert [shape.copies for shape in shapes(12)] == [1] * 12 + [0] * (PATTERNS - 12)


@pytest.mark.parametrize("number", [1_000, 100_000])
def test_a_large_register_has_few_large_parties_and_many_small_ones(number: int) -> None:
    made = shapes(number)
    assert sum(shape.copies for shape in made) == number
    assert 19 < sum(shape.copies * shape.claims for shape in made) / number < 21
    assert {min(shape.claims for shape in made), max(shape.claims for shape in made)} == {3, MOST_CLAIMS}
    said = {word: sum(shape.copies for shape in made if word in shape.words) / number for word in (HALF, FEW)}
    assert 0.45 < said[HALF] < 0.55
    assert 0.02 < said[FEW] < 0.06
    for side in ("supplier", "recipient"):
        deals: Counter[str] = Counter()
        for shape in made:
            deals[getattr(shape, side)] += shape.copies
        shares = sorted((share / number for share in deals.values()), reverse=True)
        assert 0.15 < shares[0] < 0.5
        assert shares[-1] < 0.005


def test_few_outlets_stand_in_most_deals_and_most_in_few() -> None:
    deals = Counter[str]()
    for shape in shapes(100_000):
        deals.update({outlet(shape.number, source): shape.copies for source in range(0, shape.claims, 4)})
    numbers = [number for _, number in deals.most_common()]
    assert len(numbers) > 100
    assert numbers[0] > 50_000
    assert numbers[len(numbers) // 2] < 2_000
