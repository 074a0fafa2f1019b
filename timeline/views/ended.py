"""What the address of a deal that is followed no longer answers: where it went, or why it was withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from deals.vocabulary.relations import Ending
from timeline.dates import day_in_words
from timeline.views.answers import data, kept, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from deals.record.shape import EndingRecord, Record

GONE = 410


def ended_page(request: HttpRequest, record: Record) -> HttpResponse:
    ending = _ending(record)
    if ending.ending is Ending.MERGED:
        return _led_on(request, record, "deal")
    context = {"record": record, "ended_on": day_in_words(ending.on)}
    return page("ended.html", context, GONE)


def ended_data(request: HttpRequest, record: Record, name: str) -> HttpResponse:
    """The same as JSON; `name` is the address that was asked for."""
    ending = _ending(record)
    if ending.ending is Ending.MERGED:
        return _led_on(request, record, name)
    release = reverse("timeline:release_record_json", args=[record.deal_id, record.number])
    words = _("This deal was withdrawn on {day}: {why}")
    words = words.format(day=day_in_words(ending.on), why=ending.why)
    return data({"error": words, "last_release": release}, GONE)


def _led_on(request: HttpRequest, record: Record, name: str) -> HttpResponse:
    """To the same page of the deal that it was merged into, which names this one."""
    into = _ending(record).merged_into
    query = request.META.get("QUERY_STRING", "")
    address = reverse(f"timeline:{name}", args=[into]) + (f"?{query}" if query else "")
    return kept(HttpResponsePermanentRedirect(address))


def _ending(record: Record) -> EndingRecord:
    if record.ending is None:
        raise ValueError(f"Deal {record.deal_id} is followed.")
    return record.ending
