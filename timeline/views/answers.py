"""How every public address answers: pages and JSON that anybody may keep for a minute, and refusals in words."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response

from timeline.languages import asked_address
from timeline.version import program_version

if TYPE_CHECKING:
    from collections.abc import Callable

    from deals.queries.published import ReleaseNote
    from deals.record.shape import Record

KEPT_SECONDS = 60
"""How long a browser or a proxy may show a page without asking again."""


def page(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the public. Rendered without the request: nothing in it can touch a session or a user."""
    return kept(HttpResponse(render_to_string(f"timeline/{template}", context), status=status))


def data(document: Any, status: int = 200) -> HttpResponse:
    """JSON with its letters as they are."""
    return kept(JsonResponse(document, safe=False, status=status, json_dumps_params={"ensure_ascii": False}))


def refusal(title: str, words: str, status: int, deal_id: str = "") -> HttpResponse:
    """With `deal_id`, of a public deal, it leads to that deal's releases."""
    return page("refusal.html", {"title": title, "words": words, "deal_id": deal_id}, status)


def unless_unchanged(
    request: HttpRequest, record: Record, note: ReleaseNote, what: str, build: Callable[[], HttpResponse]
) -> HttpResponse:
    """304 where the asker has this release's page by this program already; else the answer that `build` makes."""
    script = getattr(settings, "CHART_SCRIPT", "")
    parts = (note.sha256, str(len(note.withheld)), str(record.as_of), what, program_version(), script, asked_address())
    etag = f'W/"{sha256("|".join(parts).encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or build()
    response["ETag"] = etag
    return kept(response)


def kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
