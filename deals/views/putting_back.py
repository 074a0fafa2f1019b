"""Undoing one change, and putting a deal's claims back: first what it would do, then the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from deals import permissions
from deals.actions.refused import RefusedError
from deals.actions.restoring import restore_deal
from deals.actions.standing_in_the_way import in_the_way
from deals.actions.undoing import undo_change
from deals.forms.restoring import RestoreForm
from deals.models import Deal
from deals.models.past import turns_signed
from deals.queries.history import change_signed
from deals.queries.restoring import restoring
from deals.views.access import for_staff
from deals.views.clashes import reason, seen_versions
from deals.views.history import HISTORIES, in_lines, row_lines
from deals.views.once import once

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpResponse

    from deals.views.access import DeskRequest


@for_staff(permissions.may_cite)
@require_http_methods(["GET", "POST"])
@once
def undo(request: DeskRequest, signature: UUID) -> HttpResponse:
    """A change with what stands in its way, or with the question why it is undone."""
    back, problem = _way_back(request), ""
    if request.method == "POST":
        problem = _undone(request, signature)
        if not problem:
            messages.success(request, "Undone. That is a change of its own, which can be undone too.")
            return redirect(back)
    change = change_signed(signature)
    if change is None:
        raise Http404("There is no such change.")
    page = {
        "told": in_lines(change),
        "in_the_way": in_the_way(signature, turns_signed(signature), request.user),
        "problem": problem,
        "why": reason(request),
        "back": back,
    }
    return render(request, "desk/undo.html", page, status=409 if problem else 200)


def _undone(request: DeskRequest, signature: UUID) -> str:
    """Empty where it is undone, else the sentence that says why not."""
    try:
        undo_change(signature=signature, by=request.user, why=reason(request))
    except RefusedError as error:
        return str(error)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


@for_staff(permissions.may_draft)
@require_http_methods(["GET", "POST"])
@once
def restore(request: DeskRequest, public_id: str) -> HttpResponse:
    """The address says which past (`release` or `moment`); what is posted are the claims seen, and why."""
    deal = get_object_or_404(Deal, public_id=public_id)
    form = RestoreForm(request.GET or None, deal=deal)
    page: dict[str, Any] = {"deal": deal, "form": form, "why": reason(request)}
    if form.is_valid():
        page["problem"] = _restored(request, deal, form) if request.method == "POST" else ""
        if request.method == "POST" and not page["problem"]:
            return redirect("desk:deal", public_id)
        preview = restoring(form.then())
        page |= {"preview": preview, "which": form.which, "rows": [row_lines(row) for row in preview.changes]}
    return render(request, "desk/restore.html", page, status=409 if page.get("problem") else 200)


def _restored(request: DeskRequest, deal: Deal, form: RestoreForm) -> str:
    """Empty where the claims are put back, else the sentence that says why not."""
    try:
        seen, why = seen_versions(request), reason(request)
        claims = restore_deal(deal=deal, then=form.then, seen_versions=seen, by=request.user, why=why)
    except RefusedError as error:
        return str(error)
    except ValidationError as error:
        return " ".join(error.messages)
    number = len(claims)
    what = "1 claim is" if number == 1 else f"{number} claims are"
    messages.success(request, f"{what} put back {form.which}. Each is a draft until it is approved.")
    return ""


def _way_back(request: DeskRequest) -> str:
    """To the history from which one came; to the inbox where the address says none of ours."""
    kind, _, public_id = request.GET.get("from", "").partition(":")
    known = kind in HISTORIES and public_id.isalnum()
    return reverse(f"desk:{kind}_history", args=[public_id]) if known else reverse("desk:inbox")
