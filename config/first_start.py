"""What only the first start does: three sample members of the staff, and the sample register."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

from django.core.management import get_commands
from django.db import transaction

from config.engines.places import Places
from deals.actions.members import add_member, new_password
from deals.models import Member, MemberRole

BASE_DIR = Path(__file__).resolve().parent.parent
STAFF = {  # the first one signs for the others
    "administrator": MemberRole.ADMINISTRATOR,
    "editor": MemberRole.CONTRIBUTOR,
    "publisher": MemberRole.PUBLISHER,
}


def make_staff(places: Places) -> None:
    """The sample administrator, editor and publisher with random passwords, unless the register has members.

    Their passwords go into a file for the owner of the data folder alone. It is written first: after a `kill` between
    the two the members are missing, and the next start makes them again.
    """
    if Member.objects.exists():
        return
    passwords = {name: new_password() for name in STAFF}
    _write(places.sign_in, "".join(f"{name} {password}\n" for name, password in passwords.items()))
    by: Member | None = None
    with transaction.atomic():
        for name, role in STAFF.items():
            made = add_member(name=name, role=role, password=passwords[name], by=by)
            by = by or made


def sign_ins(places: Places) -> list[tuple[str, str]]:
    """Names and passwords as they were made; empty where the register had members of its own, or the file is gone."""
    if not places.sign_in.is_file():
        return []
    return [(line.split()[0], line.split()[1]) for line in places.sign_in.read_text().splitlines()]


def load_sample(places: Places) -> str:
    """Load the sample register once, in a process of its own and with the rights of the desk.

    Returns a sentence if that failed: the register is as good without, and the next start tries again.
    """
    mark = places.data / "sample-loaded"
    if mark.exists() or "load_sample" not in get_commands():
        return ""
    command = [sys.executable, "manage.py", "load_sample"]
    done = subprocess.run(  # noqa: S603 -- ours
        command, cwd=BASE_DIR, env={**os.environ, "DATABASE_ROLE": "desk"}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        places.log("load_sample").write_text(done.stdout + done.stderr)
        return f"The sample register could not be loaded; {places.log('load_sample')} says why."
    mark.touch()
    return ""


def make_secret_key(places: Places) -> None:
    if not places.secret_key.exists():
        _write(places.secret_key, secrets.token_urlsafe(50))


def _write(file: Path, content: str) -> None:
    """For this user's eyes, and either whole or not at all."""
    unfinished = file.with_name(file.name + ".unfinished")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as opened:
        opened.write(content)
    unfinished.rename(file)
