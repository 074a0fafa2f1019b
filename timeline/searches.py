"""The address of a search: words, what it is narrowed to, by what it is sorted, and where the page begins."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import Sorting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.queries.search import Search


def parameter(token: str) -> tuple[str, str]:
    facet, _colon, value = token.partition(":")
    return facet, value


def query_of(asked: Search, tokens: Iterable[str], *, sort: Sorting | None = None, after: str = "") -> str:
    """The query string of a list, with its question mark; of the whole list it is the question mark alone."""
    chosen = list(map(parameter, tokens))
    sorting = sorting_parameter(asked.sort if sort is None else sort, chosen)
    words = [("q", asked.words)] if asked.words else []
    place = [("after", after)] if after else []
    return f"?{urlencode([*words, *chosen, *sorting, *place])}"


def sorting_parameter(sort: Sorting, chosen: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """None where lists are sorted so anyway, and none by value where there is no one currency."""
    number_currencies = sum(facet == Facet.CURRENCY for facet, _value in chosen)
    is_told = sort is not Sorting.NEWEST and (sort is not Sorting.VALUE or number_currencies == 1)
    return [("sort", sort.value)] if is_told else []
