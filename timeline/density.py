"""Entries too many to stand apart, as columns at their row's foot: how many in each stretch of time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from timeline.dates import short_words
from timeline.scale import place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.entries import Entry
    from timeline.scale import Window

COLUMN = 8.0
"""Pixels of a column, with the gap after it."""
GAP = 1.0
STRIP = 16.0
"""Pixels of the tallest column."""
LEAST = 2.0
"""Pixels of a column for one entry: it can be seen."""
LABELS_TOLD = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Entries of one row from `left` to `right` pixels; `anchor` is the first one's place on the page."""

    left: float
    right: float
    anchor: str
    number: int
    title: str


def columns(entries: Iterable[Entry], window: Window) -> tuple[Column, ...]:
    found: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.day:
            x = window.x(place_of(entry.day, window).at)
            found[int((x - window.left) // COLUMN)].append(entry)
    return tuple(_column(window.left + place * COLUMN, window, found[place]) for place in sorted(found))


def height(number: int, most: int) -> float:
    return round(max(LEAST, STRIP * number / most), 1)


def _column(left: float, window: Window, members: list[Entry]) -> Column:
    return Column(
        left=left,
        right=min(left + COLUMN - GAP, window.right),
        anchor=members[0].anchor,
        number=len(members),
        title=_title(members),
    )


def _title(members: list[Entry]) -> str:
    """“12 entries, Mar 2017 to 4 May 2017. The first: Talks begin; Talks go on; …”"""
    days = [short_words(entry.day) for entry in (members[0], members[-1]) if entry.day]
    told = "; ".join(entry.claim.label for entry in members[:LABELS_TOLD])
    span = _("{first} to {last}").format(first=days[0], last=days[-1])
    words = ngettext(
        "{number} entry, {when}: {labels}.", "{number} entries, {when}. The first: {labels}.", len(members)
    )
    return words.format(number=len(members), when=days[0] if len(set(days)) == 1 else span, labels=told)
