"""What a backup says of itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.db.migrations.loader import MigrationLoader

from config.engines.refused import RefusedError

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

FORMAT = 1


@dataclass(frozen=True, kw_only=True)
class Member:
    """A file in the archive: its length in bytes and the SHA-256 of them."""

    bytes: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """`rows` are counted by table, `postgres` is the server's major version, `made_at` an instant in ISO 8601."""

    made_at: str
    postgres: int
    migrations: tuple[str, ...]
    rows: dict[str, int]
    members: dict[str, Member]
    format: int = FORMAT

    def as_text(self) -> str:
        return json.dumps(asdict(self), indent=1, ensure_ascii=False)

    @property
    def number_rows(self) -> int:
        return sum(self.rows.values())

    @classmethod
    def from_text(cls, text: bytes) -> Manifest:
        """Raises ValueError, TypeError or LookupError where it is none; RefusedError where it is a newer program's."""
        told: dict[str, Any] = json.loads(text)
        if told["format"] > FORMAT:
            raise RefusedError(f"The backup is of format {told['format']}, and this program reads format {FORMAT}.")
        members = {name: Member(**member) for name, member in told["members"].items()}
        return cls(**{**told, "migrations": tuple(told["migrations"]), "members": members})

    def refuse_newer(self, connection: BaseDatabaseWrapper) -> None:
        """Raises RefusedError where this program or this server is older than what made the backup."""
        unknown = sorted(set(self.migrations) - known_migrations())
        if unknown:
            raise RefusedError(
                f"The backup was made by a newer version of the program: this one lacks {', '.join(unknown)}."
                " Install that version, then restore."
            )
        ours = postgres_version(connection)
        if ours < self.postgres:
            raise RefusedError(f"The backup is of PostgreSQL {self.postgres}, and this server is older: {ours}.")


def known_migrations() -> set[str]:
    loader = MigrationLoader(None)
    return {".".join(key) for key in loader.disk_migrations or ()}


def applied_migrations(connection: BaseDatabaseWrapper) -> tuple[str, ...]:
    return tuple(sorted(".".join(key) for key in MigrationLoader(connection).applied_migrations or ()))


def postgres_version(connection: BaseDatabaseWrapper) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        row = cursor.fetchone()
    return int(row[0]) // 10_000 if row else 0
