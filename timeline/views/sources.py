"""The pages of sources and outlets, and the same as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from deals.queries.resting import claims_in_words
from deals.queries.subjects import mentioning_deals
from deals.record.reading import as_document
from deals.vocabulary.subjects import Subject
from timeline.sources import source_page
from timeline.views.answers import data, page
from timeline.views.finding import asked_place
from timeline.views.subjects import answering, json_address

if TYPE_CHECKING:
    from django.http import HttpResponse

    from deals.queries.subjects import MentioningDeals, SubjectHead


def _page(head: SubjectHead, after: str) -> HttpResponse:
    found = _deals(head, after)
    made = source_page(head, found, claims_in_words(found.deals))
    return page("source.html", {"page": made, "head": head, "json": json_address(head)})


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
    further = f"{json_address(head)}?after={found.next_place}" if found.next_place else None
    return data({head.subject.value: head.told, "deals": rows, "next": further})


def _deals(head: SubjectHead, after: str) -> MentioningDeals:
    return mentioning_deals(head, role="", phase="", after=after, most=settings.DEALS_LISTED)


source = answering(Subject.SOURCE, asked_place, _page)
source_json = answering(Subject.SOURCE, asked_place, _data)
outlet = answering(Subject.OUTLET, asked_place, _page)
outlet_json = answering(Subject.OUTLET, asked_place, _data)
