"""The inbox: take in an article, see what waits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from deals import permissions
from deals.actions.refused import RefusedError
from deals.forms.taking_in import TakeInForm
from deals.models import Claim, Deal, Release, Withholding
from deals.sources.models import Source
from deals.suggestions.intakes import start_intake
from deals.suggestions.models import Intake, SuggestionState
from deals.tasks import enqueue
from deals.views.access import for_staff
from deals.views.articles import article_rows
from deals.views.names import outlets_to_offer
from deals.views.once import once
from deals.views.summaries import summaries_to_mend
from deals.vocabulary.kinds import ClaimState
from deals.vocabulary.withholding import WithholdingState

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from deals.models.claim import ClaimQuerySet
    from deals.views.access import DeskRequest

INTAKES_SHOWN = 50
SOURCES_SHOWN = 20


@for_staff(permissions.may_read_the_desk, to_change=permissions.may_start_an_intake)
@require_http_methods(["GET", "POST"])
@once
def inbox(request: DeskRequest) -> HttpResponse:
    form = TakeInForm(request.POST, request.FILES) if request.method == "POST" else TakeInForm()
    if request.method == "POST" and form.is_valid():
        try:
            intake = start_intake(by=request.user, **form.intake())
        except RefusedError as error:
            form.add_error(None, str(error))
        else:
            transaction.on_commit(partial(enqueue, intake.pk))
            messages.success(request, "Taken in. It is being read.")
            return redirect("desk:intake", intake.public_id)
    deals = list(_deals(_approvable(request)))
    to_mend = summaries_to_mend(deals)
    page = {
        "form": form,
        "articles": article_rows(_newest_intakes()),
        "deals": [(deal, to_mend.get(deal.pk, [])) for deal in deals],
        "outlets": outlets_to_offer(),
        "sources_waiting": _sources_waiting(_approvable(request)),
        "withholdings_waiting": Withholding.objects.filter(state=WithholdingState.ASKED),
    }
    return render(request, "desk/inbox.html", page)


def _newest_intakes() -> QuerySet[Intake]:
    """With how many suggestions wait in the text that each brought."""
    waits = Q(reading__suggestions__state=SuggestionState.WAITING)
    newest = Intake.objects.select_related("deal", "started_by")
    return newest.annotate(
        number_waiting=Count("reading__suggestions", filter=waits, distinct=True),
        number_found=Count("reading__suggestions", distinct=True),
    ).order_by("-started_at", "-id")[:INTAKES_SHOWN]  # said again: a count drops the model's own order


def _approvable(request: DeskRequest) -> ClaimQuerySet:
    return permissions.approvable(Claim.objects.all(), request.user, alone=settings.AUTHORS_MAY_APPROVE)


def _sources_waiting(approvable: ClaimQuerySet) -> QuerySet[Source]:
    """Those whose claims wait for this member's approval, the ones with the most first."""
    waits = Q(citations__claim__in=approvable)
    counted = Source.objects.annotate(number_waiting=Count("citations__claim", filter=waits, distinct=True))
    waiting = counted.filter(number_waiting__gt=0).select_related("outlet")
    return waiting.order_by("-number_waiting", "title")[:SOURCES_SHOWN]


def _deals(approvable: ClaimQuerySet) -> QuerySet[Deal]:
    """Those whose drafts wait for approval first, with how many this member may approve."""
    return Deal.objects.annotate(
        number_drafts=Count("claims", filter=Q(claims__state=ClaimState.DRAFT)),
        number_for_me=Count("claims", filter=Q(claims__in=approvable)),
        number_claims=Count("claims"),
        is_published=Exists(Release.objects.filter(deal=OuterRef("pk"))),
    ).order_by("-number_drafts", "is_fictional", "title")
