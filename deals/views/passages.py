"""A claim that a person reads in the article: select the passage, say the kind, fill in the form."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from deals import permissions
from deals.actions.refused import RefusedError
from deals.forms.claims import CLAIM_FORMS
from deals.forms.passages import PassageForm
from deals.suggestions.deciding import add_from_passage
from deals.suggestions.models import Intake
from deals.views.access import for_staff
from deals.views.articles import article_name
from deals.views.intakes import intake_page
from deals.views.names import names_to_offer
from deals.views.once import once
from deals.views.suggestions import CHOOSE_FIRST
from deals.vocabulary.kinds import Kind

if TYPE_CHECKING:
    from django.http import HttpResponse

    from deals.forms.claims import ClaimForm
    from deals.models import Deal, Member
    from deals.sources.models import Reading
    from deals.views.access import DeskRequest


@for_staff(permissions.may_draft)
@require_POST
def select_passage(request: DeskRequest, public_id: str) -> HttpResponse:
    intake, reading = _read_intake(public_id)
    form = PassageForm(request.POST, reading=reading)
    if not form.is_valid():
        return intake_page(request, intake, reading, form, status=422)
    if intake.deal is None:
        messages.error(request, CHOOSE_FIRST)
        return redirect("desk:intake", public_id)
    start, end = form.place
    place = urlencode({"start": start, "end": end, "kind": form.cleaned_data["kind"]})
    return redirect(f"{reverse('desk:add_claim', args=[public_id])}?{place}")


@for_staff(permissions.may_draft)
@require_http_methods(["GET", "POST"])
@once
def add_claim(request: DeskRequest, public_id: str) -> HttpResponse:
    intake, reading = _read_intake(public_id)
    if intake.deal is None:
        messages.error(request, CHOOSE_FIRST)
        return redirect("desk:intake", public_id)
    kind, start, end = _place(request, reading)
    form = CLAIM_FORMS[kind](request.POST or None, deal=intake.deal)
    quote = reading.text[start:end]
    if request.method == "POST" and form.is_valid():
        if request.POST.get("quote", "").splitlines() != quote.splitlines():
            form.add_error(None, "The passage is not the one that you selected. Go back and select it again.")
        elif _stored(form, (reading, start, end), intake.deal, request.user):
            messages.success(request, f"Added: {form.instance.label}.")
            return redirect("desk:intake", public_id)
    page = {
        "intake": intake,
        "article": article_name(intake),
        "form": form,
        "quote": quote,
        "kind": kind,
        **names_to_offer(intake.deal),
    }
    return render(request, "desk/add_claim.html", page)


def _stored(form: ClaimForm, passage: tuple[Reading, int, int], deal: Deal, by: Member) -> bool:
    reading, start, end = passage
    try:
        with transaction.atomic():
            draft = form.draft(by=by)
            add_from_passage(reading=reading, start=start, end=end, deal=deal, draft=draft, by=by)
    except RefusedError as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.refuse(error)
    return not form.errors


def _read_intake(public_id: str) -> tuple[Intake, Reading]:
    intake = get_object_or_404(Intake.objects.select_related("deal", "reading"), public_id=public_id)
    if intake.reading is None:
        raise Http404("This article has no text yet.")
    return intake, intake.reading


def _place(request: DeskRequest, reading: Reading) -> tuple[Kind, int, int]:
    """The kind and the passage that the address names."""
    try:
        kind = Kind(request.GET["kind"])
        start, end = int(request.GET["start"]), int(request.GET["end"])
    except (KeyError, ValueError) as error:
        raise Http404("The address names no passage.") from error
    if not 0 <= start < end <= len(reading.text):
        raise Http404("The address names no passage of this text.")
    return kind, start, end
