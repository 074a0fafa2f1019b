"""An article and what was read in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from deals import permissions
from deals.actions.refused import RefusedError
from deals.forms.passages import PassageForm
from deals.models import Deal
from deals.suggestions.intakes import choose_deal, try_again
from deals.suggestions.matching import matching_deals
from deals.suggestions.models import Intake, IntakeState, Suggestion
from deals.tasks import enqueue
from deals.views.access import for_staff
from deals.views.articles import article_name
from deals.views.cards import card
from deals.views.marking import MarkedPassage, marked_paragraphs
from deals.views.telling import already_here, wrong_deal
from deals.vocabulary.text import normalised

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from deals.sources.models import Reading
    from deals.views.access import DeskRequest

REFRESH_SECONDS = 2
PROGRESS = {
    IntakeState.QUEUED: "It waits for its turn, or is being fetched.",
    IntakeState.CAPTURED: "It is kept. Its text is being read.",
    IntakeState.READ: "The text is read. Facts are being looked for.",
    IntakeState.FAILED: "This article could not be taken in.",
    IntakeState.SET_ASIDE: "This article was set aside.",
}


@for_staff(permissions.may_read_the_desk)
@require_safe
def intake(request: DeskRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Intake.objects.select_related("deal", "started_by"), public_id=public_id)
    if found.state != IntakeState.READY or found.reading is None:
        return _unfinished_page(request, found)
    return intake_page(request, found, found.reading, PassageForm(reading=found.reading))


@for_staff(permissions.may_start_an_intake)
@require_POST
def send_again(request: DeskRequest, public_id: str) -> HttpResponse:
    intake = get_object_or_404(Intake, public_id=public_id)
    try:
        try_again(intake=intake, by=request.user)
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        enqueue(intake.pk)
    return redirect("desk:intake", intake.public_id)


@for_staff(permissions.may_start_an_intake)
@require_POST
def take_deal(request: DeskRequest, public_id: str) -> HttpResponse:
    intake = get_object_or_404(Intake, public_id=public_id)
    deal = Deal.objects.filter(public_id=normalised(request.POST.get("deal", ""))).first()
    if deal:
        choose_deal(intake=intake, deal=deal, by=request.user)
    else:
        messages.error(request, "Choose a deal of the list, or make a new one.")
    return redirect("desk:intake", intake.public_id)


def intake_page(
    request: DeskRequest, intake: Intake, reading: Reading, passage: PassageForm, *, status: int = 200
) -> HttpResponse:
    """The text with its passages marked, and beside it the suggestions in the order of their passages."""
    suggestions = list(suggestions_of(reading))
    marks = [MarkedPassage(s.pk, s.start, s.end, s.state) for s in suggestions]
    cards = [card(suggestion, intake.deal) for suggestion in suggestions]
    source = reading.snapshot.source
    page = {
        "intake": intake,
        "source": source,
        "article": article_name(intake),
        "already_here": already_here(intake, source, request.user),
        "wrong_deal": wrong_deal(intake),
        "asides": reading.asides,
        "paragraphs": marked_paragraphs(reading.text, marks),
        "cards": cards,
        "number_waiting": sum(card.is_waiting for card in cards),
        "deals_to_choose": _deals_to_choose(intake),
        "passage": passage,
    }
    return render(request, "desk/intake.html", page, status=status)


def suggestions_of(reading: Reading) -> QuerySet[Suggestion]:
    """Of the text, whichever intake brought them: the same text taken in again suggests nothing twice."""
    wanted = Suggestion.objects.filter(reading=reading).select_related("decision__decided_by")
    return wanted.select_related(
        "claim__deal", "claim__track", "claim__speaker__party", "claim__system", "claim__proof__origin__speaker__party"
    )


def _unfinished_page(request: DeskRequest, intake: Intake) -> HttpResponse:
    state = IntakeState(intake.state)
    page = {
        "intake": intake,
        "progress": PROGRESS.get(state, "The article has no text."),
        "refresh_seconds": None if state.is_over else REFRESH_SECONDS,
    }
    return render(request, "desk/intake_unfinished.html", page)


def _deals_to_choose(intake: Intake) -> list[tuple[str, list[Deal]]]:
    """For a select: first those that the article seems to be about, then all others; each group with its heading."""
    matching = matching_deals(intake.found) if intake.found else []
    others = Deal.objects.exclude(pk__in=[deal.pk for deal in matching]).order_by("title")
    groups = [("Seem to match", matching), ("All other deals", list(others))]
    return [(name, deals) for name, deals in groups if deals]
