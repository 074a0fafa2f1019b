"""Refuses forms in character sets that no browser sends, before anything tries to decode them."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]*)", re.IGNORECASE)
KNOWN = frozenset({"", "utf-8", "utf8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "windows-1252"})


class RefuseUnknownCharsets:
    """First of all middleware: those after it read the form, and fail on UTF-16."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        named = _CHARSET.search(request.META.get("CONTENT_TYPE", ""))
        if named and named.group(1).lower() not in KNOWN:
            return HttpResponseBadRequest("Send the form as UTF-8.\n", content_type="text/plain; charset=utf-8")
        return self.get_response(request)
