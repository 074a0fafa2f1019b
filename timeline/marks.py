"""Entries as marks: lanes, positions, shapes, labels. Computed once; the SVG and the Plotly figure both draw this."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import ngettext

from deals.vocabulary.kinds import Kind
from deals.vocabulary.terms import Outcome
from timeline import gates
from timeline.bands import Band, bands
from timeline.beside import ALONE, Beside
from timeline.density import columns
from timeline.dodging import ON_BAND, Spot, dodged
from timeline.entries import Entry, anchor
from timeline.joins import Join, joins
from timeline.labels import Label, Wanted, fitted, placed
from timeline.lanes import LANES, lane_of, track_name
from timeline.moments import key_moments
from timeline.rows import APART, TEXT_SIZE, Row, stacked
from timeline.scale import Place, Tick, Window, place_of, ticks, window_of
from timeline.shapes import SIZE, Fill, Shape, fill_of, outline, shape_of
from timeline.titles import label_of, mark_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from deals.record.shape import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A chart's width and left gutter in pixels, how many labels it has, and whether it has lanes."""

    name: str
    width: float
    gutter: float
    labels_most: int
    has_lanes: bool
    """Else the tracks alone, with the key moments on them."""

    @property
    def has_labels(self) -> bool:
        """Without a gutter there is no room for them: key moments are numbered, and explained in a list beside."""
        return self.gutter > 0


WIDE = Format(name="wide", width=1040, gutter=150, labels_most=7, has_lanes=True)
NARROW = Format(name="narrow", width=343, gutter=0, labels_most=5, has_lanes=False)
EDGE = 8.0
"""Pixels free at the right edge, and at the left where there is no gutter."""
NUMBER_ROOM = 17.0
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
    outcome: Outcome | None
    """An authorisation's: it is drawn as a gate."""
    height: float
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

    @property
    def is_on_band(self) -> bool:
        return self.height == gates.HEIGHT

    @property
    def whisker_y(self) -> float:
        """A gate's is at its foot, clear of the band."""
        return self.y + self.height / 2 - 1 if self.outcome else self.y

    def outline(self, x: float, y: float) -> str:
        """An SVG path of the mark around (x, y)."""
        return gates.outline(self.outcome, x, y, self.height) if self.outcome else outline(self.shape, x, y)


@dataclass(frozen=True, kw_only=True)
class Chart:
    format: Format
    page: str
    window: Window
    height: float
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    bands: tuple[Band, ...]
    marks: tuple[Mark, ...]
    labels: tuple[Label, ...]
    joins: tuple[Join, ...]
    moments: tuple[Entry, ...]
    """The entries chosen for a label, in time; numbered from 1 where the format has no lanes."""

    @cached_property
    def _rows(self) -> Mapping[str, Row]:
        return {row.key: row for row in self.rows}

    @cached_property
    def _marks(self) -> Mapping[str, Mark]:
        return {mark.id: mark for mark in self.marks}

    @cached_property
    def _rows_of_marks(self) -> Mapping[str, str]:
        return {claim: row.key for row in self.rows for claim in row.levels}

    @cached_property
    def tallest(self) -> int:
        """The entries in the fullest column of a density: all are drawn to one scale."""
        return max((column.number for row in self.rows for column in row.columns), default=1)

    @cached_property
    def gates(self) -> tuple[Mark, ...]:
        """The marks that cross a band."""
        return tuple(mark for mark in self.marks if mark.is_on_band)

    def row(self, key: str) -> Row:
        return self._rows[key]

    def mark(self, claim_id: str) -> Mark:
        return self._marks[claim_id]

    def row_of(self, claim_id: str) -> str:
        return self._rows_of_marks[claim_id]

    def label_y(self, label: Label) -> float:
        """The label's baseline."""
        return self.row(self.row_of(label.id)).label_y(label.row)


def chart(
    record: Record,
    entries: Sequence[Entry],
    form: Format,
    shown: Sequence[Entry] | None = None,
    beside: Beside = ALONE,
) -> Chart | None:
    """The record's chart; None where no entry has a date. With `shown`, only these of the entries have marks in it."""
    all_dated = placeable(entries)
    if not all_dated:
        return None
    dated = all_dated if shown is None else placeable(shown)
    days = beside.days or tuple(e.day for e in all_dated if e.day)
    window = window_of(days, form.gutter or EDGE, form.width - EDGE)
    drawn = tuple(band for track in record.tracks for band in bands(record, track.id, window))
    moments = key_moments(dated, form.labels_most)
    layers = [
        _Layer(form, window, moments).row(key, name, found) for key, name, found in _rows(record, dated, form, moments)
    ]
    rows, height = stacked(layers, drawn, form.has_labels)
    numbers = beside.numbers or {entry.id: at for at, entry in enumerate(moments, 1)}
    marks = tuple(_marks(rows, dated, window, {} if form.has_labels else numbers))
    return Chart(
        format=form, page=beside.page, window=window, height=height, ticks=ticks(window), rows=rows, bands=drawn,
        marks=marks,
        labels=tuple(label for row in rows for label in row.labels),
        joins=joins(entries, {mark.id for mark in marks}) if form.has_lanes else (), moments=moments,
    )  # fmt: skip


def placeable(entries: Sequence[Entry]) -> list[Entry]:
    """Those that a chart can place."""
    return [entry for entry in entries if entry.day and entry.claim.kind is not Kind.PARTICIPATION]


def _rows(
    record: Record, dated: Sequence[Entry], form: Format, moments: tuple[Entry, ...]
) -> Iterator[tuple[str, str, list[Entry]]]:
    """(key, name, entries) from top to bottom: the tracks, then the lanes; without lanes the key moments on tracks."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in dated if form.has_lanes else moments:
        lane = lane_of(entry.claim)
        found[entry.claim.track if not form.has_lanes and lane in LANES else lane].append(entry)
    for track in record.tracks:
        yield track.id, track_name(track), found[track.id]
    for lane, name in LANES.items() if form.has_lanes else ():
        yield lane, str(name), found[lane]


@dataclass(frozen=True, slots=True)
class _Layer:
    """Makes a row before it has a height: its marks kept apart, its labels placed."""

    form: Format
    window: Window
    moments: tuple[Entry, ...]

    def row(self, key: str, name: str, members: list[Entry]) -> Row:
        texts = {entry.id: _label_text(entry) for entry in self.moments if self.form.has_labels}
        spots = [self._spot(entry) for entry in members]
        found = dodged(spots)
        led = [spot for spot in reversed(spots) if spot.id in texts and spot.id in found.led]
        wanted = [Wanted(spot.id, spot.x, texts[spot.id]) for spot in led]
        thinned = set(found.thinned)
        return Row(
            key=key,
            name=name,
            note=_note(len(members), len(thinned)),
            is_track=key not in LANES,
            levels=found.levels,
            columns=columns((entry for entry in members if entry.id in thinned), self.window),
            labels=placed(wanted, self.window.left, self.form.width, TEXT_SIZE),
        )

    def _spot(self, entry: Entry) -> Spot:
        """What the mark needs free: its brackets, its whisker, and its number where it has one."""
        place, is_chosen = _place(entry, self.window), entry.id in {moment.id for moment in self.moments}
        x, half = self.window.x(place.at), SIZE if entry.contradicts else APART / 2
        number = NUMBER_ROOM if is_chosen and not self.form.has_labels else 0
        before, after = (number, 0) if place.is_open_right else (0, number)
        return Spot(
            id=entry.id,
            x=x,
            left=min(self.window.x(place.first), x - half) - before,
            right=max(self.window.x(place.last), x + half) + after,
            stays=entry.is_key or is_chosen,
            is_led=is_chosen and self.form.has_labels,
            crosses_band=gates.ROOM if _outcome(entry) and self.form.has_labels else 0,
        )


def _note(number: int, thinned: int) -> str:
    """Under the row's name, where not all of its entries stand apart."""
    return ngettext("{number} entry", "{number} entries", number).format(number=number) if thinned else ""


def _label_text(entry: Entry) -> str:
    again = f" (×{entry.number_times_said})" if entry.restatements else ""
    return fitted(label_of(entry), LABEL_WIDTH_MOST, TEXT_SIZE) + again


def _place(entry: Entry, window: Window) -> Place:
    if entry.day is None:
        raise ValueError(f"Entry {entry.id} has no date.")
    return place_of(entry.day, window)


def _outcome(entry: Entry) -> Outcome | None:
    is_gate = entry.claim.kind is Kind.AUTHORISATION and "outcome" in entry.claim.details
    return Outcome(entry.claim.details["outcome"]) if is_gate else None


def _marks(rows: Sequence[Row], dated: Sequence[Entry], window: Window, numbers: Mapping[str, int]) -> Iterator[Mark]:
    found = {claim: row for row in rows for claim in row.levels}
    for entry in dated:
        if entry.id in found:
            yield _mark(entry, window, found[entry.id], numbers.get(entry.id, 0))


def _mark(entry: Entry, window: Window, row: Row, number: int) -> Mark:
    place, claim, outcome = _place(entry, window), entry.claim, _outcome(entry)
    on_band = gates.HEIGHT if row.levels[entry.id] == ON_BAND else gates.SHORT_HEIGHT
    return Mark(
        id=entry.id,
        title=mark_title(entry),
        shape=shape_of(claim),
        fill=fill_of(claim),
        outcome=outcome,
        height=on_band if outcome else SIZE,
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
