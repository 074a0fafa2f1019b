"""Rule 5: no row stands otherwise than its last signed change left it. What was written past history shows here."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.apps import apps
from pghistory.models import Event

from deals.queries.verifying.shape import Check, Finding, Looked, looked, rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

# Each row beside its newest change, unless that is its deletion; one pass, whatever the planner knows of the tables.
OTHERWISE = """
    SELECT coalesce(t.id, h.pgh_obj_id), t.id IS NULL
    FROM {table} t FULL JOIN (
        SELECT {history}.* FROM (SELECT max(pgh_id) AS newest FROM {history} GROUP BY pgh_obj_id) last
        JOIN {history} ON pgh_id = newest WHERE pgh_label <> 'delete') h ON h.pgh_obj_id = t.id
    WHERE t.id IS NULL OR h.pgh_id IS NULL OR ({ours}) IS DISTINCT FROM ({theirs})
"""


def look() -> Looked:
    pairs = tracked()
    findings = (found for history, event in pairs.items() for found in _changed(history, event))
    return looked(*pairs, *(_table(event) for event in pairs.values()), findings=findings)


def tracked() -> dict[str, type[Event]]:
    """What keeps the changes of a table's rows, by the name of its own table."""
    return {model._meta.db_table: model for model in apps.get_models() if issubclass(model, Event)}  # noqa: SLF001


def _table(event: type[Event]) -> str:
    return cast("type[Model]", event.pgh_tracked_model)._meta.db_table  # noqa: SLF001


def _changed(history: str, event: type[Event]) -> Iterator[Finding]:
    columns = [str(field.column) for field in event._meta.concrete_fields]  # noqa: SLF001
    names = [f'"{column}"' for column in columns if not column.startswith("pgh_")]
    told = {"ours": ", ".join(f"t.{name}" for name in names), "theirs": ", ".join(f"h.{name}" for name in names)}
    table = _table(event)
    for number, is_gone in rows(OTHERWISE.format(table=table, history=history, **told)):
        says = "was deleted past history" if is_gone else "was changed past history"
        yield Finding(table=table, row=str(number), says=says)


CHECK = Check(name="histories", holds="Each row stands as its last signed change left it.", look=look)
