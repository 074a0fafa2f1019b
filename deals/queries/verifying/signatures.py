"""Rule 5: each change is signed by a member; where something approved changed, it says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.queries.verifying.histories import tracked
from deals.queries.verifying.shape import Check, Finding, Looked, looked, wrong

if TYPE_CHECKING:
    from collections.abc import Iterator

# The member's number is read as text: what is no number has no member.
NOBODY = """
    SELECT pgh_id FROM {history} event LEFT JOIN pghistory_context context ON context.id = event.pgh_context_id
        LEFT JOIN deals_member member ON member.id::text = context.metadata ->> 'member'
    WHERE member.id IS NULL
"""
NO_REASON = """
    SELECT pgh_id FROM (SELECT pgh_id, pgh_label, pgh_context_id, lag(state) OVER earlier AS before
            FROM deals_claimhistory WINDOW earlier AS (PARTITION BY pgh_obj_id ORDER BY pgh_id)) event
        JOIN pghistory_context context ON context.id = event.pgh_context_id
    WHERE pgh_label = 'update' AND before <> 'draft' AND coalesce(context.metadata ->> 'why', '') = ''
"""


def look() -> Looked:
    return looked(*tracked(), findings=_found())


def _found() -> Iterator[Finding]:
    for history in tracked():
        yield from wrong(history, "is signed by nobody", NOBODY.format(history=history))
    yield from wrong("deals_claimhistory", "changes an approved claim without a reason", NO_REASON)


CHECK = Check(name="signatures", holds="Each change is signed, with a reason where it needs one.", look=look)
