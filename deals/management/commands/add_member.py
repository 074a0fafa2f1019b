"""`manage.py add_member NAME --role publisher`: a member of the staff, with a password that is told once."""

from argparse import ArgumentParser
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from deals.actions.members import add_member, new_password
from deals.actions.refused import RefusedError
from deals.models import MemberRole
from deals.permissions import Right, first_with, members_with


class Command(BaseCommand):
    help = "Add a member of the staff. Prints a random password, once. The first one is an administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME")
        parser.add_argument("--role", choices=[role.value for role in MemberRole], default=MemberRole.CONTRIBUTOR.value)
        parser.add_argument("--by", default="", metavar="NAME", help="the administrator who signs; else the first")

    def handle(self, *, name: str, role: str, by: str, **_: Any) -> None:
        administrators = members_with(Right.MANAGE_MEMBERS)
        signing = administrators.filter(username=by).first() if by else first_with(Right.MANAGE_MEMBERS)
        if by and signing is None:
            raise CommandError(f"There is no active administrator {by}.")
        password = new_password()
        try:
            add_member(name=name, role=MemberRole(role), password=password, by=signing)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except RefusedError as error:
            raise CommandError(f"{error} Say --role administrator.") from error
        self.stdout.write(f"{name}, {role}: password {password}")
