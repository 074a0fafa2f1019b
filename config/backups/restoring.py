"""A backup becomes the register: all of it, verified, or nothing of it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg
from django.apps import apps
from django.core.management import call_command
from django.db import Error, connection, transaction

from config.backups import files
from config.backups.archive import DATABASE
from config.backups.manifest import applied_migrations
from config.backups.replaying import empty, replay
from config.engines.refused import RefusedError
from config.preparing import keep_history_on
from deals.actions.refused import RefusedError as NotReplayedError
from deals.actions.replaying import replay_withholdings
from deals.queries.verifying import verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from config.backups.archive import Reader
    from config.backups.manifest import Manifest

OURS = ("deals", "sources", "suggestions")
LOCK_SECONDS = 5
MOST_TOLD = 5


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What was done. `failures` are empty unless they were accepted."""

    files_written: int
    files_there: int
    migrations: int
    """How many were applied to what an older version had kept."""
    withholdings: int
    """How many were replayed, as they are younger than the backup."""
    rows_verified: int
    failures: tuple[str, ...]


def restore(reader: Reader, *, replaces: bool, accepts_failures: bool) -> Restored:
    """In one transaction, as the tables' owner. Raises RefusedError, and then the register is as it was.

    Files are put first and by their hash, so that a refusal leaves at most some that nothing names.
    """
    if not replaces and not is_empty():
        raise RefusedError("There is a register here already. To put the backup in its place, say --replace.")
    reader.manifest.refuse_newer(connection)
    if unsafe := list(files.unsafe(reader)):
        raise RefusedError(f"The backup names a file outside the storage: {unsafe[0]}. Nothing was changed.")
    written, there = files.bring_back(reader)
    with _undone_by_errors(), transaction.atomic():
        _replay(reader)
        number = _migrate(reader.manifest)
        withholdings = _withhold()
        rows, failures = _verified()
        if failures and not accepts_failures:
            raise RefusedError(_complaint(failures))
    return Restored(
        files_written=written,
        files_there=there,
        migrations=number,
        withholdings=withholdings,
        rows_verified=rows,
        failures=tuple(failures),
    )


def is_empty() -> bool:
    """Whether nothing is in the register's tables, if there are any."""
    tables = {model._meta.db_table for app in OURS for model in apps.get_app_config(app).get_models()}  # noqa: SLF001
    with connection.cursor() as cursor:
        for table in sorted(tables & set(connection.introspection.table_names(cursor))):
            cursor.execute(f"SELECT EXISTS (SELECT FROM {table})")  # noqa: S608 -- the model's own name
            if cursor.fetchone() == (True,):
                return False
    return True


@contextmanager
def _undone_by_errors() -> Iterator[None]:
    try:
        yield
    except (Error, psycopg.Error) as error:
        cause = error.__cause__ or error
        if isinstance(cause, psycopg.errors.LockNotAvailable):
            told = "somebody works with it. Stop the tracker's processes first"
        else:
            told = (str(cause).strip().splitlines() or [type(cause).__name__])[0]
        raise RefusedError(f"The register could not be restored: {told}. It is as it was.") from error


def _replay(reader: Reader) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'")
    empty(connection)
    with reader.open(DATABASE) as lines:
        replay(connection, lines)
    _compare_rows(reader.manifest)


def _compare_rows(manifest: Manifest) -> None:
    with connection.cursor() as cursor:
        for table, wanted in manifest.rows.items():
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 -- the manifest's hash was compared
            if (found := cursor.fetchone()) != (wanted,):
                raise RefusedError(f"Of {table} {wanted} rows were kept, and {found} came back. It is as it was.")


def _migrate(manifest: Manifest) -> int:
    """Bring what an older version kept to the shape of this one."""
    call_command("migrate", interactive=False, verbosity=0)
    keep_history_on(connection)
    return len(set(applied_migrations(connection)) - set(manifest.migrations))


def _withhold() -> int:
    """What the ledger says was withheld since the backup was made. The files follow when all of it is stored."""
    try:
        return len(replay_withholdings())
    except NotReplayedError as error:
        raise RefusedError(f"{error} The register is as it was.") from error


def _verified() -> tuple[int, list[str]]:
    done = list(verify(without=frozenset({"rereadings"})))
    failures = [f"{f.table} {f.row}: {f.says}" for found in done for f in found.findings]
    return sum(found.rows for found in done), failures


def _complaint(failures: list[str]) -> str:
    more = f", and {len(failures) - MOST_TOLD} more" if len(failures) > MOST_TOLD else ""
    return (
        f"The register in the backup does not verify ({'; '.join(failures[:MOST_TOLD])}{more}). The one here is as it"
        " was. To take it as it is, say --accept-failures."
    )
