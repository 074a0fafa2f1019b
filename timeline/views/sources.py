"""The pages of sources and outlets, and the same as JSON."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.resting import claims_in_words
from deals.queries.subjects import mentioning_deals, subject
from deals.record.reading import as_document
from deals.vocabulary.subjects import Subject
from timeline.sources import source_page
from timeline.views.answers import data, page, unless_unchanged
from timeline.views.finding import asked_place
from timeline.views.subjects import refusing

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from deals.queries.subjects import MentioningDeals, SubjectHead


@require_safe
@gzip_page
@refusing
def source(request: HttpRequest, source_id: str) -> HttpResponse:
    return _answer(request, Subject.SOURCE, source_id, _page)


@require_safe
@gzip_page
@refusing
def source_json(request: HttpRequest, source_id: str) -> HttpResponse:
    return _answer(request, Subject.SOURCE, source_id, _data)


@require_safe
@gzip_page
@refusing
def outlet(request: HttpRequest, outlet_id: str) -> HttpResponse:
    return _answer(request, Subject.OUTLET, outlet_id, _page)


@require_safe
@gzip_page
@refusing
def outlet_json(request: HttpRequest, outlet_id: str) -> HttpResponse:
    return _answer(request, Subject.OUTLET, outlet_id, _data)


def _answer(
    request: HttpRequest, kind: Subject, own_id: str, build: Callable[[SubjectHead, str], HttpResponse]
) -> HttpResponse:
    after, head = asked_place(request), subject(kind, own_id)
    return unless_unchanged(request, head.state, partial(build, head, after))


def _page(head: SubjectHead, after: str) -> HttpResponse:
    found = _deals(head, after)
    made = source_page(head, found, claims_in_words(found.deals))
    return page("source.html", {"page": made, "head": head, "json": _json_address(head)})


def _data(head: SubjectHead, after: str) -> HttpResponse:
    found = _deals(head, after)
    rows = [
        {
            "id": deal.deal.id,
            "title": deal.deal.title,
            "address": reverse("timeline:deal", args=[deal.deal.id]),
            "claims": as_document(deal.proofs),
        }
        for deal in found.deals
    ]
    further = f"{_json_address(head)}?after={found.next_place}" if found.next_place else None
    return data({head.subject.value: head.told, "deals": rows, "next": further})


def _deals(head: SubjectHead, after: str) -> MentioningDeals:
    return mentioning_deals(head, role="", phase="", after=after, most=settings.DEALS_LISTED)


def _json_address(head: SubjectHead) -> str:
    return reverse(f"timeline:{head.subject.value}_json", args=[head.id])
