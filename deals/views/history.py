"""The history of a deal, a claim, a source, a party or a weapon system, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from deals import permissions
from deals.forms.history import HistoryForm
from deals.models import Claim, Deal, Party, WeaponSystem
from deals.queries.history import History
from deals.sources.models import Source
from deals.views.access import for_staff
from deals.views.wording import label_of, table_name

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpResponse

    from deals.queries.history import Change
    from deals.queries.rows_in_words import FieldChange, RowChange
    from deals.views.access import DeskRequest


HISTORIES: dict[str, tuple[type[Model], str]] = {
    "deal": (Deal, "desk:deal"),
    "claim": (Claim, "desk:claim"),
    "source": (Source, "desk:source"),
    "party": (Party, ""),
    "weaponsystem": (WeaponSystem, ""),
}
"""What has a page of its history, and the page of the thing itself, where there is one."""
WAYS = {"worker": "by the program, for", "import": "by an import of"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A column's change with its label."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLines:
    """One row's change. `address`: of its own page at the desk, or empty."""

    what: str
    name: str
    done: str
    address: str
    lines: tuple[Line, ...]
    bookkeeping: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLines:
    change: Change
    way: str
    rows: tuple[RowLines, ...]


@for_staff(permissions.may_read_the_desk)
@require_safe
def history(request: DeskRequest, kind: str, public_id: str) -> HttpResponse:
    model, own_page = HISTORIES[kind]
    row: Any = get_object_or_404(model, public_id=public_id)
    kept = History(row)
    tables = [(table, table_name(table)) for table in kept.tables()]
    form = HistoryForm(request.GET, members=kept.signers(), tables=tables)
    found = kept.page(form.wanted(), _page(request))
    page = {
        "row": row,
        "kind": table_name(kind),
        "place": f"{kind}:{public_id}",
        "own_page": reverse(own_page, args=[public_id]) if own_page else "",
        "deal": row if isinstance(row, Deal) else getattr(row, "deal", None),
        "form": form,
        "found": found,
        "changes": [in_lines(change) for change in found.changes],
        "newer": _at_page(request, found.number - 1),
        "older": _at_page(request, found.number + 1),
    }
    return render(request, "desk/history.html", page)


def in_lines(change: Change) -> ChangeLines:
    return ChangeLines(change=change, way=WAYS.get(change.via, ""), rows=tuple(row_lines(row) for row in change.rows))


def row_lines(row: RowChange) -> RowLines:
    address = reverse(f"desk:{row.table}_history", args=[row.public_id]) if row.table in HISTORIES else ""
    return RowLines(
        what=table_name(row.table),
        name=row.name,
        done=row.done,
        address=address,
        lines=tuple(_line(row.table, change) for change in row.fields),
        bookkeeping=tuple(_line(row.table, change) for change in row.bookkeeping),
    )


def _line(table: str, change: FieldChange) -> Line:
    return Line(label=label_of(table, change.column), before=change.before, after=change.after)


def _page(request: DeskRequest) -> int:
    text = request.GET.get("page", "")
    return int(text) if text.isdecimal() and len(text) < len(str(10**9)) else 1


def _at_page(request: DeskRequest, number: int) -> str:
    """The address of another page of the same choice."""
    chosen = {key: value for key, value in request.GET.items() if key != "page"}
    return "?" + urlencode({**chosen, "page": number})
