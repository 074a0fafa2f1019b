"""A ledger of withholdings, replayed on a register that was brought back from before them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.functions import TransactionNow
from django.db import connection, transaction

from deals import permissions
from deals.actions.ledger import is_marked
from deals.actions.members import add_member, let_go
from deals.actions.refused import RefusedError
from deals.actions.withholding import blank_files, remake_projection
from deals.models import Member, MemberRole, Withholding
from deals.permissions import Right, first_with
from deals.signing import signed
from deals.sources.models import Reading, Snapshot
from deals.sources.withheld import ledger
from deals.vocabulary.withholding import Withheld, WithholdingState

if TYPE_CHECKING:
    from collections.abc import Iterator

NOT_THE_OWNER = "Replaying works as the tables' owner: run it with DATABASE_ROLE=owner."


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """`rows` are the places that were blanked: none where the register never held the words."""

    withholding: str
    rows: int


def replay_withholdings() -> list[Replayed]:
    """Do again, in their order, the withholdings of the ledger that this register does not know; then all files.

    As the tables' owner. One transaction each, or all in the caller's. Raises RefusedError.
    """
    _refuse_others()
    done = [_replayed(line) for line in ledger() if not _is_known(line)]
    transaction.on_commit(blank_files)
    return done


def _replayed(line: dict[str, Any]) -> Replayed:
    asked_by, decided_by = _member(line["asked_by"]), _member(line["decided_by"])
    by = decided_by if permissions.may_withhold(decided_by) else _somebody(Right.WITHHOLD)
    with signed(by=by.pk, why=f"withholding {line['id']}, replayed", via="replay"):
        row = _row(line, asked_by, decided_by)
        files = sorted({*line["files"], *row.files_of_its_own()})
        row.save()
        with connection.cursor() as cursor:
            # Not by SELECT: with those no signature goes along.
            cursor.execute("VALUES (blank_withheld(%s, %s))", [row.pk, files])
        remake_projection(row)
        return Replayed(withholding=row.public_id, rows=row.rows.exclude(place="file").count())


def _row(line: dict[str, Any], asked_by: Member, decided_by: Member) -> Withholding:
    """As it was confirmed; over the row that asked for it, where the backup has that one."""
    row = Withholding.objects.filter(public_id=line["id"]).first() or Withholding(public_id=line["id"])
    row.what, row.ground, row.reference = line["what"], line["ground"], line["reference"]
    row.reading, row.snapshot = _reading(line), Snapshot.objects.filter(sha256=line["snapshot"]).first()
    # Without the reading there is no quote to find, and no place to name.
    is_placed = row.reading is not None and row.what == Withheld.QUOTE
    row.start, row.end = (line["start"], line["end"]) if is_placed else (None, None)
    row.marks = line["marks"]
    row.texts = [text for number, mark in enumerate(row.marks) if (text := _words(line, number, mark))]
    row.state, row.is_replayed, row.blanked_at = WithholdingState.CONFIRMED, True, TransactionNow()
    row.asked_by, row.asked_at = asked_by, datetime.fromisoformat(line["asked_at"])
    row.decided_by, row.decided_at = decided_by, datetime.fromisoformat(line["decided_at"])
    return row


def _reading(line: dict[str, Any]) -> Reading | None:
    if not line["reading"]:
        return None
    digest, reader = line["reading"]
    return Reading.objects.filter(snapshot__sha256=digest, reader=reader).first()


def _words(line: dict[str, Any], number: int, mark: dict[str, Any]) -> str:
    """The words that the ledger does not say: read where they stood. Empty where this register has them nowhere."""
    tried = set()
    for text in _standing(line, str(number), mark["letters"]):
        if text not in tried and is_marked(text, mark):
            return text
        tried.add(text)
    return ""


def _standing(line: dict[str, Any], number: str, letters: int) -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, named, key FROM withholding_columns()")
        keys = {(place, named): key for place, named, key in cursor.fetchall()}
        for place, row, named, found in line["places"]:
            if number in found and (place, named) in keys:
                column, table, key = map(connection.ops.quote_name, (named, place, keys[place, named]))
                asked = f"SELECT substr({column}::text, %s, %s) FROM {table} WHERE {key} = %s"  # noqa: S608  catalogue's
                cursor.execute(asked, [found[number], letters, row])
                yield from (text for (text,) in cursor.fetchall())


def _member(name: str) -> Member:
    """Whoever signed. One who joined after the backup is made anew, and may do nothing before somebody lets him."""
    found = Member.objects.filter(username=name).first()
    if found:
        return found
    by = _somebody(Right.MANAGE_MEMBERS)
    return let_go(member=add_member(name=name, role=MemberRole.READER, password=None, by=by), by=by)


def _somebody(right: Right) -> Member:
    found = first_with(right)
    if found is None:
        raise RefusedError("Nobody is there to sign this. Add an administrator by add_member.")
    return found


def _is_known(line: dict[str, Any]) -> bool:
    return Withholding.objects.filter(public_id=line["id"], state=WithholdingState.CONFIRMED).exists()


def _refuse_others() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'deals_withholding'")
        if cursor.fetchone() != (True,):
            raise RefusedError(NOT_THE_OWNER)
