"""Rows as they stood: what history keeps of each row, and which row hangs on which."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import models

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Row = models.Model
Table = type[models.Model]

HANGS_ON: dict[str, str] = {
    "deals.dealsystem": "deal",
    "deals.track": "deal",
    "deals.claim": "deal",
    "deals.citation": "claim",
    "deals.sequel": "claim",
    "deals.passage": "citation",
    "deals.partyalias": "party",
    "deals.speaker": "party",
    "suggestions.intake": "deal",
    "suggestions.suggestion": "claim",
}
"""A tracked table, and its column for the row that it is a part of."""
STANDS_ALONE = {
    "deals.deal", "deals.party", "deals.weaponsystem", "deals.origin", "deals.member", "sources.outlet",
    "sources.source",
}  # fmt: skip
"""The other tracked tables: their rows are part of no other."""

BOOKKEEPING = {
    "id", "public_id", "version", "authors", "drafted_by", "drafted_at", "proof", "decision", "entry",
    "fingerprint", "candidate", "start", "end", "prefix", "suffix", "relays_kept", "number_attempts", "found", "file",
    "started_by", "started_at", "capture", "reading",
}  # fmt: skip
"""Columns that tell how a row came about, and nothing of the matter itself."""
DECIDED: dict[str, set[str]] = {
    "deals.claim": {"deal", "state", "retraction_reason"},
    "deals.deal": {"ending", "merged_into", "ending_why", "ended_on"},
    "sources.source": {"title_is_description"},
}
"""Columns that no form asks for, because an action of its own sets them: approving, retracting, moving, ending."""


@cache
def tracked_tables() -> tuple[Table, ...]:
    """The models whose every change is kept; what hangs on another comes after it."""
    found = [model for model in apps.get_models() if _is_tracked(model)]
    return tuple(sorted(found, key=lambda model: (_depth(model), found.index(model))))


def _is_tracked(model: Table) -> bool:
    return not model._meta.proxy and any(  # noqa: SLF001  Django's way to ask a model
        relation.name == "history"
        for relation in model._meta.related_objects  # noqa: SLF001
    )


def _depth(model: Table) -> int:
    above = parent(model)
    return 0 if above is None else _depth(above[1]) + 1


def parent(model: Table) -> tuple[str, Table] | None:
    """The column that names what a row of this table is a part of, and that one's table."""
    column = HANGS_ON.get(model._meta.label_lower)  # noqa: SLF001
    if column is None:
        return None
    return column, model._meta.get_field(column).related_model  # type: ignore[return-value]  # noqa: SLF001


def children(model: Table) -> Iterator[tuple[str, Table]]:
    """The tables whose rows are part of this one's, each with its column for it."""
    for table in tracked_tables():
        above = parent(table)
        if above and above[1] is model:
            yield above[0], table


def events(model: Table) -> models.QuerySet[Any]:
    """Every change of every row of the table, in order: the row as it was after it, or when it was removed."""
    history: Any = model._meta.get_field("history").related_model  # noqa: SLF001
    return history._default_manager.order_by("pgh_id")  # type: ignore[no-any-return]  # noqa: SLF001


def columns(model: Table) -> list[models.Field[Any, Any]]:
    """Those that history keeps, in the table's order."""
    return [field for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001


def row_from(model: Table, event: Any) -> Any:
    """The row as the event kept it; not stored, and its relations not loaded."""
    return model(**{field.attname: getattr(event, field.attname) for field in columns(model)})


def as_of_version(row: Any, version: int) -> Any:
    """The row as it stood when this was its version; None where it never was."""
    model = row._meta.concrete_model  # noqa: SLF001
    found = events(model).filter(pgh_obj_id=row.pk, version=version).last()
    return row_from(model, found) if found else None


def matter(model: Table) -> list[models.Field[Any, Any]]:
    """The columns that say something of the matter: those that an editor sets, and what puts a row back."""
    aside = BOOKKEEPING | DECIDED.get(model._meta.label_lower, set())  # noqa: SLF001
    return [field for field in columns(model) if field.name not in aside]


def differing(fields: Iterable[models.Field[Any, Any]], one: Any, other: Any) -> list[models.Field[Any, Any]]:
    """Those of the columns in which the two rows differ."""
    return [field for field in fields if getattr(one, field.attname) != getattr(other, field.attname)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What one signature made of a row: as it was before and after, None where it was not there."""

    table: Table
    number: int
    signature: Any
    before: Any
    after: Any


def turns(model: Table, found: Iterable[Any]) -> list[Turn]:
    """The events, put together row by row and signature by signature, in order."""
    together: dict[tuple[Any, int], list[Any]] = {}
    for event in found:
        together.setdefault((event.pgh_context_id, event.pgh_obj_id), []).append(event)
    before = _previous(model, [events_of_one[0] for events_of_one in together.values()])
    return [
        Turn(
            table=model,
            number=number,
            signature=signature,
            before=before.get(one[0].pgh_id),
            after=None if one[-1].pgh_label == "delete" else one[-1],
        )
        for (signature, number), one in together.items()
    ]


def turns_signed(signature: Any) -> list[Turn]:
    """All that one signature did; what hangs on another row comes after it."""
    found = ((table, events(table).filter(pgh_context=signature)) for table in tracked_tables())
    return [turn for table, these in found for turn in turns(table, these) if turn.before or turn.after]


def _previous(model: Table, found: list[Any]) -> dict[int, Any]:
    """For each of the events the one before it of the same row, by the event's number; none for a row's first.

    A row that was made again after it was removed was not there before.
    """
    earlier = events(model).filter(pgh_obj_id=models.OuterRef("pgh_obj_id"), pgh_id__lt=models.OuterRef("pgh_id"))
    pairs = (
        events(model)
        .filter(pgh_id__in=[event.pgh_id for event in found if event.pgh_label != "insert"])
        .annotate(before=models.Subquery(earlier.order_by("-pgh_id").values("pgh_id")[:1]))
        .values_list("pgh_id", "before")
    )
    before = dict(pairs)
    rows = events(model).in_bulk([number for number in before.values() if number])
    return {number: rows[other] for number, other in before.items() if other}
