"""Where a chart's parts stand, in pixels: what the SVG and the Plotly figure must agree on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from timeline import gates
from timeline.dates import short_words
from timeline.density import height
from timeline.labels import fitted, text_width
from timeline.rows import BAND_HEIGHT, TEXT_SIZE
from timeline.shapes import SIZE, Shape, size_of
from timeline.words import capital, word

if TYPE_CHECKING:
    from timeline.bands import Band
    from timeline.density import Column
    from timeline.joins import Join
    from timeline.marks import Chart, Mark
    from timeline.rows import Row

BAND_LABEL_ROOM = 8.0
"""Pixels that a stage's name needs in its band beyond its own width."""
NUMBER_WIDTH = 9.0
FAINT_HEIGHT = 4.0
"""A stage after its last report is a stripe: silence is not continuation."""
WHISKER_END = 4.0
"""Half the height of the stroke that ends a whisker."""
RAIL, RAILS = 2.7, 3
"""Pixels from a row's foot to the first join that runs along it, and to each after it; then they share."""
_REACH = {Shape.THREAT: 0.7, Shape.VALUATION: 0.65, Shape.STATEMENT: 0.58, Shape.ORDER: 0.58}
"""Half of a mark's width, in its size, where it is wider than that."""
NAME_LINES_MOST = 2
NAME_LINE = 14.0


@dataclass(frozen=True, slots=True)
class BandLabel:
    """A stage's name, which has the days from `first` to `last` for itself."""

    text: str
    first: float
    last: float
    x: float
    y: float
    """The baseline."""
    is_above: bool
    """It stands on the paper over a low band, not in the band's colour."""
    has_room: bool


def band_box(chart: Chart, band: Band, *, is_faint: bool = False) -> tuple[float, float]:
    """Top and height of a band's rectangle: half height where one side alone reports it."""
    full = BAND_HEIGHT / 2 if band.is_one_sided else BAND_HEIGHT
    height = FAINT_HEIGHT if is_faint else full
    return chart.row(band.track).band_top + BAND_HEIGHT - height, height


def band_label(chart: Chart, band: Band) -> BandLabel:
    """The stage's name in its band; over it where the band is low, or a stripe for all but its beginning.

    It begins after a gate that it would run through; between gates that stand close it has no room.
    """
    x, text, top = chart.window.x, capital(word(band.stage)), chart.row(band.track).band_top
    is_stripe = x(band.told) - x(band.first) < SIZE
    is_above = is_stripe or band.is_one_sided
    first = band.told if is_stripe and not band.is_one_sided else band.first
    last = band.until if is_above else band.told
    room = text_width(text, TEXT_SIZE) + BAND_LABEL_ROOM
    clear = _clear_of_gates(chart, band, first, last, room)
    begins = first if clear is None else clear
    left, foot = (2, BAND_HEIGHT / 2 + 4) if is_above else (5, 6)
    return BandLabel(text, begins, last, x(begins) + left, top + BAND_HEIGHT - foot, is_above, clear is not None)


def silence(chart: Chart, band: Band, name: BandLabel) -> BandLabel | None:
    """“last heard of: 29 Dec 2017”, at the right over the stripe; None where its text has no room beside the name."""
    if band.heard is None or band.until <= band.told:
        return None
    x, text = chart.window.x, _("last heard of: {day}").format(day=short_words(band.heard))
    left = x(band.until) - text_width(text, TEXT_SIZE)
    names_end = name.x + text_width(name.text, TEXT_SIZE) if name.is_above and name.has_room else 0
    if left < max(x(band.told), names_end) + 2 * BAND_LABEL_ROOM:
        return None
    y = name.y if name.is_above else chart.row(band.track).band_top + BAND_HEIGHT - FAINT_HEIGHT - 5
    return BandLabel(text, band.told, band.until, x(band.until), y, is_above=True, has_room=True)


def _clear_of_gates(chart: Chart, band: Band, first: float, last: float, room: float) -> float | None:
    """The first day from which the name has `room` pixels before the next gate or the end; None where it has not."""
    half = gates.ROOM / 2
    stand = sorted(mark.x for mark in chart.gates if chart.row_of(mark.id) == band.track)
    starts = [chart.window.x(first), *(x + half - 3 for x in stand if x + half > chart.window.x(first))]
    for start in starts:
        end = min([chart.window.x(last), *(x - half for x in stand if x + half - 3 > start)])
        if end - start >= room:
            return first if start == starts[0] else chart.window.day(start)
    return None


@dataclass(frozen=True, slots=True)
class NameLine:
    """A line of a row's name, or the note under it, with its baseline."""

    text: str
    y: float
    is_note: bool = False


def name_lines(chart: Chart, row: Row) -> list[NameLine]:
    """A row's name in at most two lines: in the gutter, or over the row where there is none."""
    if not chart.format.has_labels:
        return [NameLine(fitted(row.name, chart.format.width, TEXT_SIZE), row.top + NAME_LINE)]
    texts = [(line, False) for line in wrapped(row.name, chart.format.gutter - SIZE)]
    if row.note:
        texts.append((row.note, True))
    foot = row.band_top + BAND_HEIGHT - 6 if row.has_band else row.bottom - 13
    last = len(texts) - 1
    return [NameLine(text, foot - NAME_LINE * (last - at), is_note) for at, (text, is_note) in enumerate(texts)]


def join_points(chart: Chart, join: Join) -> tuple[float, float, float]:
    """From what height a join starts, along which it runs, and where it ends: under the marks of the plan's row."""
    plan, outcome = chart.mark(join.plan), chart.mark(join.outcome)
    row = chart.row_of(plan.id)
    beside = [other for other in chart.joins if chart.row_of(other.plan) == row].index(join)
    rail = chart.row(row).bottom - RAIL * (1 + beside % RAILS)
    return plan.y + plan.height / 2, rail, _join_end(chart, outcome, rail)


def _join_end(chart: Chart, outcome: Mark, rail: float) -> float:
    """At the outcome's foot; from above at its head, or where its label begins, whose leader goes on."""
    if outcome.y < rail:
        return outcome.y + outcome.height / 2
    label = next((label for label in chart.labels if label.id == outcome.id), None)
    return chart.label_y(label) - TEXT_SIZE if label else outcome.y - outcome.height / 2


def column_box(chart: Chart, row: Row, column: Column) -> tuple[float, float]:
    """Top and height of a density's column."""
    tall = height(column.number, chart.tallest)
    return row.foot - tall, tall


def number_place(mark: Mark) -> tuple[float, float]:
    """A key moment's number: the day it stands beside, and how many pixels right of it the number begins.

    It stands right of the mark and of its whisker; left of the mark where the whisker has no end on the right.
    """
    gap, half = 6.0 if mark.is_contested else 4.0, max(SIZE / 2, size_of(mark.shape) * _REACH.get(mark.shape, 0.5))
    if mark.place.is_open_right:
        return mark.place.at, -half - gap - NUMBER_WIDTH
    return (mark.place.last, gap) if mark.right > mark.x + half else (mark.place.at, half + gap)


def strike(x: float, y: float) -> str:
    """A line through a mark that is denied, negated or retracted."""
    reach = SIZE * 0.75
    return f"M{x - reach:.1f} {y + reach:.1f}L{x + reach:.1f} {y - reach:.1f}"


def bracket(x: float, y: float) -> str:
    """Square brackets around a mark that another source contradicts."""
    out, tall, lip = SIZE * 0.82, SIZE * 0.72, 3.0
    return "".join(
        f"M{x + side * out + turn:.1f} {y - tall:.1f}L{x + side * out:.1f} {y - tall:.1f}"
        f"L{x + side * out:.1f} {y + tall:.1f}L{x + side * out + turn:.1f} {y + tall:.1f}"
        for side, turn in ((-1, lip), (1, -lip))
    )


def wrapped(name: str, room: float, most: int = NAME_LINES_MOST) -> list[str]:
    """A row's name in at most so many lines of so many pixels."""
    lines: list[str] = [""]
    for part in name.split():
        longer = f"{lines[-1]} {part}".strip()
        if text_width(longer, TEXT_SIZE) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(part)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return [fitted(line, room, TEXT_SIZE) for line in lines]
