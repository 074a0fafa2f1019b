"""Authorisations as gates across a track's band: open, half open or shut, told apart by their outline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.vocabulary.terms import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    Corner = tuple[float, float]
    Piece = tuple[Corner, ...]

POST, BAR = 3.4, 11.0
"""Pixels across a gate's posts, and across the bars at their ends."""
THICK = 3.0
"""Pixels of a bar."""
ROOM = 16.0
"""Pixels that a gate keeps free on the band."""
HEIGHT = 34.0
"""On a band: it stands out above and below."""
SHORT_HEIGHT = 14.0
"""Above a band, among the marks, no taller than their level."""
SIGN_HEIGHT = 19.0
"""In a legend."""
_OPENING = 0.42
"""Of the height, free between the posts."""


def outline(outcome: Outcome, x: float, y: float, height: float) -> str:
    """An SVG path of straight lines around (x, y)."""
    return "".join(
        f"M{'L'.join(f'{x + right:.1f} {y + down:.1f}' for right, down in piece)}Z"
        for piece in _pieces(outcome, height / 2, height * _OPENING / 2)
    )


def _pieces(outcome: Outcome, end: float, gap: float) -> Iterator[Piece]:
    if outcome is Outcome.REFUSED:
        yield _bolted(end)
        return
    yield _post(-end, -gap)
    yield _post(end, gap)
    yield from _IN_THE_OPENING[outcome](gap)


def _post(end: float, inner: float) -> Piece:
    """From the opening outwards to a bar, as a T."""
    post, bar, under = POST / 2, BAR / 2, end - THICK if end > 0 else end + THICK
    half = ((post, inner), (post, under), (bar, under), (bar, end))
    return (*half, *((-right, down) for right, down in reversed(half)))


def _box(left: float, top: float, right: float, bottom: float) -> Piece:
    return (left, top), (right, top), (right, bottom), (left, bottom)


def _bolted(end: float) -> Piece:
    """Shut: one post from end to end, with a bolt across."""
    post, bar = POST / 2, BAR / 2
    half = ((bar, -end), (bar, THICK - end), (post, THICK - end), (post, -THICK / 2), (bar, -THICK / 2))
    right = (*half, *((across, -down) for across, down in reversed(half)))
    return (*right, *((-across, down) for across, down in reversed(right)))


def _nothing(_gap: float) -> Iterator[Piece]:
    yield from ()


def _boom(gap: float) -> Iterator[Piece]:
    """Conditional: a boom half raised."""
    yield (-POST / 2, gap), (BAR / 2, 1 - gap), (BAR / 2, 3 - gap), (POST / 2, gap)


def _cross(gap: float) -> Iterator[Piece]:
    """Revoked: opened, then crossed out."""
    reach = gap - 0.5
    yield (-reach, -reach), (reach, reach), (reach - 1, reach), (-reach, 1 - reach)
    yield (-reach, reach), (reach, -reach), (reach, 1 - reach), (1 - reach, reach)


def _thread(gap: float) -> Iterator[Piece]:
    """Lapsed: nobody shut it, and it is no longer open."""
    yield _box(-0.4, -gap, 0.4, gap)


def _stone(gap: float) -> Iterator[Piece]:
    """Notified: something lies in the opening, and it is waited whether anybody objects."""
    reach = gap * 0.62
    yield (0, -reach), (reach, 0), (0, reach), (-reach, 0)


def _arrow(gap: float) -> Iterator[Piece]:
    """Requested: somebody stands before it."""
    reach = gap * 0.72
    yield (-reach, -reach), (reach, 0), (-reach, reach)


_IN_THE_OPENING = {
    Outcome.REQUESTED: _arrow,
    Outcome.NOTIFIED: _stone,
    Outcome.GRANTED: _nothing,
    Outcome.CONDITIONAL: _boom,
    Outcome.REVOKED: _cross,
    Outcome.LAPSED: _thread,
}
