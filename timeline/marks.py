"""Entries as marks: lanes, positions, shapes, labels. Computed once; the SVG and the Plotly figure both draw this."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from deals.vocabulary.kinds import Kind
from deals.vocabulary.stages import Stage
from timeline.bands import Band, bands
from timeline.dates import short_words
from timeline.entries import Entry, anchor, in_time, modality_in_words
from timeline.labels import Label, Wanted, fitted, placed
from timeline.rows import APART, LABEL_SIZE, Row, Spot, dodged, stacked
from timeline.scale import Place, Tick, Window, place_of, ticks, window_of
from timeline.shapes import SHAPES, SIZE, Fill, Shape, fill_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from deals.record.shape import Record

LANES = {
    Kind.PAYMENT: "Payments and prices",
    Kind.VALUATION: "Payments and prices",
    Kind.ORDER: "Orders and deliveries",
    Kind.DELIVERY: "Orders and deliveries",
    Kind.STATEMENT: "Statements",
    Kind.EVENT: "Events",
}
ONE_LANE = "Everything reported"
ON_TRACK = {Kind.STAGE, Kind.AUTHORISATION}
TURNS = {Kind.STAGE: 3}
"""How many key moments a row gets for one of the other rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A chart's width and left gutter in pixels, how many labels it has, and whether its lanes are apart."""

    name: str
    width: float
    gutter: float
    labels_most: int
    has_lanes: bool
    """Else one lane, and numbers for labels, explained in a list beside the chart."""


WIDE = Format(name="wide", width=1040, gutter=150, labels_most=7, has_lanes=True)
NARROW = Format(name="narrow", width=343, gutter=0, labels_most=5, has_lanes=False)
EDGE = 8.0
"""Pixels free at the right edge, and at the left where there is no gutter."""
NUMBER_ROOM = 19.0
"""Pixels that a key moment's number keeps free beside its mark or whisker."""
LABEL_WIDTH_MOST = 330.0
"""Pixels of the widest label; more is cut."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An entry, placed: `x`, `y` its middle in pixels, `left` to `right` what its date can mean."""

    id: str
    title: str
    shape: Shape
    fill: Fill
    place: Place
    x: float
    y: float
    left: float
    right: float
    number: int
    """Its place among the key moments where the format numbers them; else 0."""
    is_key: bool
    is_contested: bool
    is_retracted: bool

    @property
    def anchor(self) -> str:
        return anchor(self.id)

    @property
    def has_whisker(self) -> bool:
        """The date's doubt can be seen beside the mark."""
        return not self.place.is_exact and self.right - self.left > SIZE + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    format: Format
    window: Window
    height: float
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    moments: tuple[Entry, ...]
    """The entries chosen for a label, in time; numbered from 1 where the format has no lanes."""

    def row(self, key: str) -> Row:
        return next(row for row in self.rows if row.key == key)

    def mark(self, claim_id: str) -> Mark:
        return next(mark for mark in self.marks if mark.id == claim_id)

    def label_y(self, label: Label) -> float:
        """The label's baseline."""
        return self.row(self.row_of(label.id)).label_y(label.row)

    def row_of(self, claim_id: str) -> str:
        return next(row.key for row in self.rows if claim_id in row.levels)


def chart(record: Record, entries: Sequence[Entry], form: Format) -> Chart | None:
    """The record's chart; None where no entry has a date."""
    dated = [entry for entry in entries if entry.day and entry.claim.kind is not Kind.PARTICIPATION]
    if not dated:
        return None
    window = window_of((e.day for e in dated if e.day), form.gutter or EDGE, form.width - EDGE)
    drawn = tuple(band for track in record.tracks for band in bands(record, track.id, window))
    moments = key_moments(dated, form.labels_most)
    layers = [_layer(form, window, row, moments) for row in _rows(record, dated, form)]
    rows, height = stacked([layer for layer in layers if layer.levels or layer.is_track], drawn, form.has_lanes)
    found = {row.key: row for row in rows}
    numbers = {entry.id: 0 if form.has_lanes else number for number, entry in enumerate(moments, 1)}
    marks = tuple(_mark(entry, window, found[_row_key(entry, form)], numbers.get(entry.id, 0)) for entry in dated)
    labels = tuple(label for row in rows for label in row.labels)
    return Chart(
        format=form, window=window, height=height, ticks=ticks(window), rows=rows, bands=drawn, marks=marks,
        labels=labels, moments=moments,
    )  # fmt: skip


def key_moments(entries: Sequence[Entry], most: int) -> tuple[Entry, ...]:
    """The entries that get a label, in time: key ones first, then steps; the deal has three turns for one of a lane."""
    rows: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted((entry for entry in entries if entry.is_key or entry.is_step), key=_importance):
        rows[_row_key(entry, WIDE)].append(entry)
    turns = {
        entry.id: (not entry.is_key, place // TURNS.get(entry.claim.kind, 1), _importance(entry))
        for row in rows.values()
        for place, entry in enumerate(row)
    }
    chosen = sorted(turns, key=turns.__getitem__)[:most]
    return tuple(entry for entry in entries if entry.id in chosen)


def _importance(entry: Entry) -> tuple[bool, bool, bool, int, tuple[date, date, int, str]]:
    """Key before others, what stands before what is struck, signatures before other steps, late phases before early.

    Of equals the earlier comes first.
    """
    stage = Stage(entry.claim.details["stage"]) if entry.claim.kind is Kind.STAGE else None
    is_signature = bool(stage and stage.is_a_moment)
    return (
        not entry.is_key,
        entry.is_struck,
        not is_signature,
        -(stage.phase.rung if stage else 0),
        in_time(entry.claim),
    )


def _rows(record: Record, dated: Sequence[Entry], form: Format) -> Iterable[tuple[str, str, list[Entry]]]:
    """(key, name, entries) from top to bottom: the tracks, then the lanes."""
    for track in record.tracks:
        yield track.id, "The deal" if track.is_main else track.name, _of_row(dated, track.id, form)
    for lane in dict.fromkeys(LANES.values()) if form.has_lanes else (ONE_LANE,):
        yield lane, lane, _of_row(dated, lane, form)


def _of_row(dated: Sequence[Entry], key: str, form: Format) -> list[Entry]:
    return [entry for entry in dated if _row_key(entry, form) == key]


def _row_key(entry: Entry, form: Format) -> str:
    if not form.has_lanes:
        return ONE_LANE
    return entry.claim.track if entry.claim.kind in ON_TRACK else LANES[entry.claim.kind]


def _layer(form: Format, window: Window, row: tuple[str, str, list[Entry]], moments: tuple[Entry, ...]) -> Row:
    """A row before it has a height: its marks kept apart, its labels placed."""
    key, name, members = row
    chosen = {entry.id for entry in moments}
    spots = [_spot(entry, window, form, is_chosen=entry.id in chosen) for entry in members]
    texts = {entry.id: _label_text(entry) for entry in moments if form.has_lanes}
    wanted = [Wanted(spot.id, spot.x, texts[spot.id]) for spot in reversed(spots) if spot.id in texts]
    return Row(
        key=key,
        name=name,
        is_track=key not in {*LANES.values(), ONE_LANE},
        levels=dodged(spots),
        labels=placed(wanted, window.left, form.width, LABEL_SIZE),
    )


def _label_text(entry: Entry) -> str:
    again = f" (×{entry.number_times_said})" if entry.restatements else ""
    return fitted(entry.claim.label, LABEL_WIDTH_MOST, LABEL_SIZE) + again


def _spot(entry: Entry, window: Window, form: Format, *, is_chosen: bool) -> Spot:
    """What the mark needs free: its brackets, its whisker, and its number where it has one."""
    place = _place(entry, window)
    x, half = window.x(place.at), SIZE if entry.contradicts else APART / 2
    number = NUMBER_ROOM if is_chosen and not form.has_lanes else 0
    before, after = (number, 0) if place.is_open_right else (0, number)
    return Spot(entry.id, x, min(window.x(place.first), x - half) - before, max(window.x(place.last), x + half) + after)


def _place(entry: Entry, window: Window) -> Place:
    if entry.day is None:
        raise ValueError(f"Entry {entry.id} has no date.")
    return place_of(entry.day, window)


def _mark(entry: Entry, window: Window, row: Row, number: int) -> Mark:
    place, claim = _place(entry, window), entry.claim
    return Mark(
        id=entry.id,
        title=mark_title(entry),
        shape=SHAPES[claim.kind],
        fill=fill_of(claim),
        place=place,
        x=window.x(place.at),
        y=row.mark_y(entry.id),
        left=window.x(place.first),
        right=window.x(place.last),
        number=number,
        is_key=entry.is_key,
        is_contested=bool(entry.contradicts),
        is_retracted=not claim.stands,
    )


def mark_title(entry: Entry) -> str:
    """“12 Sep 2017: Contract signed. Stage report, asserted.” What a mark says when asked."""
    when = short_words(entry.day) if entry.day else "no date"
    claim = entry.claim
    state = "retracted" if claim.is_retracted else modality_in_words(claim)
    words = f"{when}: {claim.label}. {claim.kind.label.capitalize()}, {state}"
    if entry.said_by:
        words += f", said by {' and '.join(entry.said_by)}"
    if entry.restatements:
        words += f", said {entry.number_times_said} times"
    return f"{words}; contradicted." if entry.contradicts else f"{words}."
