"""`manage.py rebuild_published`: remake what lists and search read from each deal's newest release."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deals.actions.publishing import rebuild_published
from deals.models import Member, MemberRole


class Command(BaseCommand):
    help = "Remake the projection, from which lists and search read, out of each deal's newest release."

    def handle(self, *_: Any, **__: Any) -> None:
        publisher = Member.objects.filter(role=MemberRole.PUBLISHER, is_active=True).order_by("pk").first()
        if publisher is None:
            raise CommandError("There is no publisher to sign this. Make one first.")
        self.stdout.write(f"{rebuild_published(by=publisher)} deals rebuilt.")
