"""Two to four deals side by side, and the same as JSON."""

from __future__ import annotations

import re
from functools import partial, wraps
from typing import TYPE_CHECKING

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.published import NotPublishedError
from timeline.compare import LEAST, MOST, Compared, as_data, candidates, compare_page, query_of
from timeline.views.answers import data, kept, page, refusal, unless_unchanged
from timeline.views.asked import NotADayError, NotASearchError, asked
from timeline.views.ended import GONE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.http import HttpRequest, HttpResponse

    from timeline.views.asked import Asked

_ID = re.compile(r"[-a-zA-Z0-9_]{1,64}")


class NotComparableError(ValueError):
    """The message says why, `ways` where to go on: (words, address)."""

    def __init__(self, words: str, status: int = 400, ways: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(words)
        self.status, self.ways = status, tuple(ways)


class MergedError(ValueError):
    """One of the deals was merged into another. `query` names those that go on."""

    def __init__(self, query: str) -> None:
        super().__init__(query)
        self.query = query


def refusing(view: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        try:
            return view(request)
        except MergedError as error:
            return kept(HttpResponsePermanentRedirect(request.path + error.query))
        except NotComparableError as error:
            return _refused(request, str(error), error.status, error.ways)
        except (NotADayError, NotASearchError) as error:
            return _refused(request, str(error), 400, ())

    return answered


@require_safe
@gzip_page
@refusing
def compare(request: HttpRequest) -> HttpResponse:
    found = _asked_deals(request)
    return unless_unchanged(request, _state(found), partial(_page, found))


@require_safe
@gzip_page
@refusing
def compare_json(request: HttpRequest) -> HttpResponse:
    found = _asked_deals(request)
    return unless_unchanged(request, _state(found), partial(_data, found))


def _asked_deals(request: HttpRequest) -> list[Asked]:
    """In the order of the address. Raises MergedError, NotComparableError, NotADayError."""
    ids = [one.strip() for one in request.GET.getlist("deal") if one.strip()]
    if not ids:
        raise NotComparableError(_("Nothing is chosen to compare. Tick two to four deals in the list of deals."))
    once = list(dict.fromkeys(ids))
    if len(once) > MOST:
        words = _("{number} deals are too many to compare. Choose two to four.").format(number=len(once))
        raise NotComparableError(words, ways=_way(once[:MOST], _("Compare the first four")))
    if len(once) < len(ids):
        words = _("A deal is named twice. Choose two to four different ones.")
        raise NotComparableError(words, ways=_way(once, _("Compare each once")))
    found = _found(request, once)
    if len(found) < LEAST:
        near = [(_("With “{title}”").format(title=one.title), _here(one.query)) for one in candidates(_compared(found))]
        words = _("One deal is chosen. Choose one to three more to compare it with.")
        raise NotComparableError(words, ways=near)
    return found


def _found(request: HttpRequest, ids: Sequence[str]) -> list[Asked]:
    found = {own: one for own in ids if (one := _one(request, own))}
    missing = next((own for own in ids if own not in found), None)
    if missing is not None:
        words = _("There is no public deal “{text}”.").format(text=missing[:40])
        raise NotComparableError(words, 404, _way(list(found), _("Compare the others")))
    _lead_on(found)
    for own, one in found.items():
        if one.whole.ending:
            others = [other for other in found if other != own]
            ways = [
                *_way(others, _("Compare the others")),
                (_("What became of it"), reverse("timeline:deal", args=[own])),
            ]
            raise NotComparableError(_("One of these deals is followed no longer."), GONE, ways)
    return list(found.values())


def _lead_on(found: Mapping[str, Asked]) -> None:
    """Raises MergedError where a deal was merged, NotComparableError where it was into the only other one."""
    goes_on = {own: one.whole.ending.merged_into if one.whole.ending else "" for own, one in found.items()}
    if not any(goes_on.values()):
        return
    ids = list(dict.fromkeys(into or own for own, into in goes_on.items()))
    if len(ids) < LEAST <= len(found):
        ways = [(_("The deal that goes on"), reverse("timeline:deal", args=ids))]
        raise NotComparableError(_("These deals were merged into one: there is nothing to compare."), GONE, ways)
    days = {one.day for one in found.values() if one.day}
    raise MergedError(query_of(ids, min(days).isoformat() if days else ""))


def _one(request: HttpRequest, own: str) -> Asked | None:
    """None where there is no such public deal."""
    try:
        return asked(request, own, None) if _ID.fullmatch(own) else None
    except NotPublishedError:
        return None


def _way(ids: Sequence[str], words: str) -> list[tuple[str, str]]:
    """To the page that compares these; none where they are too few."""
    return [(words, _here(query_of(ids)))] if len(ids) >= LEAST else []


def _here(query: str) -> str:
    return reverse("timeline:compare") + query


def _state(found: Sequence[Asked]) -> str:
    return " ".join(one.state for one in found)


def _compared(found: Sequence[Asked]) -> list[Compared]:
    return [Compared(record=one.record, naming=one.naming) for one in found]


def _page(found: Sequence[Asked]) -> HttpResponse:
    return page("compare.html", {"page": compare_page(_compared(found))})


def _data(found: Sequence[Asked]) -> HttpResponse:
    return data(as_data(compare_page(_compared(found))))


def _refused(request: HttpRequest, words: str, status: int, ways: Sequence[tuple[str, str]]) -> HttpResponse:
    if request.path.endswith(".json"):
        return data({"error": words}, status)
    return refusal(_("Nothing to compare"), words, status, ways=ways)
