"""Who may see a page of the desk: strangers are sent to sign in, members without the right read why not."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from deals import permissions
from deals.models import Member

if TYPE_CHECKING:
    from collections.abc import Callable

REFUSALS: dict[Callable[[Member], bool], str] = {
    permissions.may_review: "Only a publisher may do this. Ask a publisher, or ask an administrator for that role.",
    permissions.may_retract: "Only a publisher retracts a claim. Ask one to do it.",
    permissions.may_withhold: "Only a publisher or an administrator withholds. Ask one to do it.",
}
REFUSED = "Your account may not do this. Ask an administrator for the right to."


class DeskRequest(HttpRequest):
    """A request by somebody who signed in and may see the page."""

    user: Member


def for_staff(may: Callable[[Member], bool]) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The view runs only for members of whom the predicate of `deals.permissions` holds."""

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **names: Any) -> HttpResponse:
            if not isinstance(request.user, Member):
                return redirect_to_login(_way_back(request), reverse("desk:sign_in"))
            if not may(request.user):
                return render(request, "desk/refused.html", {"sentence": REFUSALS.get(may, REFUSED)}, status=403)
            return view(cast("DeskRequest", request), *args, **names)

        return never_cache(guarded)

    return guard


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's reason is for its log
    """What was sent carries no token of this site, or an old one: CSRF_FAILURE_VIEW."""
    return render(request, "desk/too_old.html", status=403)


def _way_back(request: HttpRequest) -> str:
    """After signing in one comes back to a page that was asked for, not to something that was sent off."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("desk:inbox")
