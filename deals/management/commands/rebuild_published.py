"""`manage.py rebuild_published`: remake what lists and search read from each deal's newest release."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deals.actions.publishing import rebuild_published
from deals.permissions import Right, first_with


class Command(BaseCommand):
    help = "Remake the projection, from which lists and search read, out of each deal's newest release."

    def handle(self, *_: Any, **__: Any) -> None:
        publisher = first_with(Right.PUBLISH)
        if publisher is None:
            raise CommandError("There is no publisher to sign this. Make one first.")
        self.stdout.write(f"{rebuild_published(by=publisher)} deals rebuilt.")
