"""Reads articles for people or as a filter. Needs no database."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deals.extraction import extract
from deals.extraction.lines import LineError, found_line, published_day
from deals.extraction.listing import listing
from deals.vocabulary.text import TextTooLongError, normalised


class Command(BaseCommand):
    help = (
        "Show what an article tells about an arms deal. With --jsonl: read articles as JSON lines from standard input "
        "and write what was found as JSON lines; wrong lines are named and passed over, and the exit status is 1."
    )
    requires_system_checks = []
    needs_database = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a text file in UTF-8; - is standard input")
        parser.add_argument("--published", metavar="DATE", help="the day it was published, as 2017-10-09")
        parser.add_argument(
            "--jsonl", action="store_true", help="JSON lines on standard input, findings on standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jsonl"] == (options["file"] is not None):
            raise CommandError("Give a file to read, or --jsonl to read JSON lines from standard input.")
        if options["jsonl"]:
            self._filter()
        else:
            self._show(options["file"], options["published"])

    def _show(self, file: Path, published: str | None) -> None:
        try:
            text = normalised(_content(file))
            found = extract(text, published=published_day(published))
        except (LineError, TextTooLongError) as error:
            raise CommandError(str(error)) from error
        for line in listing(found):
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


def _content(file: Path) -> str:
    try:
        content = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{file} is not text in UTF-8: convert it first, or take it in with `ingest`.") from error
    if text.lstrip()[:200].lower().startswith(("<!doctype html", "<html")):
        raise CommandError(f"{file} is a web page and `extract` reads plain text: take it in with `ingest`.")
    return text
