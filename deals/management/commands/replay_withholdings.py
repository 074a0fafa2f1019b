"""`manage.py replay_withholdings`: what the ledger beside the snapshots says was withheld is withheld here too."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deals.actions.refused import RefusedError
from deals.actions.replaying import replay_withholdings
from deals.sources.withheld import ledger, merge_ledger


class Command(BaseCommand):
    help = "Withhold again what the ledger names and this register still shows. Twice is as good as once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("ledger", nargs="?", type=Path, metavar="LEDGER", help="a copy kept elsewhere, taken in")

    def handle(self, *, ledger: Path | None, **_: Any) -> None:
        try:
            if ledger:
                merge_ledger(_lines(ledger))
            done = replay_withholdings()
        except RefusedError as error:
            raise CommandError(str(error)) from error
        for replayed in done:
            self.stdout.write(f"Withholding {replayed.withholding}: {replayed.rows} places blanked.")
        self.stdout.write(f"{len(done)} withholdings replayed; every file that the ledger names is blank.")


def _lines(path: Path) -> list[dict[str, Any]]:
    try:
        return ledger(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandError(f"{path} is no ledger of withholdings: {error}") from error
