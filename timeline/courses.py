"""The courses of several deals on one axis: a strip of phases a deal, drawn beside its words."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from deals.vocabulary.dates import PartialDate
from timeline.addresses import claim_address
from timeline.scale import Window, beginning, ticks, window_of
from timeline.stands import stage_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deals.queries.published import DealRow
    from deals.record.course import Stretch

AXIS_PIXELS = 330.0
"""The narrowest strip: the axis has no more years than are read there. All lengths are told in per cent."""
HEIGHT, AXIS_HEIGHT = 24, 20
HATCHED = 'hatched" fill="url(#hatch-course)'
FULL, FAINT = (4, 16), (9, 6)
"""Top and height of a phase while it is told of, and of what may have gone on since."""
YEARS_ARE_CLEAR = 3
"""Pixels between a year's line and its number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """“Contract signed on 12 September 2017”, and where its deal's page says so."""

    words: str
    address: str
    phase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """In days: hatched from `first` to `sure`, while it can have begun, full to `told` and faint to `until`.

    The last one is full to the last fact, and faint from there.
    """

    step: Step
    first: float
    sure: float
    told: float
    until: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    steps: tuple[Step, ...]
    svg: SafeString


def common_window(deals: Iterable[DealRow]) -> Window:
    days = [day for deal in deals for day in _days(deal)]
    return window_of(days, 0.0, AXIS_PIXELS)


def axis(window: Window) -> SafeString:
    """The years, over the strips."""
    texts = "".join(
        f'<text class="tick tick-{"year" if tick.is_year else "month"}" x="{_percent(window, tick.day):.2f}%" '
        f'dx="{YEARS_ARE_CLEAR}" y="{AXIS_HEIGHT - 6}">{escape(tick.text)}</text>'
        for tick in ticks(window)
    )
    return _svg("course-axis", AXIS_HEIGHT, "".join(lines(window, AXIS_HEIGHT)) + texts)


def course_of(deal: DealRow, window: Window) -> Course:
    steps = steps_of(deal)
    drawn = "".join(_bands(deal, steps, window))
    return Course(steps=steps, svg=_svg("course", HEIGHT, "".join(lines(window, HEIGHT)) + drawn))


def steps_of(deal: DealRow) -> tuple[Step, ...]:
    return tuple(_step(stretch, deal.id) for stretch in deal.course)


def _days(deal: DealRow) -> Iterator[PartialDate]:
    yield from (stretch.since for stretch in deal.course)
    if deal.course and deal.last_on:
        yield PartialDate.parse(deal.last_on.isoformat())


def _step(stretch: Stretch, deal_id: str) -> Step:
    words = stage_sentence(stretch.stage, stretch.since, (), is_disputed=False)
    return Step(words=words, address=claim_address(deal_id, stretch.claim), phase=stretch.stage.phase)


def pieces(deal: DealRow, steps: Sequence[Step], window: Window) -> Iterator[Piece]:
    """One a step, in their order."""
    starts = list(_starts(deal.course, window))
    last_told = deal.last_on.toordinal() + 1.0 if deal.last_on else window.first
    for place, (stretch, step) in enumerate(zip(deal.course, steps, strict=True)):
        (first, sure), is_last = starts[place], place == len(steps) - 1
        told = max(last_told, sure, first + 1) if is_last else starts[place + 1][0]
        until = window.last if is_last and not stretch.stage.is_end else told
        yield Piece(step=step, first=first, sure=min(sure, told), told=told, until=until)


def _bands(deal: DealRow, steps: Sequence[Step], window: Window) -> Iterator[str]:
    for piece in pieces(deal, steps, window):
        kind = f"phase phase-{piece.step.phase}"
        parts = (
            _rect(window, piece.first, piece.told, kind, FULL),
            _rect(window, piece.told, piece.until, kind, FAINT),
            _rect(window, piece.first, piece.sure, HATCHED, FULL),
        )
        yield _linked(piece.step, "".join(parts))


def _starts(course: Iterable[Stretch], window: Window) -> Iterator[tuple[float, float]]:
    """Of each phase the first and the last day on which it can have begun, none before the one before it surely did."""
    floor = window.first
    for stretch in course:
        first, sure = beginning(stretch.since, window)
        yield max(first, floor), max(sure, floor)
        floor = max(sure, floor)


def _linked(step: Step, drawn: str) -> str:
    """For the pointer; the keyboard and screen readers have the same link in the words beside it."""
    return f'<a href="{escape(step.address)}" tabindex="-1"><title>{escape(step.words)}</title>{drawn}</a>'


def lines(window: Window, height: int) -> Iterator[str]:
    """The axis' lines, for a drawing under it."""
    for tick in ticks(window):
        x, kind = _percent(window, tick.day), "year" if tick.is_year else "month"
        yield f'<line class="rule rule-{kind}" x1="{x:.2f}%" x2="{x:.2f}%" y2="{height}"/>'


def _rect(window: Window, first: float, last: float, kind: str, box: tuple[int, int]) -> str:
    left, right = _percent(window, first), _percent(window, last)
    if right <= left:
        return ""
    return f'<rect class="{kind}" x="{left:.2f}%" width="{right - left:.2f}%" y="{box[0]}" height="{box[1]}"/>'


def _percent(window: Window, day: float) -> float:
    return 100 * window.x(day) / AXIS_PIXELS


def _svg(name: str, height: int, drawn: str) -> SafeString:
    return mark_safe(f'<svg class="{name}" width="100%" height="{height}" aria-hidden="true">{drawn}</svg>')  # noqa: S308  all its texts are escaped
