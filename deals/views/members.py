"""Who is a member of the staff, and as what: for administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from deals import permissions
from deals.actions.members import add_member, change_role, give_password, let_go, new_password, take_back
from deals.actions.refused import RefusedError
from deals.forms.members import MemberForm
from deals.models import Member, MemberRole
from deals.views.access import for_staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from deals.views.access import DeskRequest


@for_staff(permissions.may_manage_members)
@require_http_methods(["GET", "POST"])
def members(request: DeskRequest) -> HttpResponse:
    form = MemberForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        password = new_password()
        role = MemberRole(form.cleaned_data["role"])
        try:
            made = add_member(name=form.cleaned_data["username"], role=role, password=password, by=request.user)
        except ValidationError as error:
            form.add_error("username", error.messages)
        else:
            return _members_page(request, MemberForm(), told=made, password=password)
    return _members_page(request, form)


@for_staff(permissions.may_manage_members)
@require_POST
def give_role(request: DeskRequest, number: int) -> HttpResponse:
    try:
        role = MemberRole(request.POST.get("role", ""))
    except ValueError:
        messages.error(request, "Choose a role of the list.")
        return redirect("desk:members")
    return _done(request, lambda: change_role(member=_member(number), role=role, by=request.user), f"now {role.label}")


@for_staff(permissions.may_manage_members)
@require_POST
def leave(request: DeskRequest, number: int) -> HttpResponse:
    return _done(request, lambda: let_go(member=_member(number), by=request.user), "let go, and signed out everywhere")


@for_staff(permissions.may_manage_members)
@require_POST
def come_back(request: DeskRequest, number: int) -> HttpResponse:
    return _done(request, lambda: take_back(member=_member(number), by=request.user), "back")


@for_staff(permissions.may_manage_members)
@require_POST
def password(request: DeskRequest, number: int) -> HttpResponse:
    """Told on this page and nowhere again: it is not led on to another one, which would have to remember it."""
    made = new_password()
    member = give_password(member=_member(number), password=made, by=request.user)
    return _members_page(request, MemberForm(), told=member, password=made)


def _done(request: DeskRequest, change: Callable[[], Member], what: str) -> HttpResponse:
    try:
        member = change()
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{member} is {what}.")
    # Whoever gave up the role himself may not see the list any more.
    return redirect("desk:members" if permissions.may_manage_members(_member(request.user.pk)) else "desk:inbox")


def _member(number: int) -> Member:
    return get_object_or_404(Member, pk=number)


def _members_page(
    request: DeskRequest, form: MemberForm, *, told: Member | None = None, password: str = ""
) -> HttpResponse:
    page = {
        "form": form,
        "members": Member.objects.order_by("-is_active", "username"),
        "roles": MemberRole.choices(),
        "told": told,
        "password": password,
    }
    return render(request, "desk/members.html", page)
