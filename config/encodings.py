"""Believes who refuses to be answered packed: Django and our kept pages look for the word “gzip” alone."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

_HEADER = "HTTP_ACCEPT_ENCODING"
_REFUSED = re.compile(r"\s*(x-)?gzip\s*;\s*q\s*=\s*0(\.0*)?\s*", re.IGNORECASE)
"""As HTTP writes it (RFC 9110, 12.4.2): a weight of nought means “not acceptable”."""


class HearRefusedEncodings:
    """Before all that packs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        wanted = request.META.get(_HEADER, "").split(",")
        request.META[_HEADER] = ",".join(coding for coding in wanted if not _REFUSED.fullmatch(coding))
        return self.get_response(request)
