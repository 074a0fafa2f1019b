"""`manage.py rebuild_published`: remake what lists and search read from each deal's newest release."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deals.actions.publishing import rebuild_published
from deals.permissions import Right, first_with

TELL_SECONDS = 10.0


class Command(BaseCommand):
    help = "Remake the projection, from which lists and search read, out of each deal's newest release."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--only-older", action="store_true", help="just what an older version of the program made")

    def handle(self, *_: Any, only_older: bool, verbosity: int, **__: Any) -> None:
        publisher = first_with(Right.PUBLISH)
        if publisher is None:
            raise CommandError("There is no publisher to sign this. Make one first.")
        self._told_at = time.monotonic()
        number = rebuild_published(by=publisher, only_older=only_older, tell=self._tell)
        if verbosity:
            self.stdout.write(f"{number} deals rebuilt.")

    def _tell(self, done: int, of: int) -> None:
        """Now and then, so that whoever waits sees how far it is."""
        if time.monotonic() > self._told_at + TELL_SECONDS:
            self._told_at = time.monotonic()
            self.stdout.write(f"What lists show is made anew: {done:,} of {of:,} deals.")
            self.stdout.flush()
