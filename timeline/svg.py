"""A chart as SVG. Every mark is a link to its citation; colours come from the page's stylesheet by class."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from timeline.geometry import (
    WHISKER_END,
    band_box,
    band_label,
    bracket,
    column_box,
    join_points,
    name_lines,
    number_place,
    silence,
    strike,
)
from timeline.ground import axis_baselines
from timeline.languages import mark_of_register
from timeline.rows import AXIS_HEIGHT
from timeline.shapes import Fill, Shape, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.bands import Band
    from timeline.ground import Ground
    from timeline.marks import Chart, Mark
    from timeline.rows import Row

TARGET = 24.0
"""Pixels across that answer to a pointer (WCAG 2.2, 2.5.8)."""


def svg(chart: Chart) -> str:
    """A whole `<svg>` element, for HTML and as XML; it has no style attributes, so that a strict policy allows it."""
    form = chart.format
    size = f'width="{form.width:g}" height="{chart.height:g}" viewBox="0 0 {form.width:g} {chart.height:g}"'
    marks = sorted(chart.marks, key=lambda mark: mark.place.at)  # in time: the order in which the keyboard visits them
    ground = (*_ground(chart), *_joins(chart), *_bands(chart), *_columns(chart), *_leaders(chart))
    parts = (*ground, *(_mark(chart, mark) for mark in marks), *_numbers(chart), *_labels(chart))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing drawing-{form.name}" {size} role="group" '
        f'aria-label="{escape(_("Timeline. Each link leads to the entry with its citation."))}">'
        f"{hatch(form.name)}{''.join(parts)}</svg>"
    )


def hatch(name: str) -> str:
    return (
        f'<defs><pattern id="hatch-{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="hatch" width="2" height="5"/></pattern></defs>'
    )


def axis(ground: Ground) -> Iterator[str]:
    for tick in ground.ticks:
        x, kind = ground.window.x(tick.day), "year" if tick.is_year else "month"
        yield f'<path class="rule rule-{kind}" d="M{x:g} {AXIS_HEIGHT - 6:g}V{ground.height:g}"/>'
        for y in axis_baselines(ground):
            yield f'<text class="tick tick-{kind}" x="{x + 3:g}" y="{y:g}">{tick.text}</text>'


def _ground(chart: Chart) -> Iterator[str]:
    yield from axis(chart)
    for row in chart.rows:
        yield f'<path class="row-line" d="M0 {row.top:g}H{chart.format.width:g}"/>{_name(chart, row)}'


def _name(chart: Chart, row: Row) -> str:
    lines = "".join(
        f'<text class="{"row-note" if line.is_note else "row-name"}" x="0" y="{line.y:g}">{escape(line.text)}</text>'
        for line in name_lines(chart, row)
    )
    return f'<g class="{"row-track" if row.is_track else "row-lane"}">{lines}</g>'


def _bands(chart: Chart) -> Iterator[str]:
    for band in chart.bands:
        x, phase, title = chart.window.x, f"phase phase-{band.stage.phase}", escape(band.title)
        full, faint = _box(band_box(chart, band)), _box(band_box(chart, band, is_faint=True))
        doubted = band.told if band.is_disputed else band.sure
        hatch = f'{full} fill="url(#hatch-{chart.format.name})"'
        yield (
            f'<a class="band" href="{escape(chart.page)}#{band.anchor}" aria-label="{title}"><title>{title}</title>'
            f"{_rect(x(band.first), x(band.told), full, phase)}{_rect(x(band.told), x(band.until), faint, phase)}"
            f"{_rect(x(band.first), x(doubted), hatch, 'hatched')}"
            f"{_band_name(chart, band)}</a>"
        )


def _joins(chart: Chart) -> Iterator[str]:
    for join in chart.joins:
        plan, outcome = chart.mark(join.plan), chart.mark(join.outcome)
        start, rail, end = join_points(chart, join)
        yield f'<path class="join" d="M{plan.x:g} {start:g}V{rail:g}H{outcome.x:g}V{end:g}"/>'


def _columns(chart: Chart) -> Iterator[str]:
    for row in chart.rows:
        for column in row.columns:
            title, box = escape(column.title), _box(column_box(chart, row, column))
            place = f"{escape(chart.page)}#{column.anchor}"
            yield (
                f'<a class="column" href="{place}" aria-label="{title}"><title>{title}</title>'
                f"{_rect(column.left, column.right, box, 'density')}</a>"
            )


def _box(box: tuple[float, float]) -> str:
    return f'y="{box[0]:g}" height="{box[1]:g}"'


def _band_name(chart: Chart, band: Band) -> str:
    label = band_label(chart, band)
    quiet = silence(chart, band, label)
    drawn = ""
    if label.has_room:
        where = "above" if label.is_above else band.stage.phase
        drawn = f'<text class="band-name on-{where}" x="{label.x:g}" y="{label.y:g}">{escape(label.text)}</text>'
    if quiet:
        drawn += f'<text class="silence" x="{quiet.x:g}" y="{quiet.y:g}" text-anchor="end">{escape(quiet.text)}</text>'
    return drawn


def _rect(left: float, right: float, rest: str, classes: str) -> str:
    return f'<rect class="{classes}" x="{left:g}" width="{right - left:.1f}" {rest}/>' if right > left else ""


def _mark(chart: Chart, mark: Mark) -> str:
    title = escape(mark.title)
    half = TARGET / 2
    classes = f"mark{' is-key' if mark.is_key else ''}{' is-retracted' if mark.is_retracted else ''}"
    return (
        f'<a class="{classes}" href="{escape(chart.page)}#{mark.anchor}" aria-label="{title}"><title>{title}</title>'
        f'<rect class="target" x="{mark.x - half:g}" y="{mark.y - half:g}" width="{TARGET:g}" height="{TARGET:g}"/>'
        f"{_whisker(mark)}{_symbol(mark)}{_bracket(mark.x, mark.y) if mark.is_contested else ''}</a>"
    )


def _symbol(mark: Mark) -> str:
    path = mark.outline(mark.x, mark.y)
    halo = f'<path class="halo" d="{path}"/>' if mark.is_on_band else ""
    return halo + drawn_symbol(path, mark.fill, mark.x, mark.y)


def _numbers(chart: Chart) -> Iterator[str]:
    """Over all marks, so that none runs through them where many stand close."""
    for mark in chart.marks:
        day, shift = number_place(mark)
        if mark.number:
            yield f'<text class="number" x="{chart.window.x(day) + shift:g}" y="{mark.y + 4:g}">{mark.number}</text>'


def _whisker(mark: Mark) -> str:
    if not mark.has_whisker:
        return ""
    ends = "".join(
        f"M{x:g} {mark.whisker_y - WHISKER_END:g}V{mark.whisker_y + WHISKER_END:g}"
        for x, is_open in ((mark.left, mark.place.is_open_left), (mark.right, mark.place.is_open_right))
        if not is_open
    )
    return f'<path class="whisker" d="M{mark.left:g} {mark.whisker_y:g}H{mark.right:g}{ends}"/>'


def symbol(shape: Shape, fill: Fill, x: float, y: float) -> str:
    return drawn_symbol(outline(shape, x, y), fill, x, y)


def drawn_symbol(path: str, fill: Fill, x: float, y: float) -> str:
    drawn = f'<path class="symbol is-{fill}" d="{path}"/>'
    return f'{drawn}<path class="strike" d="{strike(x, y)}"/>' if fill is Fill.STRUCK else drawn


def _bracket(x: float, y: float) -> str:
    return f'<path class="bracket" d="{bracket(x, y)}"/>'


def _leaders(chart: Chart) -> Iterator[str]:
    for label in chart.labels:
        mark = chart.mark(label.id)
        bottom = mark.y - mark.height / 2
        yield f'<path class="leader" d="M{label.x:g} {chart.label_y(label) + 3:g}V{bottom:g}"/>'


def _labels(chart: Chart) -> Iterator[str]:
    own = mark_of_register()
    for label in chart.labels:
        x, turn = (label.right, ' text-anchor="end"') if label.is_to_the_left else (label.left, "")
        yield f'<text class="label" x="{x:g}" y="{chart.label_y(label):g}"{turn}{own}>{escape(label.text)}</text>'
