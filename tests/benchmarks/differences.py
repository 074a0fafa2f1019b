"""What telling the changes between two releases costs: `python -m tests.benchmarks.differences`.

Half of a deal's claims stay as they were, a tenth each is new, gone or retracted, the rest has another amount or text.
"""

from __future__ import annotations

from dataclasses import replace
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from deals.record.differences import differences
from deals.record.overview import in_short
from tests.timeline.records import many_entries
from timeline.changes import groups

if TYPE_CHECKING:
    from deals.record.shape import ClaimRecord, Record

SIZES = (20, 200, 1000)
ROUNDS = 21
SAID_ANEW = 4


def changed(claim: ClaimRecord, number: int) -> ClaimRecord:
    """One claim in ten is retracted, three are said anew."""
    if number % 10 == 0:
        return replace(claim, retraction_reason="A slip.")
    if number % 10 < SAID_ANEW:
        return replace(claim, text=f"{claim.text} Anew.", details={**claim.details, "amount": "5"})
    return claim


def pair(claims: int) -> tuple[Record, Record]:
    whole = many_entries(claims)
    tenth = max(claims // 10, 1)
    later = [changed(claim, number) for number, claim in enumerate(whole.claims[tenth:])]
    return replace(whole, claims=whole.claims[:-tenth]), replace(whole, claims=tuple(later))


def milliseconds(claims: int) -> tuple[float, float]:
    """Middle times of the typed difference, and of its words."""
    before, after = pair(claims)
    typed, words = [], []
    for _ in range(ROUNDS):
        start = perf_counter()
        found = differences(before, after)
        between = perf_counter()
        groups(before, after, found)
        in_short(found)
        typed.append(between - start)
        words.append(perf_counter() - between)
    return median(typed) * 1000, median(words) * 1000


def main() -> None:
    for claims in SIZES:
        typed, words = milliseconds(claims)
        print(f"{claims} claims: {typed:.1f} ms typed, {words:.1f} ms in words")  # noqa: T201


if __name__ == "__main__":
    main()
