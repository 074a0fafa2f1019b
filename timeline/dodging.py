"""Marks of one row kept apart: in levels, and where more stand than a few levels hold, thinned to a density."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.labels import LEADER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ON_BAND = -1
"""The level of a gate: across its track's band, not above it."""
LEVELS_MOST = 5
KEY_LEVELS_MOST = 7
LED_LEVELS_MOST = 9
"""Marks with a label stand over the others."""
APART_MOST = 60
"""A row with more marks than this, key ones not counted, shows them as a density."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """An entry's middle, and the pixels from `left` to `right` that it needs for itself."""

    id: str
    x: float
    left: float
    right: float
    stays: bool = False
    """It is key, or has a label or a number: it is thinned last."""
    is_led: bool = False
    """A label's leader goes up from it, which no mark above may cross."""
    crosses_band: float = 0.0
    """A gate's width, which stands on the band where no other gate does."""


@dataclass(frozen=True, slots=True)
class Dodged:
    levels: Mapping[str, int]
    """Claim id -> level of its mark; 0 is the lowest above the band."""
    thinned: tuple[str, ...]
    led: tuple[str, ...]
    """Those that a leader reaches without crossing another mark."""


def dodged(spots: Sequence[Spot]) -> Dodged:
    """Each spot in the lowest level where it touches nothing; those for which there is no level are thinned.

    Marks that a label is led to come last, so that they stand above all that their leader would cross.
    """
    led = [spot for spot in spots if spot.is_led]
    kept = [spot for spot in spots if spot.stays and not spot.is_led]
    others = [spot for spot in spots if not spot.stays]
    if len(others) <= APART_MOST:
        levels = _Levels()
        together = levels.placed((*kept, *others), LEVELS_MOST) | levels.placed(led, LED_LEVELS_MOST)
        if len(together) == len(spots):
            return Dodged(together, (), levels.led)
    levels = _Levels()
    found = levels.placed(kept, KEY_LEVELS_MOST)
    if len(others) <= APART_MOST:
        beside = levels.placed(others, LEVELS_MOST)
        found |= beside if len(beside) * 2 > len(others) else {}
    found |= levels.placed(led, LED_LEVELS_MOST)
    return Dodged(found, tuple(spot.id for spot in spots if spot.id not in found), levels.led)


class _Levels:
    """What is taken in each level, as sorted spans."""

    def __init__(self) -> None:
        self.taken: dict[int, list[tuple[float, float]]] = defaultdict(list)
        self.leaders: list[tuple[int, float, str]] = []

    @property
    def led(self) -> tuple[str, ...]:
        return tuple(claim for _, _, claim in self.leaders)

    def placed(self, spots: Iterable[Spot], most: int) -> dict[str, int]:
        found = ((spot.id, self._place(spot, most)) for spot in sorted(spots, key=lambda spot: spot.left))
        return {claim: level for claim, level in found if level is not None}

    def _place(self, spot: Spot, most: int) -> int | None:
        half = spot.crosses_band / 2
        if half and self._is_free(ON_BAND, spot.x - half, spot.x + half):
            insort(self.taken[ON_BAND], (spot.x - half, spot.x + half))
            if spot.is_led:
                self.leaders.append((ON_BAND, spot.x, spot.id))
            return ON_BAND
        level = next((level for level in range(most) if self._may_stand(spot, level)), None)
        if level is None:
            return self._place(replace(spot, is_led=False), most) if spot.is_led else None
        insort(self.taken[level], (spot.left, spot.right))
        if spot.is_led:
            self.leaders.append((level, spot.x, spot.id))
        return level

    def _may_stand(self, spot: Spot, level: int) -> bool:
        passing = (x for below, x, _ in self.leaders if below < level)
        if spot.is_led and any(spot.left < x + LEADER and x - LEADER < spot.right for x in passing):
            return False
        above = range(level + 1, max(self.taken, default=0) + 1) if spot.is_led else ()
        is_clear = all(self._is_free(higher, spot.x - LEADER, spot.x + LEADER) for higher in above)
        return is_clear and self._is_free(level, spot.left, spot.right)

    def _is_free(self, level: int, left: float, right: float) -> bool:
        spans = self.taken[level]
        at = bisect_left(spans, (left, right))
        is_clear_before = at == 0 or spans[at - 1][1] <= left
        return is_clear_before and (at == len(spans) or right <= spans[at][0])
