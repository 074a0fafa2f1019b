"""The overview: the register by recipient, supplier, region, category or phase, year by year; and the same as JSON."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.overview import GroupPlace, overview
from deals.queries.published import public_state
from deals.vocabulary.facets import Facet
from deals.vocabulary.subjects import GROUPED_BY
from timeline.overview import as_data, overview_page
from timeline.views.answers import data, page, unless_unchanged
from timeline.views.asked import NotASearchError, asked_word
from timeline.views.subjects import refusing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

GROUPS_LISTED = 20
"""On one page."""
_PLACE = re.compile(r"([0-9]{1,9})\.([0-9a-z_-]{1,80})")


@require_safe
@gzip_page
@refusing
def seen_from_far(request: HttpRequest) -> HttpResponse:
    by, after = asked_groups(request)
    return unless_unchanged(request, public_state(), partial(_page, by, after))


@require_safe
@gzip_page
@refusing
def seen_from_far_json(request: HttpRequest) -> HttpResponse:
    by, after = asked_groups(request)
    return unless_unchanged(request, public_state(), partial(_data, by, after))


def asked_groups(request: HttpRequest) -> tuple[Facet, GroupPlace | None]:
    """By what the deals are grouped, and after which group the page begins. Raises NotAFilterError, NotASearchError."""
    by = asked_word(request, "by", GROUPED_BY) or Facet.RECIPIENT
    place = request.GET.get("after", "")
    found = _PLACE.fullmatch(place)
    if place and not found:
        raise NotASearchError(_("There is no such place in the list. Leave “after” out to begin with the largest."))
    return by, GroupPlace(number=int(found[1]), value=found[2]) if found else None


def _page(by: Facet, after: GroupPlace | None) -> HttpResponse:
    return page("overview.html", {"page": overview_page(by, overview(by, after=after, most=GROUPS_LISTED), after)})


def _data(by: Facet, after: GroupPlace | None) -> HttpResponse:
    return data(as_data(by, overview(by, after=after, most=GROUPS_LISTED)))
