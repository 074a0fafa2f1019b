"""In which order values of the vocabulary stand for readers, and those of the register as the database has them."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from deals.queries.search import FacetCount
from deals.vocabulary.facets import Facet
from deals.vocabulary.subjects import GROUPED_BY
from timeline.facets import order_of, value_label


def ordered(facet: Facet, *values: tuple[str, str]) -> list[str]:
    order = order_of(facet)
    assert order
    counts = [FacetCount(token=facet.token(own), facet=facet, label=label, number=1) for own, label in values]
    return [value_label(value) for value in sorted(counts, key=order)]


@pytest.mark.parametrize(
    ("language", "labels"), [("en", ["Eastern Asia", "Southern Asia"]), ("fr", ["Asie de l’Est", "Asie du Sud"])]
)
def test_regions_stand_by_their_letters_in_the_readers_language(language: str, labels: list[str]) -> None:
    with override(language):
        told = ordered(Facet.REGION, ("southern_asia", "Southern Asia"), ("eastern_asia", "Eastern Asia"))
    assert told == labels


def test_phases_stand_as_deals_pass_them() -> None:
    phases = [("off_ladder", ""), ("agreeing", ""), ("completed", ""), ("exploring", "")]
    assert ordered(Facet.PHASE, *phases) == ["exploring", "agreeing", "completed", "off the ladder"]


def test_amounts_stand_by_currency_and_from_the_smallest_to_the_largest() -> None:
    sizes = [("USD-up_to_10m", ""), ("EUR-over_10bn", ""), ("EUR-up_to_1bn", ""), ("EUR-up_to_100m", "")]
    assert ordered(Facet.SIZE, *sizes) == [
        "up to 100 million euros", "up to 1 billion euros", "more than 10 billion euros", "up to 10 million US dollars",
    ]  # fmt: skip


def test_names_of_the_register_have_no_order_of_ours() -> None:
    assert [facet for facet in GROUPED_BY if order_of(facet) is None] == [Facet.RECIPIENT, Facet.SUPPLIER]
