"""Who may see a page of the desk: strangers are sent to sign in, members without the right read why not.

Each view states the right that it asks for; `config.rights` refuses whatever states none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.views.decorators.cache import never_cache

from deals import permissions
from deals.models import Member
from deals.permissions import Right

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing."""

V = TypeVar("V", bound="Callable[..., HttpResponseBase]")

REFUSALS: dict[Callable[[Member], bool], str] = {
    permissions.may_review: "Only a publisher may do this. Ask a publisher, or ask an administrator for that role.",
    permissions.may_publish: "Only a publisher publishes. Ask one to do it.",
    permissions.may_manage_members: "Only an administrator manages members. Ask one to do it.",
    permissions.may_retract: "Only a publisher retracts a claim. Ask one to do it.",
    permissions.may_withhold: "Only a publisher or an administrator withholds. Ask one to do it.",
}
REFUSED = "Your account may not do this. Ask an administrator for the right to."


class DeskRequest(HttpRequest):
    """A request by somebody who signed in and may see the page."""

    user: Member


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The predicates of `deals.permissions` that a view asks: to look, and to change something."""

    to_look: Callable[[Member], bool]
    to_change: Callable[[Member], bool]

    def by(self, method: str | None) -> Callable[[Member], bool]:
        return self.to_look if method in SAFE else self.to_change


def for_staff(
    may: Callable[[Member], bool], *, to_change: Callable[[Member], bool] | None = None
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """The view runs only for members of whom the predicate holds; `to_change`: one more for what writes."""
    asked = Asked(to_look=may, to_change=to_change or may)

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **names: Any) -> HttpResponse:
            if not isinstance(request.user, Member):
                return redirect_to_login(_way_back(request), reverse("desk:sign_in"))
            may = asked.by(request.method)
            if not may(request.user):
                return render(request, "desk/refused.html", {"sentence": REFUSALS.get(may, REFUSED)}, status=403)
            return view(cast("DeskRequest", request), *args, **names)

        return _stating(never_cache(guarded), asked)

    return guard


def open_to_all(view: V) -> V:
    """The view asks for no right: one signs in and out by it."""
    return _stating(view, None)


def states_its_right(view: Callable[..., Any]) -> bool:
    return hasattr(view, "asked")


def rights(request: HttpRequest) -> dict[str, Any]:
    """For templates, as in `{% if may.draft %}`: what the member who looks may do."""
    return {"may": SimpleLazyObject(lambda: _rights_of(request.user))}


def _rights_of(user: object) -> dict[str, bool]:
    return {right.name.lower(): isinstance(user, Member) and permissions.has(user, right) for right in Right}


def _stating(view: V, asked: Asked | None) -> V:
    view.asked = asked  # type: ignore[attr-defined]
    return view


def too_old(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  Django's reason is for its log
    """What was sent carries no token of this site, or an old one: CSRF_FAILURE_VIEW."""
    return render(request, "desk/too_old.html", status=403)


def _way_back(request: HttpRequest) -> str:
    """After signing in one comes back to a page that was asked for, not to something that was sent off."""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("desk:inbox")
