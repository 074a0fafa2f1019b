"""What changed over a period, over all deals; and the same as JSON."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.lines import changes
from deals.queries.published import public_state
from timeline.changed import DAYS, Asked, as_data, changed_page
from timeline.filters import NotAFilterError
from timeline.line_lists import id_of
from timeline.views.answers import data, page, unless_unchanged
from timeline.views.asked import NotADayError, day_of
from timeline.views.due import LINES_LISTED, asked_line, asked_party, today
from timeline.views.subjects import refusing

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from deals.queries.lines import LineRows


@require_safe
@gzip_page
@refusing
def changed(request: HttpRequest) -> HttpResponse:
    asked = asked_period(request)
    return unless_unchanged(request, _state(asked), partial(_page, asked))


@require_safe
@gzip_page
@refusing
def changed_json(request: HttpRequest) -> HttpResponse:
    asked = asked_period(request)
    return unless_unchanged(request, _state(asked), partial(_data, asked))


def asked_period(request: HttpRequest) -> Asked:
    """Raises NotAFilterError, NotASearchError."""
    since, until = (request.GET.get(name, "").strip() for name in ("since", "until"))
    last = _day(until) if until else today()
    first = _day(since) if since else date.fromordinal(max(last.toordinal() - DAYS, 1))
    if first > last:
        raise NotAFilterError(_("A period ends after it begins: write the earlier day after “since=”."))
    is_default, party = not since and not until, asked_party(request)
    return Asked(since=first, until=last, is_default=is_default, party=party, after=asked_line(request))


def _day(text: str) -> date:
    try:
        day = day_of(text)
        day + timedelta(days=1)
    except (NotADayError, OverflowError) as error:
        words = _("“{text}” is not a day. Write year, month and day, such as 2017-10-31.")
        raise NotAFilterError(words.format(text=text[:40])) from error
    return day


def _state(asked: Asked) -> str:
    """The last thirty days are others tomorrow, though nothing was published."""
    return f"{public_state()} {asked.since} {asked.until}"


def _page(asked: Asked) -> HttpResponse:
    return page("changed.html", {"page": changed_page(asked, _found(asked))})


def _data(asked: Asked) -> HttpResponse:
    return data(as_data(asked, _found(asked)))


def _found(asked: Asked) -> LineRows:
    return changes(asked.since, asked.until, party=id_of(asked.party), after=asked.after, most=LINES_LISTED)
