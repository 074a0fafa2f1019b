"""The register from far: numbers of deals by group, year and phase, of a real register, as large as it may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from deals.actions.moving import withdraw_deal
from deals.actions.publishing import publish, rebuild_published
from deals.models import Deal, Party, PublishedTally
from deals.queries.overview import GroupPlace, NoSuchGroupError, opened_group, overview
from deals.queries.published import public_state
from deals.queries.search import FacetCount, Search, search
from deals.vocabulary.facets import Facet
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import Role
from deals.vocabulary.sorting import GroupSorting, Sorting
from deals.vocabulary.stages import Phase
from deals.vocabulary.subjects import GROUPED_BY
from tests import factories
from tests.benchmarks import copies
from tests.benchmarks.shapes import PATTERNS, shapes
from tests.engines import BOOTSTRAP
from tests.queries.plans import planned

if TYPE_CHECKING:
    from collections.abc import Callable

    from deals.models import Member
    from tests.engines import Connection

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> Member:
    return factories.a_member("publisher")


def a_purchase(publisher: Member, recipient: str, *stages: tuple[str, str]) -> Deal:
    """Published; `stages` with their days."""
    deal = factories.a_deal(f"Radars for {recipient}, {Deal.objects.count()}")
    buys = {"participant": factories.a_party(recipient), "role": Role.RECIPIENT}
    factories.an_approved_claim(deal, Kind.PARTICIPATION, publisher=publisher, **buys)
    for stage, happened in stages:
        factories.an_approved_claim(deal, publisher=publisher, stage=stage, happened=happened)
    publish(deal=deal, by=publisher, why="First.")
    return Deal.objects.get(pk=deal.pk)


TALKS, TENDER = ("talks", "2015-03-01"), ("tender", "2017-05-01")


def told(by: Facet = Facet.RECIPIENT, after: GroupPlace | None = None, most: int = 9) -> dict[str, object]:
    return {group.value.label: group.years for group in overview(by, after=after, most=most).groups}


def test_deals_are_counted_by_group_year_and_phase(publisher: Member) -> None:
    a_purchase(publisher, "Lowland", TALKS, TENDER)
    a_purchase(publisher, "Lowland", TALKS)
    a_purchase(publisher, "Highland", ("selected", "2017-01"))
    assert told() == {
        "Lowland": {2015: {"exploring": 2}, 2016: {"exploring": 1}, 2017: {"exploring": 1}},
        "Highland": {2017: {"agreeing": 1}},
    }
    whole = overview(Facet.PHASE, after=None, most=1)
    assert (whole.number, whole.years[2017]) == (3, {"exploring": 1, "agreeing": 1})
    assert list(whole.years) == [2015, 2016, 2017]
    assert set(told(Facet.PHASE)) == {"exploring", "agreeing"}


def test_a_year_of_a_group_leads_to_the_deals_that_it_counts(publisher: Member) -> None:
    a_purchase(publisher, "Lowland", TALKS, TENDER)
    a_purchase(publisher, "Lowland", TALKS)
    lowland = Facet.RECIPIENT.token(Party.objects.get(name="Lowland").public_id)
    found = search(Search(tokens=(lowland, Facet.UNDER_WAY.token("2016"))), most=9)
    assert [deal.title for deal in found.deals] == ["Radars for Lowland, 0"]


def test_the_largest_come_first_and_the_next_page_begins_after_a_group(publisher: Member) -> None:
    for recipient in ("Lowland", "Midland", "Highland", "Lowland"):
        a_purchase(publisher, recipient, TALKS)
    first = overview(Facet.RECIPIENT, after=None, most=2)
    assert first.groups[0].value.label == "Lowland"
    assert first.next_place is not None
    second = overview(Facet.RECIPIENT, after=first.next_place, most=2)
    names = [group.value.label for group in (*first.groups, *second.groups)]
    assert (sorted(names), second.next_place) == (["Highland", "Lowland", "Midland"], None)
    assert told(after=GroupPlace(number=0, value="x")) == {}


def test_names_of_the_register_are_sorted_by_their_letters_and_pages_follow_each_other(publisher: Member) -> None:
    for recipient in ("Îlot", "Midland", "highland", "Lowland", "Lowland"):
        a_purchase(publisher, recipient, TALKS)
    first = overview(Facet.RECIPIENT, sort=GroupSorting.NAME, after=None, most=3)
    second = overview(Facet.RECIPIENT, sort=GroupSorting.NAME, after=first.next_place, most=3)
    names = [group.value.label for group in (*first.groups, *second.groups)]
    assert (names, second.next_place) == (["highland", "Îlot", "Lowland", "Midland"], None)
    assert first.groups[2].years == {2015: {"exploring": 2}}
    nowhere = GroupPlace(number=1, value="nobody")
    assert overview(Facet.RECIPIENT, sort=GroupSorting.NAME, after=nowhere, most=3).groups == ()


def test_words_of_the_vocabulary_are_sorted_by_what_they_are_to_readers(publisher: Member) -> None:
    for stage in (TALKS, ("selected", "2017-01"), ("delivered", "2018-01"), ("delivered", "2018-01")):
        a_purchase(publisher, "Lowland", stage)

    def backwards(value: FacetCount) -> int:
        return -Phase(value.label).rung

    first = overview(Facet.PHASE, sort=GroupSorting.NAME, key=backwards, after=None, most=2)
    assert first.next_place is not None
    withdraw_deal(deal=Deal.objects.get(title="Radars for Lowland, 1"), why="Twice.", by=publisher)
    publish(deal=Deal.objects.get(title="Radars for Lowland, 1"), by=publisher, why="Withdrawn.")
    second = overview(Facet.PHASE, sort=GroupSorting.NAME, key=backwards, after=first.next_place, most=2)
    assert [group.value.label for group in (*first.groups, *second.groups)] == ["completed", "agreeing", "exploring"]
    nowhere = GroupPlace(number=1, value="nowhere")
    assert overview(Facet.PHASE, sort=GroupSorting.NAME, key=backwards, after=nowhere, most=2).groups == ()


def test_what_is_published_anew_or_ended_counts_as_it_is_now(publisher: Member) -> None:
    deal, other = a_purchase(publisher, "Lowland", TALKS), a_purchase(publisher, "Lowland", TALKS)
    state = public_state()
    factories.an_approved_claim(deal, publisher=publisher, stage="selected", happened="2016-02-01")
    publish(deal=deal, by=publisher, why="Selected.")
    assert told() == {"Lowland": {2015: {"exploring": 2}, 2016: {"exploring": 1, "agreeing": 1}}}
    withdraw_deal(deal=other, why="Twice.", by=publisher)
    publish(deal=Deal.objects.get(pk=other.pk), by=publisher, why="Withdrawn.")
    assert told() == {"Lowland": {2015: {"exploring": 1}, 2016: {"exploring": 1, "agreeing": 1}}}
    assert public_state() != state


def test_rebuilding_keeps_the_numbers(publisher: Member) -> None:
    for _ in range(2):
        a_purchase(publisher, "Lowland", TALKS, TENDER)
    before = set(PublishedTally.objects.values_list("subject", "role", "token", "number_deals"))
    rebuild_published(by=publisher)
    assert set(PublishedTally.objects.filter(number_deals__gt=0).values_list(
        "subject", "role", "token", "number_deals")) == before  # fmt: skip
    assert ("all", "", "year:2016:exploring", 2) in before


def test_a_deal_without_a_day_is_in_its_group_and_in_no_year(publisher: Member) -> None:
    a_purchase(publisher, "Lowland")
    assert told() == {"Lowland": {}}


def test_an_opened_group_has_its_own_deals_in_the_order_that_is_asked_for(publisher: Member) -> None:
    for recipient, stage in (("Lowland", TALKS), ("Highland", TENDER), ("Lowland", TENDER)):
        a_purchase(publisher, recipient, stage)
    value = Party.objects.get(name="Lowland").public_id
    newest = opened_group(Facet.RECIPIENT, value, sort=Sorting.NEWEST, after="", most=9)
    assert [deal.title for deal in newest.deals] == ["Radars for Lowland, 2", "Radars for Lowland, 0"]
    assert (newest.group.value.label, newest.group.years, newest.next_place) == (
        "Lowland", {2015: {"exploring": 1}, 2017: {"exploring": 1}}, "",
    )  # fmt: skip
    first = opened_group(Facet.RECIPIENT, value, sort=Sorting.TITLE, after="", most=1)
    second = opened_group(Facet.RECIPIENT, value, sort=Sorting.TITLE, after=first.next_place, most=1)
    assert [deal.title[-1] for deal in (*first.deals, *second.deals)] == ["0", "2"]
    assert second.next_place == ""


def test_what_no_deal_has_or_has_any_more_is_no_group(publisher: Member) -> None:
    deal = a_purchase(publisher, "Lowland", TALKS)
    withdraw_deal(deal=deal, why="Twice.", by=publisher)
    publish(deal=Deal.objects.get(pk=deal.pk), by=publisher, why="Withdrawn.")
    for value in (Party.objects.get(name="Lowland").public_id, "nobody", ""):
        with pytest.raises(NoSuchGroupError):
            opened_group(Facet.RECIPIENT, value, sort=Sorting.NEWEST, after="", most=9)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [20, 2000])
def test_as_many_queries_are_asked_however_many_deals_there_are(
    role_connection: Callable[[str], Connection], number: int
) -> None:
    patterns = copies.made([min(shapes(PATTERNS), key=lambda shape: shape.claims)])
    copies.multiply(role_connection(BOOTSTRAP), patterns, [number], lambda _: None)
    for by in GROUPED_BY:
        with CaptureQueriesContext(connections["public"]) as asked:
            found = overview(by, after=None, most=20)
        assert (len(asked), found.number) == (3, number)
        assert sum(sum(phases.values()) for phases in found.years.values()) >= number
        with CaptureQueriesContext(connections["public"]) as by_name:
            overview(by, sort=GroupSorting.NAME, after=GroupPlace(number=1, value="x"), most=20)
        assert len(by_name) == 3
        assert "facet_by_name" in planned(by_name.captured_queries[0]["sql"], "bitmapscan", "sort")
        groups, tallies, _ = (planned(query["sql"], "bitmapscan", "sort") for query in asked.captured_queries)
        assert "facet_largest_first" in groups
        assert "tally_once" in tallies
    (largest,) = overview(Facet.PHASE, after=None, most=20).groups
    value = largest.value.token.partition(":")[2]
    with CaptureQueriesContext(connections["public"]) as asked:
        opened = opened_group(Facet.PHASE, value, sort=Sorting.NEWEST, after="", most=20)
    reads = [query["sql"] for query in asked.captured_queries if query["sql"] not in {"BEGIN", "COMMIT"}]
    assert (len(reads), len(opened.deals), opened.group.value.number) == (5, 20, number)
