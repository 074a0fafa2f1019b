"""Groups and deals in time, a row each, placed once: the server's SVG and the Plotly figure both draw this."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from timeline import marks
from timeline.courses import pieces
from timeline.geometry import wrapped
from timeline.marks import EDGE
from timeline.rows import AXIS_HEIGHT
from timeline.scale import Tick, Window, ticks
from timeline.shapes import SIZE
from timeline.words import capital
from timeline.years import HEIGHT, YearColumn, blocks, window_of_years

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deals.queries.published import DealRow
    from timeline.courses import Piece, Step
    from timeline.marks import Format

WIDE, NARROW = replace(marks.WIDE, gutter=250), marks.NARROW
PADDING = 8.0
"""Pixels free over and under what a row holds."""
NAME_LINE, NAME_ROOM = 15.0, 20.0
"""Pixels of a line of a row's name; of its last one where it stands over the row."""
NAME_LINES_MOST = 3
"""What tells deals of one group apart is often the end of their names."""
TALL = 600.0
"""Pixels of a drawing that no window shows whole: it names the years at its foot too."""
BAND, FAINT = 18.0, 6.0
"""Pixels of a phase while it is told of, and of what may have gone on since."""
FREE = 0.07
"""Of a year's width, at each side of its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """From a day to a day; `top` and `height` in pixels."""

    first: float
    last: float
    top: float
    height: float
    phase: str
    is_hatched: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What answers to a pointer: a year of a group, or a phase of a deal, with the address where it leads."""

    first: float
    last: float
    top: float
    foot: float
    words: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PanoramaRow:
    name: tuple[str, ...]
    """Its lines; the first one's baseline is at `name_y`."""
    name_y: float
    is_summed: bool
    """All that the rows under it are of."""
    top: float
    bottom: float
    bars: tuple[Bar, ...]
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panorama:
    format: Format
    window: Window
    height: float
    ticks: tuple[Tick, ...]
    rows: tuple[PanoramaRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class InYears:
    """A group, by how many deals were in which phase in a year."""

    name: str
    years: Sequence[YearColumn]
    is_summed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InPhases:
    """A deal, by its phases."""

    deal: DealRow
    steps: Sequence[Step]


def panorama(shown: Iterable[InYears | InPhases], years: Sequence[int], form: Format) -> Panorama:
    """From the first to the last of these years; what is outside them is not drawn."""
    window = window_of_years(years, form.gutter or EDGE, form.width - EDGE)
    rows: list[PanoramaRow] = []
    for each in shown:
        top = rows[-1].bottom if rows else AXIS_HEIGHT
        if isinstance(each, InYears):
            rows.append(_of_group(each, top, window, form))
        else:
            rows.append(_of_deal(each, top, window, form))
    height = rows[-1].bottom if rows else AXIS_HEIGHT
    height += AXIS_HEIGHT if height > TALL else 0
    return Panorama(format=form, window=window, height=height, ticks=ticks(window), rows=tuple(rows))


def _of_group(group: InYears, top: float, window: Window, form: Format) -> PanoramaRow:
    row = _row(group.name, top, HEIGHT, form)
    foot = row.bottom - PADDING
    columns = [column for column in group.years if window.first <= column.days[0] and column.days[1] <= window.last]
    bars = [
        Bar(first=first, last=last, top=foot - block.foot - block.tall, height=block.tall, phase=block.phase.value)
        for block in blocks(columns)
        for first, last in [_narrowed(*block.column.days)]
    ]
    targets = [
        Target(
            first=column.days[0], last=column.days[1], top=foot - HEIGHT, foot=foot,
            words=column.words, address=column.address,
        )
        for column in columns
    ]  # fmt: skip
    return replace(row, is_summed=group.is_summed, bars=tuple(bars), targets=tuple(targets))


def _narrowed(first: float, last: float) -> tuple[float, float]:
    return first + FREE * (last - first), last - FREE * (last - first)


def _of_deal(shown: InPhases, top: float, window: Window, form: Format) -> PanoramaRow:
    # Said first: the end of a long name is cut.
    invented = f"{capital(_('practice, invented'))} – " if shown.deal.is_fictional else ""
    row = _row(f"{invented}{shown.deal.title}", top, BAND, form)
    band = top + PADDING if form.gutter else row.bottom - PADDING - BAND
    found = [piece for piece in pieces(shown.deal, shown.steps, window) if piece.until > window.first]
    bars = [bar for piece in found for bar in _bars(piece, band) if bar.last > max(bar.first, window.first)]
    targets = [
        Target(
            first=max(piece.first, window.first), last=min(piece.until, window.last), top=band, foot=band + BAND,
            words=piece.step.words, address=piece.step.address,
        )
        for piece in found
    ]  # fmt: skip
    inside = (replace(bar, first=max(bar.first, window.first), last=min(bar.last, window.last)) for bar in bars)
    return replace(row, bars=tuple(inside), targets=tuple(targets))


def _bars(piece: Piece, top: float) -> Iterator[Bar]:
    phase, middle = piece.step.phase, top + (BAND - FAINT) / 2
    yield Bar(first=piece.first, last=piece.told, top=top, height=BAND, phase=phase)
    yield Bar(first=piece.told, last=piece.until, top=middle, height=FAINT, phase=phase)
    yield Bar(first=piece.first, last=piece.sure, top=top, height=BAND, phase=phase, is_hatched=True)


def _row(name: str, top: float, height: float, form: Format) -> PanoramaRow:
    """A name stands in the gutter, or over the row where there is none."""
    lines = wrapped(name, form.gutter - SIZE if form.gutter else form.width, NAME_LINES_MOST)
    above = NAME_LINE * (len(lines) - 1) + NAME_ROOM
    room = max(height, NAME_LINE * len(lines)) if form.gutter else above + height
    return PanoramaRow(
        name=tuple(lines), name_y=top + PADDING + NAME_LINE - 3, is_summed=False, top=top,
        bottom=top + PADDING + room + PADDING, bars=(), targets=(),
    )  # fmt: skip
