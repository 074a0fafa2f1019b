"""How every public address answers: pages and JSON that anybody may keep for a minute, and refusals in words."""

from __future__ import annotations

import gzip
from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import orjson
from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.cache import get_conditional_response, patch_vary_headers

from timeline.languages import asked_address
from timeline.version import program_version

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KEPT_SECONDS = 60
"""How long a browser or a proxy may show a page without asking again."""


def page(template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the public. Rendered without the request: nothing in it can touch a session or a user."""
    return kept(HttpResponse(render_to_string(f"timeline/{template}", context), status=status))


def chart_script() -> str:
    """The address of the script that charts are drawn with; empty where none is there."""
    return static(settings.CHART_SCRIPT) if settings.CHART_SCRIPT else ""


def data(document: Any, status: int = 200) -> HttpResponse:
    """JSON with its letters as they are."""
    return kept(HttpResponse(as_json(document), content_type="application/json", status=status))


def as_json(document: Any) -> bytes:
    """Numbers that are exact in the register, Decimals, are texts. Keys may be words of a vocabulary."""
    return orjson.dumps(document, default=str, option=orjson.OPT_NON_STR_KEYS)


def refusal(
    title: str, words: str, status: int, deal_id: str = "", ways: Sequence[tuple[str, str]] = ()
) -> HttpResponse:
    """With `deal_id`, of a public deal, it leads to that deal's releases; `ways` are others on: (words, address)."""
    return page("refusal.html", {"title": title, "words": words, "deal_id": deal_id, "ways": ways}, status)


def unless_unchanged(request: HttpRequest, state: str, build: Callable[[], HttpResponse]) -> HttpResponse:
    """304 where the asker has it already; else as it was made for somebody before, or as `build` makes it.

    `state` is all that the answer depends on beside the address with its language, the program and its settings.
    """
    program = (program_version(), settings.CHART_SCRIPT, settings.PUBLIC_QUOTE_CHARACTERS)
    parts = (state, asked_address(), request.GET.get("format", ""), *program)
    etag = f'W/"{sha256(repr(parts).encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or _made_once(request, etag, build)
    response["ETag"] = etag
    return kept(response)


def _made_once(request: HttpRequest, etag: str, build: Callable[[], HttpResponse]) -> HttpResponse:
    """Pages cost far more to make and to compress than to keep: a process keeps those that it made last."""
    found = caches["pages"].get(etag)
    if found is None:
        response = build()
        if response.status_code != HTTPStatus.OK:
            return response
        found = gzip.compress(response.content, compresslevel=6), response["Content-Type"]
        caches["pages"].set(etag, found)
    return _unpacked(request, *found)


def _unpacked(request: HttpRequest, packed: bytes, kind: str) -> HttpResponse:
    accepts = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(packed if accepts else gzip.decompress(packed), content_type=kind)
    if accepts:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return response
