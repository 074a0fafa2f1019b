"""How well articles are read: `python -m tests.articles.scoring FOLDER` (default: the held-out articles).

FOLDER holds `expected.jsonl` and a text for each record, beside it or under `texts/`. A candidate hits an event when
kind, and for a stage the stage, are equal and the passages share 30% of the shorter one, or a number is equal.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from deals.extraction import extract
from deals.vocabulary.text import find_passage, normalised

HELD_OUT = Path(__file__).parent / "held_out"
SHARED_LEAST = 0.3
Event = dict[str, Any]


@dataclass
class Score:
    hits: int = 0
    wanted: int = 0
    found: int = 0
    verbatim: int = 0
    false_alarms: int = 0
    """Candidates in articles about no deal."""

    @property
    def precision(self) -> float:
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.hits / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}"
            f"  ({self.hits} hits, {self.wanted} expected, {self.found} found)\n"
            f"quotes verbatim {self.verbatim} of {self.found}, false alarms {self.false_alarms}"
        )


def score(folder: Path) -> Score:
    """Read every article of the folder and compare."""
    total = Score()
    for line in (folder / "expected.jsonl").read_text().splitlines():
        _add(total, folder, json.loads(line))
    return total


def _add(total: Score, folder: Path, record: Event) -> None:
    path = folder / f"{record['id']}.txt"
    text = normalised((path if path.exists() else folder / "texts" / path.name).read_text())
    published = date.fromisoformat(record["published"]) if record["published"] else None
    found = extract(text, published=published, title=record["title"] or "", publisher=record["publisher"] or "")
    candidates = found.as_json()["candidates"]
    total.wanted += len(record["events"])
    total.found += len(candidates)
    total.verbatim += sum(find_passage(text, candidate["quote"]) is not None for candidate in candidates)
    if record["negative"]:
        total.false_alarms += len(candidates)
    total.hits += _hits(text, record["events"], candidates)


def _hits(text: str, wanted: list[Event], found: list[Event]) -> int:
    """One to one, best overlap first."""
    pairs = sorted(
        ((_likeness(text, one, other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(found)),
        reverse=True,
    )
    used: set[tuple[str, int]] = set()
    hits = 0
    for likeness, i, j in pairs:
        if likeness and not used & {("wanted", i), ("found", j)}:
            used |= {("wanted", i), ("found", j)}
            hits += 1
    return hits


def _likeness(text: str, wanted: Event, found: Event) -> float:
    """0 for no match; else how much of the shorter passage is shared, and 1 more for an equal number."""
    if wanted["kind"] != found["kind"] or (wanted["kind"] == "stage" and wanted["stage"] != found["stage"]):
        return 0.0
    numbers = ((wanted.get(key), found.get(key)) for key in ("amount", "quantity"))
    is_equal = any(a is not None and b is not None and float(a) == float(b) for a, b in numbers)
    shared = _shared(find_passage(text, wanted["quote"]), find_passage(text, found["quote"]))
    return shared + is_equal if shared >= SHARED_LEAST or is_equal else 0.0


def _shared(one: tuple[int, int] | None, other: tuple[int, int] | None) -> float:
    if one is None or other is None:
        return 0.0
    common = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, common) / min(one[1] - one[0], other[1] - other[0])


if __name__ == "__main__":
    print(score(Path(sys.argv[1]) if sys.argv[1:] else HELD_OUT))  # noqa: T201
