"""What a deal's page costs when nobody has asked for it before: `python -m tests.benchmarks.cold`.

From the record to the packed HTML, without the database's two queries. Processor time, so that others on the machine
count little; the middle of some rounds.
"""

from __future__ import annotations

import os
import sys
from statistics import median
from time import process_time

import django

ROUNDS = {60: 11, 300: 7, 1000: 5, 10_000: 3}
"""By the number of entries."""


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    for size, rounds in ROUNDS.items():
        seconds, packed = zip(*(_made(size) for _ in range(rounds)), strict=True)
        told = f"{median(seconds) * 1000:,.0f} ms, {max(packed) / 1000:,.0f} KB packed"
        sys.stdout.write(f"{size:,} entries: {told}\n")


def _made(size: int) -> tuple[float, int]:
    """Seconds, and bytes."""
    from django.core.cache import caches  # noqa: PLC0415 -- after Django is set up

    from tests.benchmarks.peers import ours  # noqa: PLC0415

    record = ours.a_deal(size)
    caches["pages"].clear()
    begun = process_time()
    _, answer = next(ours.answers(record))
    return process_time() - begun, len(answer.body)


if __name__ == "__main__":
    main()
