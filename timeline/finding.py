"""The list of deals as a reader asked for it: what was found and why, and by what it can be narrowed further."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.vocabulary.facets import Facet
from timeline.courses import Course, axis, common_window, course_of
from timeline.facets import page_of, value_label
from timeline.lists import deal_lines
from timeline.numbers import plain_number
from timeline.searches import parameter, query_of, sorting_parameter
from timeline.sorting import sort_choices, value_line, value_told
from timeline.words import capital, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.safestring import SafeString

    from deals.queries.matches import Match
    from deals.queries.search import FacetCount, Found, Search
    from timeline.lists import DealLine
    from timeline.sorting import SortChoice, ValueLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """“Turkey 12”: one value of a facet, and the address of the list with it, or without where it is chosen."""

    label: str
    number: int
    query: str
    page: str
    """The address of the page of its own; empty where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetChoices:
    name: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    line: DealLine
    course: Course
    match: Match | None
    value: ValueLine | None
    """Where the list is by value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    asked: Search
    number: str
    """“12 deals”, “more than 2,000 deals”."""
    is_sampled: bool
    results: tuple[Result, ...]
    axis: SafeString
    """Over the strips of all results."""
    chosen: tuple[Choice, ...]
    facets: tuple[FacetChoices, ...]
    sorting: tuple[SortChoice, ...]
    value_told: str
    """By which value they are sorted; empty where by none."""
    next_query: str
    kept: tuple[tuple[str, str], ...]
    """What the search form hands on beside its words: (parameter, value)."""


def finding(asked: Search, found: Found) -> Finding:
    window = common_window(found.deals)
    return Finding(
        asked=asked,
        number=_number(found),
        is_sampled=found.is_sampled,
        results=tuple(
            Result(
                line=line,
                course=course_of(line.row, window),
                match=found.matches.get(line.row.id),
                value=value_line(asked, line.row.id, found.values.get(line.row.id)),
            )
            for line in deal_lines(found.deals)
        ),
        axis=axis(window),
        chosen=tuple(_chosen(asked, value) for value in found.facets if value.token in asked.tokens),
        facets=tuple(_facets(asked, found)),
        sorting=sort_choices(asked, found),
        value_told=value_told(asked),
        next_query=query_of(asked, asked.tokens, after=found.next_place) if found.next_place else "",
        kept=_kept(asked),
    )


def _kept(asked: Search) -> tuple[tuple[str, str], ...]:
    chosen = [parameter(token) for token in asked.tokens]
    return (*chosen, *sorting_parameter(asked.sort, chosen))


def _number(found: Found) -> str:
    if found.is_sampled:
        return _("more than {number} deals").format(number=plain_number(Decimal(found.number)))
    return ngettext("{number} deal", "{number} deals", found.number).format(number=plain_number(Decimal(found.number)))


def _chosen(asked: Search, value: FacetCount) -> Choice:
    others = (token for token in asked.tokens if token != value.token)
    name = _("{facet}: {value}").format(facet=capital(word(value.facet)), value=value_label(value))
    return Choice(label=name, number=value.number, query=query_of(asked, others), page=page_of(value.token))


def _facets(asked: Search, found: Found) -> Iterator[FacetChoices]:
    """Those that can narrow what was found: a value that all have in common narrows nothing, and is left out."""
    narrowing = [value for value in found.facets if found.is_sampled or value.number < found.number]
    for facet in Facet:
        choices = tuple(
            Choice(
                label=value_label(value),
                number=value.number,
                query=query_of(asked, (*asked.tokens, value.token)),
                page=page_of(value.token),
            )
            for value in narrowing
            if value.facet is facet and value.token not in asked.tokens
        )
        if choices:
            yield FacetChoices(name=capital(word(facet)), choices=choices)
