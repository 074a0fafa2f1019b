"""The front page: all deals, or those that a reader searches for; and the same as JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.search import Search, is_searchable, known_tokens, search, similar_names
from deals.record.reading import as_document
from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import LETTERS_SORTED, Sorting
from timeline.filters import NotAFilterError
from timeline.finding import finding
from timeline.lists import deal_data
from timeline.searches import query_of
from timeline.views.answers import data, page, refusal
from timeline.views.asked import NotASearchError, asked_word, asked_words
from timeline.words import word

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from deals.queries.published import DealRow
    from deals.queries.search import Found

_ID = "[0-9a-z]{10}"
_PLACES = {
    Sorting.NEWEST: f"[0-9]{{8}}{_ID}",
    Sorting.OLDEST: f"[0-9]{{8}}{_ID}",
    Sorting.FURTHEST: f"[0-9]{{9}}{_ID}",
    Sorting.EARLIEST: f"[0-9]{{9}}{_ID}",
    Sorting.TITLE: rf"[01][^\0]{{0,{LETTERS_SORTED}}} {_ID}",
    Sorting.VALUE: f"[0-9]{{21}}{_ID}",
}
"""How a place looks in each list."""


@require_safe
@gzip_page
def deals(request: HttpRequest) -> HttpResponse:
    try:
        asked = asked_search(request)
        after = asked_place(request, asked.sort)
    except (NotASearchError, NotAFilterError) as error:
        return refusal(_("Not a search"), str(error), 400)
    found = search(asked, after=after, most=settings.DEALS_LISTED)
    similar = similar_names(asked.words) if asked.words and not found.number else ()
    return page("deals.html", {"finding": finding(asked, found), "similar": similar})


@require_safe
@gzip_page
def deals_json(request: HttpRequest) -> HttpResponse:
    try:
        asked = asked_search(request)
        after = asked_place(request, asked.sort)
    except (NotASearchError, NotAFilterError) as error:
        return data({"error": str(error)}, 400)
    found = search(asked, after=after, most=settings.DEALS_LISTED)
    further = query_of(asked, asked.tokens, after=found.next_place) if found.next_place else None
    next_address = f"{reverse('timeline:deals_json')}{further}" if further else None
    return data({"deals": [_row(deal, found) for deal in found.deals], "next": next_address})


def asked_search(request: HttpRequest) -> Search:
    """Words, facets and order of the address. Raises NotASearchError, NotAFilterError."""
    words = asked_words(request)
    if words and not is_searchable(words):
        told = _(
            "“{words}” is too common to search by, no word at all, or only what is to be left out. "
            "Add a name, a system or a place."
        )
        raise NotASearchError(told.format(words=words))
    sort = asked_word(request, "sort", Sorting) or Sorting.NEWEST
    asked = Search(words=words, tokens=_asked_tokens(request), sort=sort)
    if asked.sort is Sorting.VALUE and len(asked.currencies) != 1:
        raise NotASearchError(
            _("By value a list is sorted within one currency, as nothing is converted: narrow it to one of them first.")
        )
    return asked


def asked_place(request: HttpRequest, sort: Sorting = Sorting.NEWEST) -> str:
    """Where the page of a list that is sorted so begins. Raises NotASearchError."""
    place = request.GET.get("after", "")
    if place and not re.fullmatch(_PLACES[sort], place):
        raise NotASearchError(_("There is no such place in the list. Leave “after” out to begin at its top."))
    return place


def _asked_tokens(request: HttpRequest) -> tuple[str, ...]:
    values = ((facet, value.replace("\0", "�")) for facet in Facet for value in request.GET.getlist(facet) if value)
    given = dict.fromkeys(facet.token(value) for facet, value in values)
    if len(given) > settings.FACETS_CHOSEN:
        raise NotASearchError(_("Narrow by at most {most} values at once.").format(most=settings.FACETS_CHOSEN))
    known = known_tokens(given)
    unknown = [token for token in given if token not in known]
    if unknown:
        facet, _colon, value = unknown[0].partition(":")
        raise no_such_value(Facet(facet), value)
    return tuple(given)


def no_such_value(facet: Facet, value: str) -> NotASearchError:
    told = _("No deal has the {facet} “{value}”. Choose one from the list.")
    return NotASearchError(told.format(facet=word(facet), value=value[:40]))


def _row(deal: DealRow, found: Found) -> dict[str, object]:
    value = {"value": as_document(found.values[deal.id])} if deal.id in found.values else {}
    return {**deal_data(deal), **value}
