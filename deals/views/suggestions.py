"""Deciding on a suggestion: accept, amend, reject. Then the page comes back at the next one that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from deals import permissions
from deals.actions.refused import RefusedError
from deals.forms.claims import CLAIM_FORMS
from deals.suggestions.deciding import accept, reject
from deals.suggestions.drafting import drafted_claim
from deals.suggestions.models import Intake, Suggestion, SuggestionState
from deals.views.access import for_staff
from deals.views.articles import article_name
from deals.views.intakes import suggestions_of
from deals.views.names import names_to_offer
from deals.views.once import once
from deals.vocabulary.kinds import Kind

if TYPE_CHECKING:
    from django.http import HttpResponse, HttpResponseRedirect

    from deals.forms.claims import ClaimForm
    from deals.models import Claim, Deal, Member
    from deals.views.access import DeskRequest

CHOOSE_FIRST = "Choose the deal first: then the suggestions can be accepted."


@for_staff(permissions.may_decide)
@require_POST
def accept_suggestion(request: DeskRequest, public_id: str, number: int) -> HttpResponse:
    intake, suggestion = _suggestion(public_id, number)
    if intake.deal is None:
        messages.error(request, CHOOSE_FIRST)
        return redirect("desk:intake", public_id)
    try:
        accept(suggestion=suggestion, deal=intake.deal, by=request.user)
    except ValidationError:
        messages.warning(request, "Something is missing for a claim of this kind. Fill it in, then store it.")
        return redirect("desk:amend", public_id, number)
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        _say_who_decided(request, suggestion, "Accepted.")
    return _next_waiting(intake, suggestion)


@for_staff(permissions.may_decide)
@require_POST
def reject_suggestion(request: DeskRequest, public_id: str, number: int) -> HttpResponse:
    intake, suggestion = _suggestion(public_id, number)
    try:
        reject(suggestion=suggestion, by=request.user)
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        _say_who_decided(request, suggestion, "Rejected.")
    return _next_waiting(intake, suggestion)


@for_staff(permissions.may_decide)
@require_http_methods(["GET", "POST"])
@once
def amend(request: DeskRequest, public_id: str, number: int) -> HttpResponse:
    intake, suggestion = _suggestion(public_id, number)
    if intake.deal is None:
        messages.error(request, CHOOSE_FIRST)
        return redirect("desk:intake", public_id)
    if suggestion.state != SuggestionState.WAITING and request.method == "GET":
        messages.info(request, _who_decided(suggestion))
        return redirect(f"{reverse('desk:intake', args=[public_id])}#s{number}")
    draft = drafted_claim(suggestion, intake.deal)
    form = CLAIM_FORMS[Kind(draft.claim.kind)](request.POST or None, deal=intake.deal, draft=draft)
    if request.method == "POST" and form.is_valid() and _stored(form, suggestion, intake.deal, request.user):
        messages.success(request, "Amended and accepted.")
        return _next_waiting(intake, suggestion)
    page = {
        "intake": intake,
        "article": article_name(intake),
        "form": form,
        "quote": suggestion.quote,
        **names_to_offer(intake.deal),
    }
    return render(request, "desk/amend.html", page)


def _stored(form: ClaimForm, suggestion: Suggestion, deal: Deal, by: Member) -> bool:
    """Accept it as amended. What is wrong, or that somebody else decided meanwhile, stands in the form."""
    try:
        with transaction.atomic():
            claim = accept(suggestion=suggestion, deal=deal, by=by, amended=form.draft(by=by))
            _check_is_ours(claim, form, suggestion)
    except RefusedError as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.refuse(error)
    return not form.errors


def _check_is_ours(claim: Claim, form: ClaimForm, suggestion: Suggestion) -> None:
    if claim.pk != form.instance.pk:
        suggestion.refresh_from_db()
        raise RefusedError(f"{_who_decided(suggestion)} What you typed here was not stored.")


def _suggestion(public_id: str, number: int) -> tuple[Intake, Suggestion]:
    """The intake, and the suggestion in its text."""
    intake = get_object_or_404(Intake.objects.select_related("deal"), public_id=public_id, reading__isnull=False)
    return intake, get_object_or_404(suggestions_of(intake.reading), pk=number)  # type: ignore[arg-type]


def _say_who_decided(request: DeskRequest, suggestion: Suggestion, done: str) -> None:
    """One’s own decision, or that somebody else was first."""
    suggestion.refresh_from_db()
    if suggestion.decision and suggestion.decision.decided_by == request.user:
        messages.success(request, done)
    else:
        messages.warning(request, _who_decided(suggestion))


def _who_decided(suggestion: Suggestion) -> str:
    if suggestion.decision is None:
        return "This suggestion waits."
    deal = f" on “{suggestion.claim.deal}”" if suggestion.claim else ""
    when = f"{suggestion.decision.decided_at:%H:%M} UTC"
    return f"{suggestion.decision.decided_by} has {suggestion.state} this suggestion{deal} at {when}."


def _next_waiting(intake: Intake, suggestion: Suggestion) -> HttpResponseRedirect:
    """Back to the next that waits, after this one or else from the top."""
    waiting = Suggestion.objects.filter(reading=suggestion.reading_id).waiting().values_list("start", "pk")
    after = [place for place in waiting if place > (suggestion.start, suggestion.pk)]
    following = next(iter(after or waiting), None)
    anchor = f"s{following[1]}" if following else "decided"
    return redirect(f"{reverse('desk:intake', args=[intake.public_id])}#{anchor}")
