"""The list of deals, a deal's page, its page in an older release."""

from __future__ import annotations

from functools import partial, wraps
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.published import NotPublishedError
from deals.queries.shown import NoSuchReleaseError, shown_release
from deals.vocabulary.questions import IS_IT_SO, QUESTIONS
from timeline.entries import anchor
from timeline.filters import NO_FILTERS, NotAFilterError, checked, query_of
from timeline.legend import legend
from timeline.pages import deal_page
from timeline.parts import NotAPartError, leading_to_parts, part_links, part_of
from timeline.past import past
from timeline.related import ending_in_words, related_lines
from timeline.views.answers import chart_script, page, refusal, unless_unchanged
from timeline.views.asked import Asked, NotADayError, NotASearchError, NotEarlierError, asked, no_such_release
from timeline.views.ended import ended_page
from timeline.views.windows import NotAWindowError, refuse_no_window
from timeline.words import QUESTIONS as ASKED
from timeline.words import said

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

_REFUSED = {
    NotADayError: gettext_lazy("Not a day"),
    NotAWindowError: gettext_lazy("Not a window"),
    NotASearchError: gettext_lazy("Not a search"),
    NotAFilterError: gettext_lazy("Not a filter"),
    NotAPartError: gettext_lazy("Not a part"),
}


def refusing(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An unknown deal is a page with status 404, an unreadable day one with 400."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except NoSuchReleaseError as error:
            words = no_such_release(error, kwargs.get("number"))
            return refusal(_("No such release"), words, 404, deal_id=str(kwargs["deal_id"]))
        except NotPublishedError:
            return refusal(_("No such deal"), _("There is no public deal at this address."), 404)
        except tuple(_REFUSED) as error:
            return refusal(str(_REFUSED[type(error)]), str(error), 400)
        except NotEarlierError as error:
            return refusal(_("Not an earlier release"), str(error), 400, deal_id=str(kwargs["deal_id"]))

    return answered


@require_safe
@gzip_page
@refusing
def deal(request: HttpRequest, deal_id: str) -> HttpResponse:
    refuse_no_window(request)
    found = asked(request, deal_id, None)
    return unless_unchanged(request, found.state, partial(_followed, request, found))


@require_safe
@gzip_page
@refusing
def release(request: HttpRequest, deal_id: str, number: int) -> HttpResponse:
    refuse_no_window(request)
    found = asked(request, deal_id, number)
    return unless_unchanged(request, found.state, partial(_page, found))


@require_safe
@refusing
def claim(_request: HttpRequest, deal_id: str, claim_id: str) -> HttpResponse:
    """A claim's own address leads to its place on the page of the deal where it stands now."""
    record = shown_release(deal_id).record
    if any(told.id == claim_id for told in record.claims):
        number = part_of(record, claim_id, settings.CHRONOLOGY_ENTRIES)
        query = f"?part={number}" if number > 1 else ""
        return HttpResponseRedirect(f"{reverse('timeline:deal', args=[deal_id])}{query}#{anchor(claim_id)}")
    moved = next((told for told in record.moved if told.claim == claim_id and told.deal), None)
    if moved:
        return HttpResponseRedirect(reverse("timeline:claim", args=[moved.deal, claim_id]))
    return refusal(_("No such entry"), _("This deal’s public record has no entry at this address."), 404, deal_id)


@require_safe
@gzip_page
def method(_request: HttpRequest) -> HttpResponse:
    asked_by_rule = dict.fromkeys([*(question.asks for question in QUESTIONS), IS_IT_SO])
    return page("method.html", {"legend": legend(), "questions": [said(ASKED, asks) for asks in asked_by_rule]})


def _followed(request: HttpRequest, found: Asked) -> HttpResponse:
    """The page, or what became of a deal that is followed no longer."""
    return ended_page(request, found.whole) if found.whole.ending else _page(found)


def _page(found: Asked) -> HttpResponse:
    filters, most = checked(found.whole, found.filters), settings.CHRONOLOGY_ENTRIES
    made = deal_page(found.record, filters, wanted_part=found.part, most=most)
    query = query_of(filters, found.record.as_of)
    context = {
        "page": made,
        "record": found.record,
        "note": found.note,
        "newest": None if found.is_newest else found.shown.newest,
        "related": related_lines(found.record, found.naming),
        "ending": ending_in_words(found.record),
        "shown_then": found.shown.shown_then,
        "legend": legend(),
        "wide_svg": mark_safe(made.wide_svg),  # noqa: S308  timeline.svg escapes every text in it
        "narrow_svg": mark_safe(made.narrow_svg),  # noqa: S308  the same
        "past": past(found.whole, found.record.as_of, found.filters),
        "parts": part_links(made.part, query, most),
        "kept": query_of(found.filters, None),
        "present_query": f"?{urlencode(query_of(found.filters, None))}",
        **_addresses(found),
    }
    answer = page("deal.html", context)
    if made.part.last > 1:
        answer.content = leading_to_parts(answer.content.decode(), made.part, query)
    return answer


def _addresses(found: Asked) -> dict[str, str]:
    """Where the same deal is without `as_of`, its figure with it, and the chart's script ("" where none is there)."""
    record = found.record
    which = [record.deal_id] if found.is_newest else [record.deal_id, record.number]
    prefix = "" if found.is_newest else "release_"
    query = urlencode(query_of(found.filters, record.as_of))
    return {
        "present_address": reverse("timeline:deal", args=[record.deal_id]),
        "unfiltered_query": f"?{urlencode(query_of(NO_FILTERS, record.as_of))}",
        "figure_address": f"{reverse(f'timeline:{prefix}figure_json', args=which)}?{query}{'&' if query else ''}",
        "chart_script": chart_script(),
    }
