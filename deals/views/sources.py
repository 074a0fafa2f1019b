"""A source at the desk: correct what it says of itself, and see what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from deals import permissions
from deals.actions.refused import ChangedMeanwhileError, RefusedError
from deals.actions.sources import claims_citing, edit_source, needs_reason
from deals.forms.sources import SourceForm
from deals.signing import signed
from deals.sources.models import Source
from deals.suggestions.models import Intake
from deals.views.access import for_staff
from deals.views.articles import article_rows
from deals.views.clashes import Editing, reason
from deals.views.names import outlets_to_offer
from deals.views.once import once

if TYPE_CHECKING:
    from django.http import HttpResponse

    from deals.views.access import DeskRequest


@for_staff(permissions.may_read_the_desk, to_change=permissions.may_cite)
@require_http_methods(["GET", "POST"])
@once
def source(request: DeskRequest, public_id: str) -> HttpResponse:
    found = _source(public_id)
    editing = Editing(request, found, lambda typed, row: SourceForm(typed, instance=row))
    if editing.is_ready() and _stored(editing, request):
        messages.success(request, "The source is corrected. Readers see it with each deal’s next release.")
        return redirect("desk:source", public_id)
    stored = _source(public_id)
    page = {
        "source": stored,
        "needs_reason": needs_reason(stored),
        "why": request.POST.get("why", ""),
        "claims": claims_citing(stored).select_related("deal"),
        "number_waiting": claims_citing(stored).waiting().count(),
        "articles": article_rows(Intake.objects.filter(reading__snapshot__source=stored)),
        "outlets": outlets_to_offer(),
        **editing.page(),
    }
    return render(request, "desk/source.html", page, status=409 if page["clash"] else 200)


def _stored(editing: Editing, request: DeskRequest) -> bool:
    why = reason(request)
    try:
        with signed(by=request.user.pk, why=why):
            edit_source(source=editing.form.corrected(), seen_version=editing.seen, by=request.user, why=why)
    except ChangedMeanwhileError as error:
        editing.meet(str(error), _source(editing.row.public_id))
        return False
    except RefusedError as error:
        editing.form.add_error(None, str(error))
    except ValidationError as error:
        editing.form.add_error(None, error.messages)
    return not editing.form.errors


def _source(public_id: str) -> Source:
    return get_object_or_404(Source.objects.select_related("outlet"), public_id=public_id)
