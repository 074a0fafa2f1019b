"""`manage.py add_member NAME --role publisher`: a member of the staff, with a password that is told once."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from deals.models import Member, MemberRole

PASSWORD_BYTES = 12


class Command(BaseCommand):
    help = "Add a member of the staff. Prints a random password, once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("--role", choices=[role.value for role in MemberRole], default=MemberRole.CONTRIBUTOR.value)

    def handle(self, *, name: str, role: str, **_: Any) -> None:
        password = secrets.token_urlsafe(PASSWORD_BYTES)
        member = Member(username=name, role=role)
        member.set_password(password)
        try:
            member.full_clean()
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        member.save()
        self.stdout.write(f"{name}, {role}: password {password}")
