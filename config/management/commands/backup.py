"""`manage.py backup FILE`: the whole register in one file, while people go on working."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection
from django.utils import timezone

from config.backups import files
from config.backups.archive import DATABASE, Writer, written
from config.backups.dumping import Dump
from config.backups.manifest import Manifest, applied_migrations, postgres_version


class Command(BaseCommand):
    help = "Write the register, database and snapshots, to one new file. `restore FILE` brings it back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="a name that is free, as in register.backup")

    def handle(self, *, file: Path, **_: Any) -> None:
        with written(file) as writer:
            manifest, lost = _fill(writer)
        rows, tables, number = manifest.number_rows, len(manifest.rows), len(manifest.members) - 1
        self.stdout.write(
            f"{file}: {rows:,} rows of {tables} tables and {number:,} files, {file.stat().st_size:,} bytes."
        )
        if lost:
            self.stderr.write(f"{len(lost)} files were not found, as {lost[0]}: manage.py verify_register tells more.")


def _fill(writer: Writer) -> tuple[Manifest, list[str]]:
    """The database first: a file is kept before a row names it, so each that the dump names is there."""
    made_at, dump = timezone.now(), Dump(connection)
    migrations = applied_migrations(connection)
    writer.add(DATABASE, dump.lines())
    lost = files.keep(writer)
    manifest = Manifest(
        made_at=made_at.isoformat(timespec="seconds"), postgres=postgres_version(connection), migrations=migrations,
        rows=dump.rows, members=writer.members,
    )  # fmt: skip
    writer.add_manifest(manifest)
    return manifest, lost
