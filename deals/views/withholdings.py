"""Withholding at the desk: one person asks and sees what it would blank, another sees the same and confirms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from deals import permissions
from deals.actions.refused import RefusedError
from deals.actions.withholding import ask_withholding, confirm_withholding, decline_withholding
from deals.forms.withholding import WithholdingForm
from deals.models import WithheldRow, Withholding
from deals.sources.models import Source
from deals.views.access import for_staff
from deals.views.once import once
from deals.views.wording import label_of, table_name

if TYPE_CHECKING:
    from django.http import HttpResponse

    from deals.models.withholding import Place
    from deals.views.access import DeskRequest

AROUND = 40
"""Characters that are shown before and after what goes."""
MOST_SHOWN = 400
HISTORY = "history"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A column of a row in words; `before` and `after` are the part that changes, empty once it is done."""

    what: str
    row: str
    column: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    lines: tuple[Line, ...]
    files: tuple[str, ...]


@for_staff(permissions.may_withhold)
@require_safe
def withholdings(request: DeskRequest) -> HttpResponse:
    found = Withholding.objects.select_related("asked_by", "decided_by")
    return render(request, "desk/withholdings.html", {"withholdings": found})


@for_staff(permissions.may_withhold)
@require_http_methods(["GET", "POST"])
@once
def ask(request: DeskRequest) -> HttpResponse:
    """`?source=` is the public id of a source; without it only names are withheld."""
    named = request.GET.get("source", "")
    source = get_object_or_404(Source, public_id=named) if named else None
    form = WithholdingForm(request.POST or None, source=source)
    page: dict[str, Any] = {"form": form, "source": source}
    if request.method == "POST" and form.is_valid():
        if request.POST.get("do") != "ask":
            page["preview"] = _would_blank(form.withholding)
        elif _asked(form, request):
            messages.success(request, "Asked for. Another publisher or an administrator confirms it.")
            return redirect("desk:withholding", form.withholding.public_id)
    return render(request, "desk/withholding_new.html", page)


@for_staff(permissions.may_withhold)
@require_http_methods(["GET", "POST"])
@once
def withholding(request: DeskRequest, public_id: str) -> HttpResponse:
    found = get_object_or_404(Withholding.objects.select_related("asked_by", "decided_by"), public_id=public_id)
    if request.method == "POST":
        _decide(request, found)
        return redirect("desk:withholding", public_id)
    page = {
        "withholding": found,
        "is_own": found.asked_by_id == request.user.pk,
        "preview": _would_blank(found) if found.is_waiting else _blanked(found),
    }
    return render(request, "desk/withholding.html", page)


def _asked(form: WithholdingForm, request: DeskRequest) -> bool:
    try:
        ask_withholding(withholding=form.withholding, by=request.user)
    except RefusedError as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return not form.errors


def _decide(request: DeskRequest, found: Withholding) -> None:
    does_confirm = request.POST.get("do") == "confirm"
    decide = confirm_withholding if does_confirm else decline_withholding
    try:
        decide(withholding=found, by=request.user)
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "Withheld. It cannot be undone." if does_confirm else "Declined. Nothing is blanked.")


def _would_blank(asked: Withholding) -> Preview:
    places = asked.places()
    return Preview(lines=tuple(map(_line, places)), files=tuple(asked.files(places)))


def _blanked(done: Withholding) -> Preview:
    rows = sorted(done.rows.all(), key=lambda row: (row.place, len(row.row), row.row))
    lines = (
        Line(what=_what(row.place), row=row.row, column=_column(row.place, row.column))
        for row in rows
        if row.place != WithheldRow.FILE
    )
    return Preview(lines=tuple(lines), files=tuple(row.row for row in rows if row.place == WithheldRow.FILE))


def _line(place: Place) -> Line:
    before, after = _part(place.before, place.after)
    return Line(
        what=_what(place.table), row=place.row, column=_column(place.table, place.column), before=before, after=after
    )


def _part(before: str, after: str) -> tuple[str, str]:
    """From a little before the first letter that goes to a little after the last."""
    first = max(0, _same(before, after) - AROUND)
    last = max(0, _same(before[:first:-1], after[:first:-1]) - AROUND)
    return _cut(before[first : len(before) - last]), _cut(after[first : len(after) - last])


def _same(before: str, after: str) -> int:
    """How many letters are the same at the start."""
    return next((place for place, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]), 0)


def _cut(text: str) -> str:
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]} […]"


def _what(table: str) -> str:
    """“passage”, “history of the passage”, for the table's name in the database."""
    name = table.partition("_")[2]
    if name.endswith(HISTORY):
        return f"history of the {table_name(name.removesuffix(HISTORY))}"
    return table_name(name)


def _column(table: str, column: str) -> str:
    return label_of(table.partition("_")[2].removesuffix(HISTORY), column)
