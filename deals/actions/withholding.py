"""Withholding, by two people: one asks, another confirms or declines. The database does the blanking, by itself."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction
from django.utils import timezone
from psycopg.errors import LockNotAvailable

from deals import permissions
from deals.actions.ledger import keep_ledger, marked
from deals.actions.refused import ChangedMeanwhileError, RefusedError, require
from deals.models import WithheldRow, Withholding
from deals.publishing.projection import newest_releases, project
from deals.signing import signed
from deals.sources.withheld import blank_file
from deals.vocabulary.withholding import LEAST_CHARACTERS, Ground, Withheld, WithholdingState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from deals.models import Member

MAY_NOT = "Only a publisher or an administrator withholds. Ask one to do it."


def ask_withholding(*, withholding: Withholding, by: Member) -> Withholding:
    """Store what is asked for. Nothing is blanked until a second person confirms. Raises ValidationError."""
    require(permissions.may_withhold(by), MAY_NOT)
    check_texts(withholding)
    withholding.state, withholding.asked_by, withholding.asked_at = WithholdingState.ASKED, by, timezone.now()
    withholding.marks = [marked(text) for text in withholding.texts]
    withholding.full_clean()
    with signed(by=by.pk, why="asks for a withholding"):
        withholding.save(force_insert=True)
    return withholding


def decline_withholding(*, withholding: Withholding, by: Member) -> Withholding:
    """Say no; whoever asked may take it back so. The words that were given are forgotten."""
    require(permissions.may_withhold(by), MAY_NOT)
    with signed(by=by.pk, why="declines a withholding"):
        stored = _waiting(withholding)
        stored.state, stored.decided_by, stored.decided_at = WithholdingState.DECLINED, by, timezone.now()
        stored.texts = []
        stored.save(update_fields=["state", "decided_by", "decided_at", "texts"])
    return stored


def confirm_withholding(*, withholding: Withholding, by: Member) -> Withholding:
    """Blank it in register, releases, projection, history and files. It cannot be undone.

    The files follow once the database has it; where that is cut short, `manage.py replay_withholdings` completes it.
    """
    require(permissions.may_withhold(by), MAY_NOT)
    with signed(by=by.pk, why=f"withholding {withholding.public_id}: {Ground(withholding.ground).label}"):
        stored = _waiting(withholding, lock=False)
        if stored.asked_by_id == by.pk:
            raise RefusedError("Whoever asked does not confirm. Ask another publisher or an administrator.")
        with connection.cursor() as cursor, _others_in_the_way():
            # Not by SELECT: with those no signature goes along.
            cursor.execute("VALUES (withhold(%s, %s))", [stored.pk, stored.files_of_its_own()])
        remake_projection(stored)
        transaction.on_commit(blank_files)
    stored.refresh_from_db()
    return stored


def check_texts(withholding: Withholding) -> None:
    """Raises ValidationError for words that would blank what nobody means, or that a backup could not be asked for."""
    for text in withholding.texts:
        if len(text) < LEAST_CHARACTERS or (text == text.lower() and " " not in text):
            raise ValidationError({"texts": f"“{text}” is too common to be withheld. Give the full name, as written."})
        if any(sign in text for sign in '"\\\n'):
            raise ValidationError({"texts": "Give the words on one line, without quotation marks."})
    if withholding.what == Withheld.NAME and not withholding.texts:
        raise ValidationError({"texts": "Give the name, as it is written, one form a line."})


def remake_projection(withholding: Withholding) -> None:
    """Of the deals whose releases were blanked."""
    rows = WithheldRow.objects.filter(withholding=withholding, place="deals_release").values_list("row", flat=True)
    blanked = {int(row) for row in rows}
    for release in newest_releases().filter(pk__in=blanked).iterator():
        project(release)


def blank_files() -> Sequence[str]:
    """Write the ledger, then blank every file that a withholding names. Twice is as good as once. Returns the names."""
    keep_ledger()
    rows = WithheldRow.objects.filter(place=WithheldRow.FILE).select_related("withholding").order_by("pk")
    for row in rows:
        told = row.withholding
        blank_file(row.row, f"{told.decided_at:%Y-%m-%d}, {Ground(told.ground).label}, withholding {told.public_id}.")
    return [row.row for row in rows]


@contextmanager
def _others_in_the_way() -> Iterator[None]:
    """It waits some seconds until nobody writes to the register. Then the person tries again."""
    try:
        yield
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise RefusedError("Others write to the register all the while. Nothing is blanked yet: try again.") from error


def _waiting(withholding: Withholding, *, lock: bool = True) -> Withholding:
    """To be confirmed it is not locked here: the database first locks what it blanks, then this row."""
    rows = Withholding.objects.select_for_update(of=("self",)) if lock else Withholding.objects
    stored = rows.get(pk=withholding.pk)
    if not stored.is_waiting:
        raise ChangedMeanwhileError("Somebody has decided on this withholding meanwhile.")
    return stored
