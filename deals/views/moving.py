"""Splitting and merging deals at the desk, ending one, and linking a claim to what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from deals import permissions
from deals.actions.moving import follow_again, merge_deal, move_claims, split_deal, withdraw_deal
from deals.actions.refused import RefusedError
from deals.actions.sequels import add_sequel, remove_sequel
from deals.forms.moving import EndForm, FollowForm, MoveForm, SequelForm
from deals.models import Claim, Deal, Sequel
from deals.views.access import for_staff
from deals.views.clashes import reason
from deals.views.names import deals_to_offer
from deals.views.once import once
from deals.vocabulary.relations import Became, Ending

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpResponse

    from deals.models import Member
    from deals.views.access import DeskRequest


@for_staff(permissions.may_review)
@require_http_methods(["GET", "POST"])
@once
def move(request: DeskRequest, public_id: str) -> HttpResponse:
    deal = get_object_or_404(Deal, public_id=public_id)
    form = MoveForm(request.POST or None, deal=deal)
    if _is_done(form, lambda: _moved(form, deal, request.user)):
        messages.success(request, "Moved. Publish both deals, so that readers see it.")
        return redirect("desk:deal", public_id)
    return render(request, "desk/deal_move.html", {"deal": deal, "form": form, "deals": deals_to_offer(but=deal)})


@for_staff(permissions.may_review)
@require_http_methods(["GET", "POST"])
@once
def end(request: DeskRequest, public_id: str) -> HttpResponse:
    """Merge or withdraw the deal; one that has ended is followed again."""
    deal = get_object_or_404(Deal.objects.select_related("merged_into"), public_id=public_id)
    form = FollowForm(request.POST or None) if deal.ending else EndForm(request.POST or None)
    if _is_done(form, lambda: _ended(form, deal, request.user)):
        messages.success(request, "Saved. Publish the deal, so that its address says so.")
        return redirect("desk:deal", public_id)
    return render(request, "desk/deal_end.html", {"deal": deal, "form": form, "deals": deals_to_offer(but=deal)})


@for_staff(permissions.may_draft)
@require_POST
@once
def became(request: DeskRequest, public_id: str) -> HttpResponse:
    claim = get_object_or_404(Claim.objects.select_related("deal"), public_id=public_id)
    form = SequelForm(request.POST, claim=claim)

    def link() -> None:
        told = form.cleaned_data
        add_sequel(claim=claim, followed_by=told["followed_by"], became=Became(told["became"]), by=request.user)

    if _is_done(form, link):
        messages.success(request, "Linked. The claim is a draft until the link is approved.")
    else:
        messages.error(request, " ".join(str(error) for found in form.errors.values() for error in found))
    return redirect("desk:claim", public_id)


@for_staff(permissions.may_draft)
@require_POST
@once
def not_became(request: DeskRequest, public_id: str, number: int) -> HttpResponse:
    """Take the link of this number back."""
    sequel = get_object_or_404(Sequel, pk=number, claim__public_id=public_id)
    try:
        remove_sequel(sequel=sequel, by=request.user, why=reason(request))
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "The link is taken back. The claim is a draft until that is approved.")
    return redirect("desk:claim", public_id)


def _is_done(form: Form, act: Callable[[], Any]) -> bool:
    """Whether the form was sent, was right, and the action did not refuse. Else its sentence stands in the form."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        with transaction.atomic():
            act()
    except RefusedError as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return not form.errors


def _moved(form: Form, deal: Deal, by: Member) -> None:
    told = form.cleaned_data
    claims, why = list(told["claims"].select_related("deal")), told["why"]
    if told["to"]:
        move_claims(claims=claims, to=told["to"], by=by, why=why)
        return
    into = Deal(title=told["new_title"], transfer=deal.transfer, route=deal.route, is_fictional=deal.is_fictional)
    split_deal(claims=claims, into=into, systems=list(deal.systems.all()), by=by, why=why)


def _ended(form: Form, deal: Deal, by: Member) -> None:
    told = form.cleaned_data
    if deal.ending:
        follow_again(deal=deal, by=by, why=told["why"])
    elif told["ending"] == Ending.MERGED:
        merge_deal(deal=deal, into=told["into"], by=by, why=told["why"])
    else:
        withdraw_deal(deal=deal, by=by, why=told["why"])
