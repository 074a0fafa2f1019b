"""A claim at the desk: edit it, cite it once more, approve or retract it; and a claim that is typed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from deals import permissions
from deals.actions.claims import (
    add_citation,
    add_claim,
    approve_claim,
    correct_citation,
    edit_claim,
    retract_claim,
)
from deals.actions.refused import ChangedMeanwhileError, RefusedError
from deals.forms.citations import CitationForm, CorrectionForm
from deals.forms.claims import CLAIM_FORMS, ClaimForm
from deals.forms.moving import SequelForm
from deals.models import Claim, Deal
from deals.views.access import for_staff
from deals.views.clashes import Editing, reason, seen_version
from deals.views.names import names_to_offer
from deals.views.once import once
from deals.views.rows import claim_row
from deals.vocabulary.kinds import ClaimState, Kind

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict

    from deals.models import Member
    from deals.views.access import DeskRequest


@for_staff(permissions.may_read_the_desk, to_change=permissions.may_draft)
@require_http_methods(["GET", "POST"])
@once
def claim(request: DeskRequest, public_id: str) -> HttpResponse:
    editing = _editing(request, _claim(public_id))
    if editing.is_ready():
        try:
            _save(editing, request)
        except ChangedMeanwhileError as error:
            editing.meet(str(error), _claim(public_id))
        except RefusedError as error:
            editing.form.add_error(None, str(error))
        except ValidationError as error:
            editing.form.refuse(error)
        else:
            messages.success(request, "Saved as a draft. It is public once it is approved and published.")
            return redirect("desk:claim", public_id)
    return _claim_page(request, _claim(public_id), editing, CitationForm())


@for_staff(permissions.may_cite)
@require_POST
@once
def cite(request: DeskRequest, public_id: str) -> HttpResponse:
    found = _claim(public_id)
    form = CitationForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                add_citation(claim=found, citation=form.draft(by=request.user), by=request.user)
        except RefusedError as error:
            form.add_error(None, str(error))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "The citation is added.")
            return redirect("desk:claim", public_id)
    return _claim_page(request, found, _editing(request, found, is_sent=False), form)


@for_staff(permissions.may_cite)
@require_http_methods(["GET", "POST"])
@once
def citation(request: DeskRequest, public_id: str, number: int) -> HttpResponse:
    """Correct what a citation says of who said it, where and through whom; its source and its passages stay."""
    claim = _claim(public_id)
    found = get_object_or_404(claim.citations.select_related("source", "origin__speaker__party"), pk=number)
    form = CorrectionForm(request.POST or None, citation=found)
    if form.is_bound and form.is_valid() and _corrected(form, request):
        messages.success(request, "The citation is corrected. The claim is a draft until that is approved.")
        return redirect("desk:claim", public_id)
    page = {"claim": claim, "citation": found, "form": form, "why": reason(request), **names_to_offer(claim.deal)}
    return render(request, "desk/citation.html", page)


def _corrected(form: CorrectionForm, request: DeskRequest) -> bool:
    by = request.user
    try:
        with transaction.atomic():
            correct_citation(
                citation=form.citation,
                origin=form.origin(by=by),
                said=form.said_columns(),
                seen_version=seen_version(request),
                by=by,
                why=reason(request),
            )
    except RefusedError as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return not form.errors


@for_staff(permissions.may_review)
@require_POST
def approve(request: DeskRequest, public_id: str) -> HttpResponse:
    found = _claim(public_id)
    try:
        approve_claim(claim=found, seen_version=seen_version(request), by=request.user)
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Approved: {found.label}.")
    return redirect("desk:deal", found.deal.public_id)


@for_staff(permissions.may_retract)
@require_POST
def retract(request: DeskRequest, public_id: str) -> HttpResponse:
    found = _claim(public_id)
    try:
        retract_claim(claim=found, by=request.user, why=reason(request))
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"Retracted: {found.label}. The next release says so.")
    return redirect("desk:deal", found.deal.public_id)


@for_staff(permissions.may_draft)
@require_http_methods(["GET", "POST"])
@once
def type_claim(request: DeskRequest, public_id: str) -> HttpResponse:
    """A claim without an article at hand: the form of its kind, and its first citation, paraphrased."""
    deal, kind = get_object_or_404(Deal, public_id=public_id), _kind(request)
    form = CLAIM_FORMS[kind](request.POST or None, deal=deal, is_cited_apart=True)
    citation = CitationForm(request.POST or None)
    is_whole = request.method == "POST" and form.is_valid() & citation.is_valid()
    if is_whole and _typed(form, citation, deal, request.user):
        messages.success(request, f"Added: {form.instance.label}.")
        return redirect("desk:deal", public_id)
    page = {"form": form, "citation": citation, "kind": kind, **names_to_offer(deal)}
    return render(request, "desk/claim_new.html", page)


def _typed(form: ClaimForm, citation: CitationForm, deal: Deal, by: Member) -> bool:
    try:
        with transaction.atomic():
            claim = form.changed_claim(by=by)
            claim.deal = deal
            add_claim(claim=claim, citations=[citation.draft(by=by, speaker=claim.speaker)], by=by)
    except RefusedError as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.refuse(error)
    return not form.errors


def _editing(request: DeskRequest, claim: Claim, *, is_sent: bool = True) -> Editing:
    def make(typed: QueryDict | None, row: Claim) -> ClaimForm:
        return CLAIM_FORMS[Kind(row.kind)](typed, deal=claim.deal, instance=row)

    return Editing(request, claim, make, is_sent=is_sent)


def _save(editing: Editing, request: DeskRequest) -> None:
    with transaction.atomic():
        changed = editing.form.changed_claim(by=request.user)
        unasked = "" if changed.state == ClaimState.APPROVED else "edited at the desk"
        why = reason(request) or unasked
        edit_claim(claim=changed, seen_version=editing.seen, by=request.user, why=why)


def _claim(public_id: str) -> Claim:
    claims = Claim.objects.select_related("deal", "track", "drafted_by", "speaker__party", "related_deal")
    return get_object_or_404(claims, public_id=public_id)


def _claim_page(request: DeskRequest, claim: Claim, editing: Editing, citation: CitationForm) -> HttpResponse:
    page = {
        "claim": claim,
        "row": claim_row(claim, request.user),
        "citation": citation,
        "sequels": claim.sequels.select_related("followed_by"),
        "sequel_form": SequelForm(claim=claim),
        "why": request.POST.get("why", ""),
        "may_edit": permissions.may_edit(request.user, claim),
        "may_cite": permissions.may_add_a_citation(request.user, claim),
        "may_retract": permissions.may_retract_it(request.user, claim),
        "not_stored": editing.typed_otherwise() if claim.state == ClaimState.RETRACTED else [],
        **editing.page(),
        **names_to_offer(claim.deal),
    }
    return render(request, "desk/claim.html", page, status=409 if page["clash"] else 200)


def _kind(request: DeskRequest) -> Kind:
    try:
        return Kind(request.GET.get("kind", Kind.PARTICIPATION))
    except ValueError as error:
        raise Http404("There is no such kind of claim.") from error
