"""`manage.py load_sample`: the S-400 deal and two invented deals, drafted and published by two members."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deals.management.sample.loading import DEALS, load_deal
from deals.permissions import Right, first_with


class Command(BaseCommand):
    help = "Load the sample register: the Turkey–Russia S-400 deal, and two fictional deals to practise on."

    def handle(self, *_: Any, **__: Any) -> None:
        publisher = first_with(Right.PUBLISH)
        editor = first_with(Right.DRAFT, other_than=publisher) if publisher else None
        if publisher is None or editor is None:
            raise CommandError("Make two members first, one a publisher: whoever writes a claim does not approve it.")
        for name in DEALS:
            deal = load_deal(name, editor=editor, publisher=publisher)
            done = f"{deal.title}: {deal.claims.count()} claims published." if deal else f"{name}: already there."
            self.stdout.write(done)
