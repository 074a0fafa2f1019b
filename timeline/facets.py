"""By what the list of deals can be narrowed, in the reader’s language. Names of parties and systems stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deals.vocabulary.facets import LARGEST, SIZES, Facet
from deals.vocabulary.kinds import Modality
from deals.vocabulary.parties import Category, Route, Side, Transfer
from deals.vocabulary.stages import Phase
from timeline.filters import folded
from timeline.numbers import amount_in_words
from timeline.words import QUESTIONS, REGIONS, said, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from deals.queries.search import FacetCount
    from deals.vocabulary.words import Word

VOCABULARIES: dict[Facet, type[Word]] = {
    Facet.PHASE: Phase,
    Facet.CATEGORY: Category,
    Facet.CONFIRMED: Side,
    Facet.MODALITY: Modality,
    Facet.TRANSFER: Transfer,
    Facet.ROUTE: Route,
}
_TEXTS = {Facet.CONFLICT: QUESTIONS, Facet.REGION: REGIONS}
_PAGES = {
    Facet.RECIPIENT: "timeline:party",
    Facet.SUPPLIER: "timeline:party",
    Facet.PARTY: "timeline:party",
    Facet.SYSTEM: "timeline:system",
}
NEVER = "never"


def value_label(value: FacetCount) -> str:
    """“Turkey”, “exploring”, “up to 100 million US dollars”."""
    own = value.token.partition(":")[2]
    if value.facet in VOCABULARIES:
        return word(VOCABULARIES[value.facet](own))
    if value.facet in _TEXTS:
        return said(_TEXTS[value.facet], value.label)
    if value.facet is Facet.SIZE:
        return _size(own)
    return pgettext("last checked in", "never") if value.facet is Facet.CHECKED and own == NEVER else value.label


def order_of(facet: Facet) -> Callable[[FacetCount], Any] | None:
    """Where a value stands among the others; None where the values are names of the register."""
    return _ORDERS.get(facet)


def page_of(token: str) -> str:
    """The address of the page of a value of a facet; empty where it has none."""
    facet, _colon, own = token.partition(":")
    page = _PAGES.get(Facet(facet)) if facet else None
    return reverse(page, args=[own]) if page else ""


def _by_letters(value: FacetCount) -> str:
    return folded(value_label(value))


def _by_rung(value: FacetCount) -> int:
    return Phase(value.token.partition(":")[2]).rung


def _by_currency(value: FacetCount) -> tuple[str, int]:
    code, _dash, size = value.token.partition(":")[2].partition("-")
    return code, [*SIZES, LARGEST].index(size)


_ORDERS: dict[Facet, Callable[[FacetCount], Any]] = {
    Facet.REGION: _by_letters,
    Facet.CATEGORY: _by_letters,
    Facet.PHASE: _by_rung,
    Facet.SIZE: _by_currency,
}


def _size(value: str) -> str:
    """Of “USD-up_to_100m”."""
    code, _dash, size = value.partition("-")
    if size == LARGEST:
        return _("more than {amount}").format(amount=amount_in_words(max(SIZES.values()), code))
    return _("up to {amount}").format(amount=amount_in_words(SIZES[size], code))
