"""Review by source: every claim that cites an article and waits for approval, whatever its deal, in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from deals import permissions
from deals.actions.claims import approve_drafts
from deals.actions.refused import RefusedError
from deals.actions.sources import claims_citing
from deals.models import Claim
from deals.sources.models import Source
from deals.views.access import for_staff
from deals.views.clashes import seen_versions
from deals.views.rows import claim_rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from deals.models import Deal
    from deals.models.claim import ClaimQuerySet
    from deals.views.access import DeskRequest
    from deals.views.rows import ClaimRow


@for_staff(permissions.may_review)
@require_http_methods(["GET", "POST"])
def review(request: DeskRequest, public_id: str) -> HttpResponse:
    """Each `claim` that is posted is the number of a claim and the version seen, as in 12:3."""
    found = get_object_or_404(Source.objects.select_related("outlet"), public_id=public_id)
    if request.method == "POST":
        approve_chosen(request, claims_citing(found))
        return redirect("desk:review", public_id)
    waiting = claims_citing(found).waiting()
    shown = list(waiting.values_list("pk", flat=True)[: settings.REVIEW_CLAIMS])
    rows = claim_rows(Claim.objects.filter(pk__in=shown), request.user)
    page = {
        "source": found,
        "deals": _by_deal(rows),
        "number": waiting.count(),
        "shown": len(rows),
        "to_approve": sum(row.may_be_approved for row in rows),
        "authors_may_approve": settings.AUTHORS_MAY_APPROVE,
    }
    return render(request, "desk/review.html", page)


def approve_chosen(request: DeskRequest, among: ClaimQuerySet) -> None:
    """Approve the posted claims, all or none, and say so."""
    seen = seen_versions(request)
    try:
        approvals = approve_drafts(among=among, seen_versions=seen, by=request.user)
    except RefusedError as error:
        messages.error(request, f"Nothing was approved. {error}")
        return
    number = len(approvals)
    if number:
        messages.success(request, f"{number} claim{'' if number == 1 else 's'} approved.")
    else:
        messages.warning(request, "Nothing was approved: choose a claim that waits.")


def _by_deal(rows: Iterable[ClaimRow]) -> list[tuple[Deal, list[ClaimRow]]]:
    """Deals by title, the claims of each in time."""
    found: dict[int, tuple[Deal, list[ClaimRow]]] = {}
    for row in rows:
        found.setdefault(row.claim.deal_id, (row.claim.deal, []))[1].append(row)
    return sorted(found.values(), key=lambda group: group[0].title)
