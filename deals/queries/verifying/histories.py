"""Rule 5: no row stands otherwise than its last signed change left it. What was written past history shows here."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.apps import apps
from pghistory.models import Event

from deals.queries.verifying.shape import Check, Finding, Looked, looked, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import Model

UNSEEN = """
    SELECT t.id FROM {table} t LEFT JOIN LATERAL
        (SELECT * FROM {history} WHERE pgh_obj_id = t.id ORDER BY pgh_id DESC LIMIT 1) h ON true
    WHERE h.pgh_id IS NULL OR h.pgh_label = 'delete' OR ({ours}) IS DISTINCT FROM ({theirs})
"""
LOST = """
    SELECT pgh_obj_id FROM (SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, pgh_label FROM {history}
        ORDER BY pgh_obj_id, pgh_id DESC) last
    WHERE pgh_label <> 'delete' AND NOT EXISTS (SELECT FROM {table} WHERE id = pgh_obj_id)
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
    yield from wrong(table, "was changed past history", UNSEEN.format(table=table, history=history, **told))
    yield from wrong(table, "was deleted past history", LOST.format(table=table, history=history))


CHECK = Check(name="histories", holds="Each row stands as its last signed change left it.", look=look)
