"""The same as JSON: the list, a deal's record with where it stands, its chart as a Plotly figure."""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.published import NotPublishedError
from deals.queries.shown import NoSuchReleaseError
from deals.record.reading import as_document
from timeline.entries import entries
from timeline.figures import figure
from timeline.filters import NotAFilterError, checked, matching
from timeline.marks import NARROW, WIDE, chart
from timeline.stands import standing_document
from timeline.views.answers import data, unless_unchanged
from timeline.views.asked import (
    Asked,
    NotADayError,
    NotASearchError,
    NotEarlierError,
    asked,
    asked_format,
    no_such_release,
)
from timeline.views.ended import ended_data

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from timeline.marks import Format

FORMATS = {form.name: form for form in (WIDE, NARROW)}


def refusing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refusals as JSON: {"error": what to do}."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoSuchReleaseError as error:
            return data({"error": no_such_release(error, kwargs.get("number"))}, 404)
        except NotPublishedError:
            return data({"error": _("There is no public deal at this address.")}, 404)
        except (NotADayError, NotASearchError, NotAFilterError, NotEarlierError) as error:
            return data({"error": str(error)}, 400)

    return answered


@require_safe
@gzip_page
@refusing
def record_json(request: HttpRequest, deal_id: str, number: int | None = None) -> HttpResponse:
    found = asked(request, deal_id, number)
    return unless_unchanged(request, found.state, partial(_record, request, found))


@require_safe
@gzip_page
@refusing
def figure_json(request: HttpRequest, deal_id: str, number: int | None = None) -> HttpResponse:
    """`?format=` is wide or narrow: the two drawings of the page."""
    form = asked_format(request, FORMATS)
    found = asked(request, deal_id, number)
    return unless_unchanged(request, found.state, partial(_figure, request, found, form))


def _record(request: HttpRequest, found: Asked) -> HttpResponse:
    """`sha256` is of the release's canonical JSON as published.

    `record` is that JSON where `as_of` is null, nothing is withheld and `schema` is the one it was published in.
    """
    record = found.record
    if found.is_newest and found.whole.ending:
        return ended_data(request, found.whole, "record_json")
    return data(
        {
            "number": record.number,
            "sha256": found.note.sha256,
            "why": found.note.why,
            "published_at": found.note.published_at.isoformat(),
            "withheld": [{"ground": ground, "since": since.isoformat()} for ground, since in found.note.notices],
            "as_of": record.as_of.isoformat() if record.as_of else None,
            "standing": standing_document(record),
            "record": as_document(record),
        }
    )


def _figure(request: HttpRequest, found: Asked, form: Format) -> HttpResponse:
    if found.is_newest and found.whole.ending:
        return ended_data(request, found.whole, "figure_json")
    checked(found.whole, found.filters)
    all_entries = entries(found.record)
    drawn = chart(found.record, all_entries, form, matching(found.record, all_entries, found.filters))
    return data(figure(drawn) if drawn else {"data": [], "layout": {}, "config": {}})
