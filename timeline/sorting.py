"""By what a list of deals can be sorted, each an address; and the sums by which one is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import Sorting
from timeline.addresses import claim_address
from timeline.numbers import amount_in_words, currency_name, marked
from timeline.searches import query_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from deals.queries.search import FacetCount, Found, Search
    from deals.queries.values import Value
    from deals.vocabulary.words import Word

    W = TypeVar("W", bound=Word)

CURRENCIES_OFFERED = 3
"""Those that most deals tell of; others can be chosen among the facets first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SortChoice:
    """“Longest without news”."""

    label: str
    query: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueLine:
    """“Contracted: about 2.5 billion US dollars”, and the claim that says so."""

    words: str
    address: str
    """Empty where no claim tells of a contracted sum."""
    is_disputed: bool


def sort_choices(asked: Search, found: Found) -> tuple[SortChoice, ...]:
    return (*_plain(asked), *_by_value(asked, found))


def value_told(asked: Search) -> str:
    """What a list by value is sorted by; empty for any other."""
    if asked.sort is not Sorting.VALUE:
        return ""
    told = _(
        "Sorted by the largest contracted sum in {currency} that a source tells; deals without one come last. "
        "Nothing is converted or added up."
    )
    return told.format(currency=currency_name(asked.currencies[0]))


def value_line(asked: Search, deal_id: str, value: Value | None) -> ValueLine | None:
    """None where the list is not by value."""
    if asked.sort is not Sorting.VALUE:
        return None
    if value is None:
        none = _("No contracted sum in {currency}").format(currency=currency_name(asked.currencies[0]))
        return ValueLine(words=none, address="", is_disputed=False)
    amount = marked(amount_in_words(value.number, value.currency), value.mark)
    return ValueLine(
        words=_("Contracted: {amount}").format(amount=amount),
        address=claim_address(deal_id, value.claim),
        is_disputed=value.is_disputed,
    )


def plain_labels() -> dict[Sorting, str]:
    """Of all orders but those by value."""
    return {
        Sorting.NEWEST: _("latest news"),
        Sorting.OLDEST: _("longest without news"),
        Sorting.FURTHEST: _("furthest along"),
        Sorting.EARLIEST: _("earliest phase"),
        Sorting.TITLE: _("title"),
    }


def choices(labels: Mapping[W, str], current: W, query: Callable[[W], str]) -> tuple[SortChoice, ...]:
    """`query` tells the query of the list in an order."""
    return tuple(
        SortChoice(label=label, query=query(sort), is_current=sort is current) for sort, label in labels.items()
    )


def _plain(asked: Search) -> tuple[SortChoice, ...]:
    return choices(plain_labels(), asked.sort, lambda sort: query_of(asked, asked.tokens, sort=sort))


def _by_value(asked: Search, found: Found) -> Iterator[SortChoice]:
    """Within the currency that was chosen, else within one of those of most deals; with two chosen, none."""
    most_told = tuple(value.token.partition(":")[2] for value in _currencies(found))[:CURRENCIES_OFFERED]
    offered = asked.currencies or most_told
    for code in offered if len(offered) == 1 or not asked.currencies else ():
        tokens = dict.fromkeys((*asked.tokens, Facet.CURRENCY.token(code)))
        yield SortChoice(
            label=_("largest sum in {currency}").format(currency=currency_name(code)),
            query=query_of(asked, tokens, sort=Sorting.VALUE),
            is_current=asked.sort is Sorting.VALUE,
        )


def _currencies(found: Found) -> Iterator[FacetCount]:
    return (value for value in found.facets if value.facet is Facet.CURRENCY)
