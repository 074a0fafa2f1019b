"""A source at the desk: correct what it says of itself, and see what rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from deals import permissions
from deals.actions.refused import RefusedError
from deals.actions.sources import claims_citing, edit_source, needs_reason
from deals.forms.sources import SourceForm
from deals.signing import signed
from deals.sources.models import Source
from deals.suggestions.models import Intake
from deals.views.access import for_staff
from deals.views.articles import article_rows
from deals.views.clashes import reason
from deals.views.names import outlets_to_offer

if TYPE_CHECKING:
    from django.http import HttpResponse

    from deals.views.access import DeskRequest


@for_staff(permissions.may_draft)
@require_http_methods(["GET", "POST"])
def source(request: DeskRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Source.objects.select_related("outlet"), public_id=public_id)
    form = SourceForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid() and _stored(form, request):
        messages.success(request, "The source is corrected. Readers see it with each deal’s next release.")
        return redirect("desk:source", public_id)
    stored = Source.objects.select_related("outlet").get(pk=found.pk)
    page = {
        "source": stored,
        "form": form,
        "needs_reason": needs_reason(stored),
        "why": request.POST.get("why", ""),
        "claims": claims_citing(stored).select_related("deal"),
        "articles": article_rows(Intake.objects.filter(reading__snapshot__source=stored)),
        "outlets": outlets_to_offer(),
    }
    return render(request, "desk/source.html", page)


def _stored(form: SourceForm, request: DeskRequest) -> bool:
    why = reason(request)
    try:
        with signed(by=request.user.pk, why=why):
            edit_source(source=form.corrected(), by=request.user, why=why)
    except RefusedError as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return not form.errors
