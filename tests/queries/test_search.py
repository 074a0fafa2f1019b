"""Deals are found by words and facets, in the sample register: the S-400 deal and two fictional deals."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import connections

from deals.actions.moving import withdraw_deal
from deals.actions.publishing import publish, rebuild_published
from deals.models import Deal, MemberRole, PublishedDeal, PublishedFacet
from deals.queries.search import Search, is_searchable, known_tokens, search, similar_names
from tests.factories import a_member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.queries.search import Found

pytestmark = pytest.mark.django_db
S400, PRACTICE = "Turkey – Russia: S-400 air defence systems", "Practice deal (fictional): Quillon-4"
FMS = "Foreign military sale (fictional): Petrel M"


@pytest.fixture(scope="module")
def _sample(django_db_setup: None, django_db_blocker: pytest.FixtureDef[object]) -> Iterator[None]:
    """Loaded once for the module, and taken back at its end."""
    from django.db import transaction  # noqa: PLC0415

    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        a_member(MemberRole.CONTRIBUTOR)
        a_member(MemberRole.PUBLISHER)
        call_command("load_sample", stdout=io.StringIO())
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _there(_sample: None) -> None:
    """Each test sees the sample."""


def found(words: str = "", *tokens: str) -> Found:
    return search(Search(words=words, tokens=tokens), most=20)


def titles(words: str = "", *tokens: str) -> list[str]:
    return [deal.title for deal in found(words, *tokens).deals]


@pytest.mark.parametrize(
    "words",
    [
        "S-400", "s400", "S 400", "Turkey", "Türkiye", "TURKIYE", "Турция", "Ankara", "Almaz-Antey", "Cavusoglu",
        "Çavuşoğlu", '"long-range air"', "Turkey -Meridor", "patriarch or Rosoboronexport", "battalion",
    ],
)  # fmt: skip
def test_the_s_400_deal_is_found_by_any_of_its_names_and_words(words: str) -> None:
    assert titles(words) == [S400]


@pytest.mark.parametrize("words", ["Turkey -Russia", "Turkey Meridor", '"air long-range"', "xylophone", "'; DROP--"])
def test_what_does_not_hold_is_not_found(words: str) -> None:
    result = found(words)
    assert (result.deals, result.number, result.facets, result.next_place) == ((), 0, (), "")


def test_all_deals_stand_newest_fact_first_and_the_fictional_last() -> None:
    assert [title[:20] for title in titles()] == [S400[:20], FMS[:20], PRACTICE[:20]]
    assert found().number == 3


def test_facets_count_and_narrow() -> None:
    counted = {value.token: (value.label, value.number) for value in found().facets}
    assert counted["category:air_defence_systems"] == ("air defence systems", 1)
    assert counted["region:western_asia"] == ("Western Asia", 1)
    assert counted["transfer:sale"] == ("sale", 3)
    narrowed = found("", "category:ships")
    assert (narrowed.number, [deal.is_fictional for deal in narrowed.deals]) == (1, [True])
    assert found("S-400", "category:ships").number == 0


def test_a_choice_is_told_even_where_nothing_is_left() -> None:
    assert [(value.label, value.number) for value in found("S-400", "category:ships").facets] == [("ships", 0)]


def test_counts_kept_at_publishing_are_those_of_a_count() -> None:
    kept = {value.token: value.number for value in found().facets}
    everything = {value.token: value.number for value in found("deal or sale").facets}
    assert kept == everything


def test_many_matches_are_a_sample() -> None:
    with patch("deals.queries.narrowing.MATCHES_COUNTED", 1):
        result = found("", "transfer:sale")
    assert (result.number, result.is_sampled, len(result.deals)) == (1, True, 3)


def test_pages_follow_each_other_by_place() -> None:
    first = search(Search(), most=1)
    second = search(Search(), after=first.next_place, most=1)
    third = search(Search(), after=second.next_place, most=1)
    pages = (*first.deals, *second.deals, *third.deals)
    assert [deal.title[:20] for deal in pages] == [S400[:20], FMS[:20], PRACTICE[:20]]
    assert third.next_place == ""


def test_a_result_says_which_claim_holds_the_words() -> None:
    result = found("loan agreement")
    match = result.matches[result.deals[0].id]
    marked = [words for words, is_found in match.parts if is_found]
    assert match.claim
    assert {word.casefold() for word in marked} >= {"loan", "agreement"}


def test_a_name_that_no_claim_says_is_shown_as_a_name() -> None:
    result = found("Турция")
    match = result.matches[result.deals[0].id]
    assert (match.claim, ("Турция", True) in match.parts) == ("", True)


def test_a_deal_that_ended_is_neither_found_nor_counted() -> None:
    deal = Deal.objects.get(title__contains="S-400")
    publisher = a_member(MemberRole.PUBLISHER)
    withdraw_deal(deal=deal, why="It was entered twice.", by=publisher)
    publish(deal=Deal.objects.get(pk=deal.pk), by=publisher, why="Withdrawn.")
    assert titles("S-400") == []
    assert found().number == 2
    assert not PublishedFacet.objects.filter(token="category:air_defence_systems", number_deals__gt=0).exists()


def test_names_spelt_alike_are_offered() -> None:
    assert similar_names("Rosoboroneksport")[0] == "Rosoboronexport"
    assert similar_names("qqqq") == ()


@pytest.mark.parametrize(
    ("words", "is_one"),
    [("the", False), ("–", False), ("s400", True), ("-the", False), ("-s400", False), ("a radar or -s400", False)],
)
def test_words_that_say_nothing_are_told_apart(words: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_searchable(words) is is_one


def test_known_tokens_are_those_that_some_deal_has() -> None:
    assert known_tokens(["transfer:sale", "transfer:gift"]) == {"transfer:sale"}


def test_publishing_and_rebuilding_keep_the_counts() -> None:
    before = dict(PublishedFacet.objects.values_list("token", "number_deals"))
    rebuild_published(by=a_member(MemberRole.PUBLISHER))
    assert dict(PublishedFacet.objects.values_list("token", "number_deals")) == before
    tokens = [token for facets in PublishedDeal.objects.values_list("facets", flat=True) for token in facets]
    assert before == {token: tokens.count(token) for token in before}


def test_a_search_asks_few_queries(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(5, connection=connections["public"]):  # type: ignore[operator]
        found("Turkey", "transfer:sale")
