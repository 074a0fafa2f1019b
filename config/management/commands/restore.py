"""`manage.py restore FILE`: the register as a backup kept it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config import environment
from config.backups.archive import Reader, read
from config.backups.restoring import Restored, is_empty, restore
from config.engines.locks import is_held
from config.engines.refused import RefusedError
from config.preparing import make_roles, prepare_database


class Command(BaseCommand):
    help = "Bring back what `backup` wrote: check the file, put it in place, verify it; all of it or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="what `backup` wrote")
        parser.add_argument("--replace", action="store_true", help="in place of the register that is here")
        parser.add_argument(
            "--accept-failures", action="store_true", help="take it although verification finds what fails"
        )

    def handle(self, *, file: Path, replace: bool, accept_failures: bool, **_: Any) -> None:
        if is_held(settings.PLACES.lock("up")):
            raise RefusedError("The tracker is running: stop it first (Ctrl-C), then restore.")
        with read(file) as reader:
            self._tell_of(file, reader)
            if url := environment.text("DATABASE_URL"):
                make_roles(url)
            if is_empty():
                prepare_database()  # what a dump of one database leaves out: rights on the database itself
            self._tell(restore(reader, replaces=replace, accepts_failures=accept_failures))

    def _tell_of(self, file: Path, reader: Reader) -> None:
        manifest = reader.manifest
        self.stdout.write(
            f"{file}, made {manifest.made_at}: {manifest.number_rows:,} rows, {len(reader.files):,} files, undamaged."
        )
        self.stdout.flush()

    def _tell(self, done: Restored) -> None:
        self.stdout.write(f"Files: {done.files_written:,} written, {done.files_there:,} were there.")
        if done.migrations:
            self.stdout.write(f"Brought to this version; migrations applied: {done.migrations}.")
        if done.withholdings:
            self.stdout.write(f"Withheld again, as the ledger says: {done.withholdings}.")
        if done.failures:
            self.stdout.write("\n".join(["Accepted, though it fails:", *done.failures]))
        else:
            self.stdout.write(f"Verified: {done.rows_verified:,} rows, everything holds.")
        self.stdout.write("Restored. Everybody signs in anew.")
