"""A slip as a small SVG: the day said from left to right, the day promised from foot to head."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from timeline.dates import in_words
from timeline.geometry import WHISKER_END
from timeline.labels import text_width
from timeline.rows import TEXT_SIZE
from timeline.scale import Place, Window, place_of, ticks, window_of
from timeline.shapes import SIZE, Fill, fill_of, shape_of
from timeline.svg import TARGET, symbol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.slips import Forecast, Slip

WIDTH, HEIGHT = 343.0, 226.0
LEFT, RIGHT, TOP, FOOT = 58.0, 335.0, 26.0, 196.0
"""The plot's edges in pixels."""
APART = 25.0
"""Pixels by which a mark that would cover one before it, its number or its whisker is moved to the right."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A forecast at (x, y); `low` to `high` is what its promised day can mean."""

    number: int
    forecast: Forecast
    x: float
    y: float
    low: float
    high: float
    place: Place

    def meets(self, other: Dot) -> bool:
        top, foot = min(self.high, self.y - SIZE), max(self.low, self.y + SIZE)
        other_top, other_foot = min(other.high, other.y - SIZE), max(other.low, other.y + SIZE)
        return abs(self.x - other.x) < APART and top < other_foot and other_top < foot

    def is_under(self, left: float, right: float, baseline: float) -> bool:
        """Whether words on this baseline would cover the mark, its whisker or its number."""
        top, foot = min(self.high, self.y - SIZE), max(self.low, self.y + SIZE)
        is_across = self.x - SIZE < right and left < self.x + APART
        return is_across and baseline - TEXT_SIZE < foot and top < baseline + 3


def slip_chart(slip: Slip, name: str) -> SafeString:
    """A whole `<svg>`; `name` is its own on the page."""
    across, up = _windows(slip)
    dots = _dots(slip, across, up)
    parts = (*_frame(across, up), *_steps(dots), *_outcome(slip, across, up, dots), *map(_dot, dots))
    size = f'width="{WIDTH:g}" height="{HEIGHT:g}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    return mark_safe(  # noqa: S308  every text in it is escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing slip-drawing" id="slip-{name}" {size} role="group" '
        f'aria-label="{escape(_("What was promised, by the day on which it was said"))}">{"".join(parts)}</svg>'
    )


def _windows(slip: Slip) -> tuple[Window, Window]:
    """Across: the days on which it was said, and its coming; upwards: the days promised, and its coming."""
    came = [slip.came] if slip.came else []
    across = window_of([*(forecast.said for forecast in slip.forecasts), *came], LEFT, RIGHT)
    up = window_of([*(forecast.promised for forecast in slip.forecasts), *came], 0, FOOT - TOP)
    return across, up


def _dots(slip: Slip, across: Window, up: Window) -> list[Dot]:
    made: list[Dot] = []
    for number, forecast in enumerate(slip.forecasts, 1):
        place = place_of(forecast.promised, up)
        x, y = across.x(place_of(forecast.said, across).at), FOOT - up.x(place.at)
        dot = Dot(number, forecast, x, y, FOOT - up.x(place.first), FOOT - up.x(place.last), place)
        while any(dot.meets(other) for other in made):
            dot = replace(dot, x=dot.x + APART)
        made.append(dot)
    return made


def _frame(across: Window, up: Window) -> Iterator[str]:
    for tick in ticks(across):
        x, kind = across.x(tick.day), "year" if tick.is_year else "month"
        yield f'<path class="rule rule-{kind}" d="M{x:g} {TOP:g}V{FOOT + 5:g}"/>'
        yield f'<text class="tick tick-{kind}" x="{x + 3:g}" y="{FOOT + 13:g}">{tick.text}</text>'
    for tick in ticks(up):
        y, kind = FOOT - up.x(tick.day), "year" if tick.is_year else "month"
        yield f'<path class="rule rule-{kind}" d="M{LEFT - 5:g} {y:g}H{RIGHT:g}"/>'
        yield f'<text class="tick tick-{kind}" x="0" y="{y + 4:g}">{tick.text}</text>'
    yield f'<path class="row-line" d="M{LEFT:g} {FOOT:g}H{RIGHT:g}"/>'
    yield f'<text class="tick" x="0" y="11">{escape(_("Promised for"))}</text>'
    said = escape(_("Said on"))
    yield f'<text class="tick" x="{RIGHT:g}" y="{HEIGHT - 2:g}" text-anchor="end">{said} →</text>'


def _steps(dots: list[Dot]) -> Iterator[str]:
    """What was promised at each time: it holds until something else is said."""
    path = f"M{dots[0].x:g} {dots[0].y:g}" + "".join(f"H{dot.x:g}V{dot.y:g}" for dot in dots[1:])
    yield f'<path class="leader" d="{path}"/>'


def _outcome(slip: Slip, across: Window, up: Window, dots: list[Dot]) -> Iterator[str]:
    """A line at the day on which it came, from its mark to the left."""
    if slip.outcome is None or slip.came is None:
        return
    x, y = across.x(place_of(slip.came, across).at), FOOT - up.x(place_of(slip.came, up).at)
    words = _("It came: {day}").format(day=in_words(slip.came))
    title = escape(_("{came}: {label}").format(came=words, label=slip.outcome.label))
    at, down, anchor = _free_place(words, x, y, dots)
    yield (
        f'<path class="came" d="M{LEFT:g} {y:g}H{x:g}"/><a class="mark" href="#{slip.outcome_anchor}" '
        f'aria-label="{title}"><title>{title}</title>{_target(x, y)}'
        f"{symbol(shape_of(slip.outcome), Fill.SOLID, x, y)}</a>"
        f'<text class="number" x="{at:g}" y="{down:g}" text-anchor="{anchor}">{escape(words)}</text>'
    )


def _free_place(words: str, x: float, y: float, dots: list[Dot]) -> tuple[float, float, str]:
    """Where the outcome's words cover no forecast: (x, baseline, anchor), at its mark or at the line's beginning."""
    width = text_width(words, TEXT_SIZE)
    baselines = [down for down in (y + 19, y - 11) if TOP - 2 < down < FOOT - 2]
    ends = ((x, x - width, "end"), (LEFT + 2, LEFT + 2, "start"))
    places = [(at, down, anchor, left) for at, left, anchor in ends for down in baselines]
    free = (place for place in places if not any(dot.is_under(place[3], place[3] + width, place[1]) for dot in dots))
    at, down, anchor, _ = next(free, places[0])
    return at, down, anchor


def _dot(dot: Dot) -> str:
    title = escape(f"{dot.forecast.words} {dot.forecast.claim.label}.")
    claim = dot.forecast.claim
    return (
        f'<a class="mark" href="#{dot.forecast.anchor}" aria-label="{title}"><title>{title}</title>'
        f"{_target(dot.x, dot.y)}{_whisker(dot)}{symbol(shape_of(claim), fill_of(claim), dot.x, dot.y)}</a>"
        f'<text class="number" x="{dot.x + 9:g}" y="{dot.y + 4:g}">{dot.number}</text>'
    )


def _whisker(dot: Dot) -> str:
    if dot.place.is_exact or dot.low - dot.high < SIZE:
        return ""
    ends = "".join(
        f"M{dot.x - WHISKER_END:g} {y:g}H{dot.x + WHISKER_END:g}"
        for y, is_open in ((dot.low, dot.place.is_open_left), (dot.high, dot.place.is_open_right))
        if not is_open
    )
    return f'<path class="whisker" d="M{dot.x:g} {dot.low:g}V{dot.high:g}{ends}"/>'


def _target(x: float, y: float) -> str:
    half = TARGET / 2
    return f'<rect class="target" x="{x - half:g}" y="{y - half:g}" width="{TARGET:g}" height="{TARGET:g}"/>'
