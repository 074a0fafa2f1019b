"""`manage.py ingest FILE|URL`: from an article to suggestions, through the same worker as the desk's intakes."""

import socket
import time
from argparse import ArgumentParser
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from deals.actions.refused import RefusedError
from deals.models import Member
from deals.permissions import Right, first_with, members_with
from deals.suggestions.intakes import start_intake
from deals.suggestions.models import Intake, IntakeState
from deals.tasks import enqueue

SECONDS_BETWEEN_LOOKS = 0.2
ANSWER_SECONDS = 1.0
_PROGRESS = {
    IntakeState.QUEUED: "waiting for a worker",
    IntakeState.CAPTURED: "captured",
    IntakeState.READ: "read",
    IntakeState.READY: "searched for facts",
    IntakeState.FAILED: "failed",
    IntakeState.SET_ASIDE: "set aside",
}


class Command(BaseCommand):
    help = "Take in an article: a file (HTML or plain text) or an address. Prints what was proposed."
    needs_broker = True

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("article", metavar="FILE|URL")
        parser.add_argument("--published", default="", metavar="DATE", help="such as 2017-10-09 or 2017-10")
        parser.add_argument("--publisher", default="", metavar="NAME", help="the outlet's name")
        parser.add_argument("--title", default="", help="where the article does not say it itself")
        parser.add_argument("--as", dest="member", default="", metavar="NAME", help="who signs; else the first member")

    def handle(self, *_: Any, **options: Any) -> None:
        by = self._member(options["member"])
        told = {key: options[key] for key in ("title", "publisher", "published")}
        try:
            intake = start_intake(by=by, **_article(options["article"]), **told)
        except RefusedError as error:
            raise CommandError(str(error)) from error
        enqueue(intake.pk)
        self._print(self._followed(intake))

    def _member(self, name: str) -> Member:
        named = members_with(Right.TAKE_IN).filter(username=name).first()
        member = named if name else first_with(Right.TAKE_IN)
        if member is None:
            who = f"member {name}" if name else "member"
            told = f"No active {who} may take in articles."
            raise CommandError(f"{told} Run `manage.py up` once, or `manage.py add_member NAME`.")
        return member

    def _followed(self, intake: Intake) -> Intake:
        """Wait until the worker is done, telling each step. The intake goes on where this is interrupted."""
        told: IntakeState | None = None
        give_up = time.monotonic() + settings.INGEST_WAIT_SECONDS
        while True:
            intake.refresh_from_db()
            state = IntakeState(intake.state)
            if state is not told:
                told = state
                self.stdout.write(f"  {_PROGRESS[state]}")
            if state.is_over:
                return intake
            if time.monotonic() > give_up:
                raise CommandError(f"Still {_PROGRESS[state]} after {settings.INGEST_WAIT_SECONDS} s. {_desk(intake)}")
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _print(self, intake: Intake) -> None:
        if intake.state != IntakeState.READY or intake.reading is None:
            raise CommandError(f"{intake.error} {_desk(intake)}")
        suggestions = intake.reading.suggestions.all()
        found = intake.found
        parties = f"{', '.join(found['suppliers']) or '?'} → {', '.join(found['recipients']) or '?'}"
        self.stdout.write(f"{intake.reading.snapshot.source}\n{parties}: {', '.join(found['systems']) or 'no system'}")
        for suggestion in suggestions:
            candidate = suggestion.candidate
            about = " ".join(filter(None, (candidate["stage"], candidate["act"], candidate["nature"])))
            when = candidate["date"] or "no date"
            self.stdout.write(f"- {suggestion.kind} {about} ({candidate['modality']}, {when}): “{suggestion.quote}”")
        self.stdout.write(f"{len(suggestions)} suggested. {_desk(intake)}")


def _article(article: str) -> dict[str, Any]:
    if "://" in article:
        return {"url": article}
    path = Path(article)
    try:
        content = path.read_bytes()
    except OSError as error:
        told = f"{article} cannot be read: {error.strerror}. Give a file, or an address with https://."
        raise CommandError(told) from error
    return {"content": content, "file_name": path.name, "media_type": guess_type(path.name)[0] or "text/plain"}


def _desk(intake: Intake) -> str:
    told = f"At the desk: {settings.SITE_ADDRESS}/desk/intakes/{intake.public_id}/"
    return told if _answers(settings.SITE_ADDRESS) else f"{told} (nothing answers there: start it with manage.py up)"


def _answers(address: str) -> bool:
    """Whether something listens at the site's address."""
    site = urlsplit(address)
    port = site.port or (443 if site.scheme == "https" else 80)
    try:
        with socket.create_connection((site.hostname or "", port), timeout=ANSWER_SECONDS):
            return True
    except OSError:
        return False
