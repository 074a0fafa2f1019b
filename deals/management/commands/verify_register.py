"""`manage.py verify_register`: every rule asked again of every row, every hash and passage computed again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deals.queries.verifying import CHECKS, Verified, verify

MOST_TOLD = 20
"""Findings of one check that are listed, unless all are asked for."""


class Command(BaseCommand):
    help = "Ask every rule again of every row. Lists what fails, and ends with 1 where anything does."

    def add_arguments(self, parser: ArgumentParser) -> None:
        names = [check.name for check in CHECKS]
        parser.add_argument(
            "--without", action="append", choices=names, default=[], metavar="CHECK",
            help="leave this check out, as in --without rereadings, which takes longest",
        )  # fmt: skip
        parser.add_argument("--all", action="store_true", help=f"list everything found, not {MOST_TOLD} a check")

    def handle(self, *, without: list[str], all: bool, **_: Any) -> None:  # noqa: A002 -- the option's name
        self.most = None if all else MOST_TOLD
        done = []
        for verified in verify(without=frozenset(without)):
            self._tell(verified)
            done.append(verified)
        failures = sum(len(verified.findings) for verified in done if verified.is_failure)
        rows, seconds = sum(verified.rows for verified in done), sum(verified.seconds for verified in done)
        self.stdout.write(f"{rows:,} rows in {seconds:.1f} s: {rows / max(seconds, 0.001):,.0f} rows a second.")
        if failures:
            raise CommandError(f"{failures:,} {'row fails' if failures == 1 else 'rows fail'}: see the list above.")
        self.stdout.write("Everything holds.")

    def _tell(self, verified: Verified) -> None:
        found = len(verified.findings)
        outcome = "holds" if not found else f"{found:,} {'FAIL' if verified.is_failure else 'differ'}"
        self.stdout.write(f"{verified.name:12} {verified.rows:>10,} rows {verified.seconds:8.2f} s  {outcome}")
        for finding in verified.findings[: self.most]:
            self.stdout.write(f"    {finding.table} {finding.row}: {finding.says}")
        if self.most and found > self.most:
            self.stdout.write(f"    and {found - self.most:,} more: --all lists them")
        self.stdout.flush()
