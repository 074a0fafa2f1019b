"""Django's command, which leaves history on, and lists as this version shows them."""

from typing import Any

from django.core.management.commands import migrate
from django.db import connections

from config.preparing import keep_history_on, list_anew


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        changed_nothing = options["plan"] or options["check_unapplied"]
        if not changed_nothing and not options["app_label"]:  # on the way back the guard may not exist yet
            keep_history_on(connections[options["database"]])
            list_anew()
