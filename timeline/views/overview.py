"""The overview: deals by recipient, supplier, region, category, phase or value, year by year; and a group from near.

Each as a page and as JSON.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.overview import GroupPlace, NoSuchGroupError, opened_group, overview
from deals.queries.published import public_state
from deals.vocabulary.facets import Facet
from deals.vocabulary.sorting import GroupSorting, Sorting
from deals.vocabulary.subjects import GROUPED_BY
from timeline.facets import order_of
from timeline.groups import AskedGroup, AskedGroups
from timeline.opened import group_drawn, opened_data, opened_page
from timeline.overview import as_data, groups_drawn, overview_page
from timeline.panorama import NARROW, WIDE
from timeline.panorama_figure import panorama_figure
from timeline.sorting import plain_labels
from timeline.views.answers import chart_script, data, page, unless_unchanged
from timeline.views.asked import NotASearchError, asked_format, asked_word
from timeline.views.finding import asked_place, no_such_value
from timeline.views.subjects import refusing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from deals.queries.overview import OpenedGroup, Overview
    from timeline.marks import Format

FORMATS = {form.name: form for form in (WIDE, NARROW)}
GROUPS_LISTED = 20
"""On one page."""
_PLACE = re.compile(r"([0-9]{1,9})\.([0-9a-z_-]{1,80})")


@require_safe
@gzip_page
@refusing
def seen_from_far(request: HttpRequest) -> HttpResponse:
    if request.GET.get("open"):
        return unless_unchanged(request, public_state(), partial(_opened_page, asked_group(request)))
    return unless_unchanged(request, public_state(), partial(_page, asked_groups(request)))


@require_safe
@gzip_page
@refusing
def seen_from_far_json(request: HttpRequest) -> HttpResponse:
    if request.GET.get("open"):
        return unless_unchanged(request, public_state(), partial(_opened_data, asked_group(request)))
    return unless_unchanged(request, public_state(), partial(_data, asked_groups(request)))


@require_safe
@gzip_page
@refusing
def figure_json(request: HttpRequest) -> HttpResponse:
    """`?format=` is wide or narrow: the two drawings of the page."""
    asked = asked_group(request) if request.GET.get("open") else asked_groups(request)
    form = asked_format(request, FORMATS)
    return unless_unchanged(request, public_state(), partial(_figure, asked, form))


def asked_groups(request: HttpRequest) -> AskedGroups:
    """Raises NotAFilterError, NotASearchError."""
    place = request.GET.get("after", "")
    found = _PLACE.fullmatch(place)
    if place and not found:
        raise NotASearchError(_("There is no such place in the list. Leave “after” out to begin at its top."))
    return AskedGroups(
        by=_asked_by(request),
        sort=asked_word(request, "sort", GroupSorting) or GroupSorting.NUMBER,
        after=GroupPlace(number=int(found[1]), value=found[2]) if found else None,
    )


def asked_group(request: HttpRequest) -> AskedGroup:
    """Which group is opened. Raises NotAFilterError, NotASearchError."""
    value = request.GET["open"].replace("\0", "�")
    sort = asked_word(request, "sort", plain_labels()) or Sorting.NEWEST
    return AskedGroup(by=_asked_by(request), value=value, sort=sort, after=asked_place(request, sort))


def _asked_by(request: HttpRequest) -> Facet:
    return asked_word(request, "by", GROUPED_BY) or Facet.RECIPIENT


def _page(asked: AskedGroups) -> HttpResponse:
    return page("overview.html", {"page": overview_page(asked, _groups(asked)), **_addresses(asked)})


def _data(asked: AskedGroups) -> HttpResponse:
    return data(as_data(asked, _groups(asked)))


def _groups(asked: AskedGroups) -> Overview:
    return overview(asked.by, sort=asked.sort, key=order_of(asked.by), after=asked.after, most=GROUPS_LISTED)


def _opened_page(asked: AskedGroup) -> HttpResponse:
    return page("opened.html", {"page": opened_page(asked, _opened(asked)), **_addresses(asked)})


def _addresses(asked: AskedGroups | AskedGroup) -> dict[str, str]:
    figure = f"{reverse('timeline:overview_figure')}{asked.query}&"
    return {"figure_address": figure, "chart_script": chart_script()}


def _figure(asked: AskedGroups | AskedGroup, form: Format) -> HttpResponse:
    if isinstance(asked, AskedGroups):
        return data(panorama_figure(groups_drawn(asked, _groups(asked), form)))
    return data(panorama_figure(group_drawn(_opened(asked), form)))


def _opened_data(asked: AskedGroup) -> HttpResponse:
    return data(opened_data(asked, _opened(asked)))


def _opened(asked: AskedGroup) -> OpenedGroup:
    """Raises NotASearchError."""
    try:
        return opened_group(asked.by, asked.value, sort=asked.sort, after=asked.after, most=settings.DEALS_LISTED)
    except NoSuchGroupError as error:
        raise no_such_value(asked.by, asked.value) from error
