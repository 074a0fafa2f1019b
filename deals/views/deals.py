"""A deal at the desk: what it is, its claims, its releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deals import permissions
from deals.actions.deals import create_deal, edit_deal
from deals.actions.publishing import publish
from deals.actions.refused import ChangedMeanwhileError, RefusedError
from deals.forms.deals import ArticleDealForm, DealForm, NewDealForm
from deals.models import Deal
from deals.record.overview import in_short
from deals.suggestions.models import Intake
from deals.suggestions.opening import names_a_passage, open_deal
from deals.views.access import for_staff
from deals.views.articles import article_name, article_rows
from deals.views.clashes import Editing, reason, seen_version
from deals.views.disagreeing import disagreements
from deals.views.once import once
from deals.views.reviewing import approve_chosen
from deals.views.rows import claim_rows
from deals.views.standings import next_release
from deals.views.summaries import summaries_to_mend
from deals.vocabulary.kinds import Kind

if TYPE_CHECKING:
    from django.http import HttpResponse

    from deals.views.access import DeskRequest


@for_staff(permissions.may_read_the_desk)
@require_safe
def deal(request: DeskRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Deal, public_id=public_id)
    rows = claim_rows(found.claims.all(), request.user)
    page = {
        "deal": found,
        "systems": found.systems.order_by("deal_systems__id"),
        "rows": rows,
        "to_approve": [row for row in rows if row.may_be_approved],
        "disagreements": disagreements([row.claim for row in rows]),
        "to_mend": summaries_to_mend([found]).get(found.pk, []),
        "next": next_release(found),
        "releases": found.releases.select_related("published_by").defer("document").order_by("-number"),
        "articles": article_rows(found.intakes.all()),
        "kinds": Kind.choices(),
        "authors_may_approve": settings.AUTHORS_MAY_APPROVE,
    }
    return render(request, "desk/deal.html", page)


@for_staff(permissions.may_draft)
@require_http_methods(["GET", "POST"])
@once
def edit(request: DeskRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Deal, public_id=public_id)
    editing = Editing(request, found, lambda typed, row: DealForm(typed, instance=row))
    why = reason(request)
    if editing.is_ready():
        try:
            edit_deal(deal=editing.form.instance, seen_version=editing.seen, by=request.user, why=why)
        except ChangedMeanwhileError as error:
            editing.meet(str(error), Deal.objects.get(pk=found.pk))
        except RefusedError as error:
            editing.form.add_error(None, str(error))
        else:
            messages.success(request, "Saved.")
            return redirect("desk:deal", public_id)
    page = {"deal": found, "why": why, "is_public": found.releases.exists(), **editing.page()}
    return render(request, "desk/deal_edit.html", page, status=409 if page["clash"] else 200)


@for_staff(permissions.may_draft)
@require_http_methods(["GET", "POST"])
@once
def new(request: DeskRequest) -> HttpResponse:
    form = NewDealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            systems = form.weapon_systems(by=request.user)
            made = create_deal(deal=form.instance, systems=systems, by=request.user)
        messages.success(request, "The deal is made. Say who takes part: add a participation for each party.")
        return redirect("desk:deal", made.public_id)
    return render(request, "desk/deal_new.html", {"form": form})


@for_staff(permissions.may_draft)
@require_http_methods(["GET", "POST"])
@once
def new_from_article(request: DeskRequest, public_id: str) -> HttpResponse:
    intake = get_object_or_404(Intake.objects.select_related("reading"), public_id=public_id, reading__isnull=False)
    found = {key: intake.found.get(key, []) for key in ("suppliers", "recipients", "systems")}
    form = ArticleDealForm(request.POST or None, initial={**found, "title": _proposed_title(found)})
    if request.method == "POST" and form.is_valid():
        try:
            made = _opened(form, intake, request)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, "The deal is made. Now its suggestions can be accepted.")
            if not names_a_passage(intake):
                messages.warning(request, "Add who takes part: no sentence of the article says so plainly.")
            return redirect("desk:intake", made.public_id)
    page = {"form": form, "intake": intake, "article": article_name(intake), "quote": intake.found.get("quote") or ""}
    return render(request, "desk/deal_new.html", page)


@for_staff(permissions.may_review)
@require_POST
def approve_seen(request: DeskRequest, public_id: str) -> HttpResponse:
    """Each `claim` that is posted is the number of a claim and the version seen, as in 12:3."""
    found = get_object_or_404(Deal, public_id=public_id)
    approve_chosen(request, found.claims.all())
    return redirect("desk:deal", public_id)


@for_staff(permissions.may_publish)
@require_POST
def publish_deal(request: DeskRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Deal, public_id=public_id)
    found.version = seen_version(request)
    try:
        release = publish(deal=found, by=request.user, why=reason(request))
    except RefusedError as error:
        messages.error(request, str(error))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"Release {release.number} is public. {in_short(release.changes())}")
    return redirect("desk:deal", public_id)


def _opened(form: ArticleDealForm, intake: Intake, request: DeskRequest) -> Intake:
    with transaction.atomic():
        open_deal(
            intake=intake,
            deal=form.instance,
            systems=form.weapon_systems(by=request.user),
            parties=form.parties(by=request.user),
            by=request.user,
        )
    return intake


def _proposed_title(found: dict[str, list[str]]) -> str:
    """“S-400 from Russia to Turkey”, as far as the article tells."""
    systems = ", ".join(found["systems"])
    suppliers = f" from {', '.join(found['suppliers'])}" if found["suppliers"] else ""
    recipients = f" to {', '.join(found['recipients'])}" if found["recipients"] else ""
    return f"{systems}{suppliers}{recipients}".strip()[:200]
