"""A row's change in words: what it is called, and each column before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ObjectDoesNotExist

from deals.models import Claim
from deals.models.past import BOOKKEEPING, columns, events, row_from

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from django.db import models

    from deals.models.past import Table, Turn

DERIVED = ("_first", "_last")
"""Ends of the columns that are worked out from the partial date of the same name."""
NAMED_WITH = {
    "speaker": ("party",), "source": ("outlet",), "origin": ("speaker__party",), "citation": ("source__outlet",),
    "dealsystem": ("deal", "system"), "sequel": ("claim", "followed_by"), "reading": ("snapshot__source__outlet",),
}  # fmt: skip
"""What a row's name is made of beside its own columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A column's value as people read it; empty where it has none. A partial date goes by its name without `_edtf`."""

    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """“The claim ‘Talks’ was changed: when it happened, before nothing, after 2017-09.”

    `done` is added, changed or removed; `public_id` is empty where such rows have none.
    """

    table: str
    number: int
    name: str
    public_id: str
    done: str
    fields: tuple[FieldChange, ...]
    bookkeeping: tuple[FieldChange, ...]


def in_words(table: Table, found: list[Turn]) -> list[tuple[UUID, RowChange]]:
    """Each with its signature. What came and went under one signature is left out."""
    names = Names(table, [row for turn in found for row in (turn.before, turn.after) if row])
    return [(turn.signature, _row_change(turn, names)) for turn in found if turn.before or turn.after]


def field_changes(table: Table, old: Any, new: Any, names: Names) -> Iterator[FieldChange]:
    """The columns in which two rows of the table differ; a row that is None has nothing in any."""
    for field in columns(table):
        if field.primary_key or _is_derived(field.name, table):
            continue
        before, after = (names.text(field, getattr(row, field.attname, None)) for row in (old, new))
        if before != after:
            yield FieldChange(column=field.name.removesuffix("_edtf"), before=before, after=after)


def _row_change(turn: Turn, names: Names) -> RowChange:
    told = list(field_changes(turn.table, turn.before, turn.after, names))
    last = turn.after or turn.before
    return RowChange(
        table=turn.table._meta.model_name or "",  # noqa: SLF001
        number=turn.number,
        name=names.of_row(last),
        public_id=getattr(last, "public_id", ""),
        done=_done(turn),
        fields=tuple(change for change in told if change.column not in BOOKKEEPING),
        bookkeeping=tuple(change for change in told if change.column in BOOKKEEPING),
    )


def _done(turn: Turn) -> str:
    if turn.before is None:
        return "added"
    return "changed" if turn.after else "removed"


def _is_derived(name: str, table: Table) -> bool:
    """“happened_first”, where there is a “happened_edtf”."""
    stems = [name.removesuffix(end) for end in DERIVED if name.endswith(end)]
    return any(f"{stem}_edtf" == field.name for stem in stems for field in columns(table))


class Names:
    """The names of what the rows of one table point at, read in one query a table, removed ones from history."""

    def __init__(self, table: Table, rows: Iterable[Any]) -> None:
        self.table = table
        self.related: dict[str, dict[Any, Any]] = {}
        kept = list(rows)
        for field in columns(table):
            if field.is_relation:
                self.related[field.name] = _looked_up(field, {getattr(row, field.attname) for row in kept} - {None})
        rests_on = {claim for row in kept for claim in getattr(row, "rests_on", ())}
        self.claims = _labels(rests_on) if rests_on else {}

    def of_row(self, event: Any) -> str:
        row = row_from(self.table, event)
        for name, known in self.related.items():
            number = getattr(row, f"{name}_id")
            if number in known:
                setattr(row, name, known[number])
        return _name(row)

    def text(self, field: models.Field[Any, Any], value: Any) -> str:
        if value is None:
            return ""
        if field.is_relation:
            found = self.related[field.name].get(value)
            return _name(found) if found else f"number {value}"
        if field.name == "rests_on":
            return "\n".join(self.claims.get(claim, claim) for claim in value)
        return _text(field, value)


def _labels(claims: set[str]) -> dict[str, str]:
    return dict(Claim.objects.filter(public_id__in=claims).values_list("public_id", "label"))


def _name(row: Any) -> str:
    """Its name; of a row that was removed, and what it was named after with it, the number alone."""
    try:
        return str(row)
    except ObjectDoesNotExist:
        return f"number {row.pk}"


def _looked_up(field: models.Field[Any, Any], numbers: set[int]) -> dict[Any, Any]:
    target: Any = field.related_model
    if not numbers:
        return {}
    wanted = target._base_manager.select_related(*NAMED_WITH.get(target._meta.model_name, ()))  # noqa: SLF001
    found: dict[Any, Any] = wanted.in_bulk(numbers)
    gone = numbers - set(found)
    if gone and hasattr(target, "history"):
        found |= {event.pgh_obj_id: row_from(target, event) for event in events(target).filter(pgh_obj__in=gone)}
    return found


def _text(field: models.Field[Any, Any], value: Any) -> str:
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "\n".join(str(line) for line in value)
    if isinstance(value, Decimal):
        return f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:,f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    return str(value)
