"""What was measured, as a table for docs/figures.md."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from tests.benchmarks.asking.readers import Asked

ALL = "**all**"


@dataclass(slots=True, kw_only=True)
class Measured:
    deals: int
    seconds: float | None
    """That making the register took, of the pattern deals; none where it was there already."""
    bytes: int
    """That its folder takes."""
    alone: list[Asked] = field(default_factory=list)
    together: list[Asked] = field(default_factory=list)
    scans: Counter[str] = field(default_factory=Counter)
    """Of each index, while all this was asked."""

    @property
    def failed(self) -> list[Asked]:
        return [asked for asked in (*self.alone, *self.together) if not asked.is_well]


def table(measured: Sequence[Measured], day: date, command: str) -> str:
    """Milliseconds: the middle, nineteen in twenty under, the longest; and what they grow by from end to end."""
    sizes = [f"{one.deals:,} deals" for one in measured]
    lines = [
        f"{day}, `{command}`: milliseconds, as middle / 95th percentile / longest.",
        "",
        f"| request | how many | {' | '.join(sizes)} | 95th grows by |",
        f"|---|--:|{'--:|' * len(sizes)}--:|",
        *_rows([_by_kind(one.alone) for one in measured]),
        *(_together(measured)),
        _row("register made in", "", [_making(one) for one in measured], ""),
        "",
        *_failures(measured),
        *_scanned(measured[-1].scans),
    ]
    return "\n".join(lines)


def _scanned(scans: Counter[str]) -> Iterable[str]:
    """Of the last register."""
    yield from ("", "| index | scans |", "|---|--:|")
    for name, number in sorted(scans.items(), key=lambda found: (-found[1], found[0])):
        yield f"| `{name}` | {number:,} |"


def _rows(kinds: Sequence[dict[str, list[Asked]]]) -> Iterable[str]:
    for kind in kinds[0]:
        several = [asked[kind] for asked in kinds]
        growth = percentile(several[-1]) / percentile(several[0])
        yield _row(kind, str(len(several[0])), [_spread(asked) for asked in several], f"{growth:.1f}")


def _together(measured: Sequence[Measured]) -> Iterable[str]:
    readers = [f"{_spread(one.together)}, {_failed(one.together)} errors" for one in measured]
    yield _row("fifty readers at once", str(len(measured[0].together)), readers, "")
    largest = [f"{max(asked.sent for asked in one.alone) / 1000:.0f} KB" for one in measured]
    yield _row("largest page, packed", "", largest, "")


def _making(one: Measured) -> str:
    seconds = "" if one.seconds is None else f"{one.seconds:.0f} s, "
    return f"{seconds}{one.bytes / 1e9:.1f} GB"


def _row(name: str, number: str, cells: Sequence[str], growth: str) -> str:
    return f"| {name} | {number} | {' | '.join(cells)} | {growth} |"


def _by_kind(asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        kinds[one.request.kind].append(one)
        kinds[ALL].append(one)
    return {kind: kinds[kind] for kind in sorted(kinds, key=lambda kind: (kind == ALL, kind))}


def percentile(asked: Sequence[Asked]) -> float:
    taken = [one.milliseconds for one in asked]
    return statistics.quantiles(taken, n=20, method="inclusive")[-1] if len(taken) > 1 else taken[0]


def _spread(asked: Sequence[Asked]) -> str:
    taken = [one.milliseconds for one in asked]
    return f"{statistics.median(taken):.0f} / {percentile(asked):.0f} / {max(taken):.0f}"


def _failed(asked: Iterable[Asked]) -> int:
    return sum(not one.is_well for one in asked)


def _failures(measured: Iterable[Measured]) -> Iterable[str]:
    for one in measured:
        for asked in one.failed:
            yield f"{one.deals:,} deals: {asked.request.address} was answered {asked.status}."
        slowest = sorted(one.alone, key=lambda asked: -asked.milliseconds)[:5]
        yield f"{one.deals:,} deals, slowest: " + ", ".join(
            f"{asked.request.address} {asked.milliseconds:.0f}" for asked in slowest
        )
