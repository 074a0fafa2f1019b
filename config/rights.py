"""Deny by default: what no rule opens is closed, whatever its view would do."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render

from deals.views.access import SAFE, states_its_right

CLOSED = "This page states no right that opens it, so it is closed to everybody. Tell whoever runs this installation."


class RefuseWhatStatesNoRight:
    """At the desk each view states its right. All other addresses are public, and nothing there takes a write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: tuple[Any, ...], _names: dict[str, Any]
    ) -> HttpResponse | None:
        if is_of_the_desk(request):
            if states_its_right(view):
                return None
            return render(request, "desk/refused.html", {"sentence": CLOSED}, status=403)
        return None if request.method in SAFE else HttpResponseNotAllowed(sorted(SAFE))


def is_of_the_desk(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.namespaces == ["desk"]
