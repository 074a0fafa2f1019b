"""Reads articles for people or as a filter. Needs no database."""

import sys
from argparse import ArgumentParser
from datetime import date
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deals.extraction import extract
from deals.extraction.lines import LineError, found_line, published_day
from deals.extraction.listing import listing
from deals.sources.formats import ReadFailedError
from deals.sources.reader_process import read_limited
from deals.vocabulary.dates import NotADateError, PartialDate

STANDARD_INPUT = Path("-")


class Command(BaseCommand):
    help = (
        "Show what an article tells about an arms deal. With --jsonl: read articles as JSON lines from standard input "
        "and write what was found as JSON lines; wrong lines are named and passed over, and the exit status is 1."
    )
    requires_system_checks = []
    needs_database = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a text or a saved page; - is standard input")
        parser.add_argument("--published", metavar="DATE", help="when it was published: 2017-10-09, 2017-10 or 2017")
        parser.add_argument(
            "--jsonl", action="store_true", help="JSON lines on standard input, findings on standard output"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["jsonl"] and options["file"]:
            raise CommandError("--jsonl reads standard input, so it takes no file: extract --jsonl < articles.jsonl")
        if not options["jsonl"] and not options["file"]:
            raise CommandError("Give a file to read, or --jsonl to read JSON lines from standard input.")
        if options["jsonl"]:
            self._filter()
        else:
            self._show(options["file"], options["published"])

    def _show(self, file: Path, published: str | None) -> None:
        try:
            told = _told(published)
            page = read_limited(_content(file), guess_type(file.name)[0] or "text/plain")
        except (LineError, ReadFailedError) as error:
            raise CommandError(str(error)) from error
        day = _day(told, page.published)
        if told and day is None:
            self.stdout.write(f"Published {told.text}, the day is not known: “last month” cannot be worked out.\n")
        for line in listing(extract(page.text, published=day, title=page.title)):
            self.stdout.write(line)

    def _filter(self) -> None:
        wrong = 0
        for number, line in enumerate(sys.stdin.buffer, start=1):
            if line.strip():
                wrong += not self._filter_line(number, line)
        if wrong:
            raise CommandError(f"{wrong} of the lines could not be read; the others were.")

    def _filter_line(self, number: int, line: bytes) -> bool:
        try:
            self.stdout.write(found_line(line))
        except LineError as error:
            self.stderr.write(f"line {number}: {error}")
            return False
        return True


def _content(file: Path) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == STANDARD_INPUT else file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _told(published: str | None) -> PartialDate | None:
    """What was given as the time of publication. Raises LineError."""
    try:
        day = published_day(published)
    except LineError:
        return _partial(published or "")
    return PartialDate.parse(day.isoformat()) if day else None


def _partial(published: str) -> PartialDate:
    try:
        return PartialDate.parse(published)
    except NotADateError as error:
        told = f"“{published[:40]}” is not a day of publication: write it as 2017-10-09, 2017-10 or 2017."
        raise LineError(told) from error


def _day(told: PartialDate | None, page: str) -> date | None:
    """The day to reckon from: the one that was given, or the page's own where it does not contradict what was given."""
    if told is None:
        return _whole_day(page)
    if told.first and told.first == told.last:
        return told.first
    own = _whole_day(page)
    is_within = own and (told.first or own) <= own <= (told.last or own)
    return own if is_within else None


def _whole_day(edtf: str) -> date | None:
    """The day that the page tells of itself; a month or a year alone is no day to reckon from."""
    try:
        return date.fromisoformat(edtf)
    except ValueError:
        return None
