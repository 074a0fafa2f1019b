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
        parser.add_argument("--published", metavar="DATE", help="the day it was published, as 2017-10-09")
        parser.add_argument(
            "--jsonl", action="store_true", help="JSON lines on standard input, findings on standard output"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["jsonl"] == (options["file"] is not None):
            raise CommandError("Give a file to read, or --jsonl to read JSON lines from standard input.")
        if options["jsonl"]:
            self._filter()
        else:
            self._show(options["file"], options["published"])

    def _show(self, file: Path, published: str | None) -> None:
        try:
            day = published_day(published)
            page = read_limited(_content(file), guess_type(file.name)[0] or "text/plain")
        except (LineError, ReadFailedError) as error:
            raise CommandError(str(error)) from error
        for line in listing(extract(page.text, published=day or _whole_day(page.published), title=page.title)):
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


def _whole_day(edtf: str) -> date | None:
    """The day that the page tells of itself; a month or a year alone is no day to reckon from."""
    try:
        return date.fromisoformat(edtf)
    except ValueError:
        return None
