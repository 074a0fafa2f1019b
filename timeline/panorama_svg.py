"""Groups and deals in time as SVG: one path a phase, and over each year and each phase of a deal a link.

Screen readers and the keyboard have the same links in the list under it.
"""

from __future__ import annotations

from collections import defaultdict
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from timeline.panorama import NAME_LINE
from timeline.svg import axis, hatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.panorama import Bar, Panorama, PanoramaRow, Target


def panorama_svg(drawn: Panorama) -> SafeString:
    form = drawn.format
    size = f'width="{form.width:g}" height="{drawn.height:g}" viewBox="0 0 {form.width:g} {drawn.height:g}"'
    rows = (part for row in drawn.rows for part in _ground(drawn, row))
    parts = (*axis(drawn), *rows, *_targets(drawn), *_paths(drawn))
    return mark_safe(  # noqa: S308  all its texts are escaped
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing drawing-{form.name}" {size} aria-hidden="true">'
        f"{hatch(form.name)}{''.join(parts)}</svg>"
    )


def _ground(drawn: Panorama, row: PanoramaRow) -> Iterator[str]:
    yield f'<path class="row-line" d="M0 {row.top:g}H{drawn.format.width:g}"/>'
    lines = "".join(
        f'<text class="row-name" x="0" y="{row.name_y + NAME_LINE * place:g}">{escape(line)}</text>'
        for place, line in enumerate(row.name)
    )
    yield f'<g class="{"row-track" if row.is_summed else "row-lane"}">{lines}</g>'


def _targets(drawn: Panorama) -> Iterator[str]:
    for target in (target for row in drawn.rows for target in row.targets):
        yield _linked(drawn, target)


def _linked(drawn: Panorama, target: Target) -> str:
    left, right = drawn.window.x(target.first), drawn.window.x(target.last)
    rect = f'x="{left:g}" y="{target.top:g}" width="{right - left:.1f}" height="{target.foot - target.top:g}"'
    words, address = escape(target.words), escape(target.address)
    return f'<a href="{address}" tabindex="-1"><title>{words}</title><rect class="target" {rect}/></a>'


def _paths(drawn: Panorama) -> Iterator[str]:
    """What is hatched lies over the phases."""
    found: dict[str, list[str]] = defaultdict(list)
    for bar in (bar for row in drawn.rows for bar in row.bars):
        kind = f'hatched" fill="url(#hatch-{drawn.format.name})' if bar.is_hatched else f"phase phase-{bar.phase}"
        found[kind].append(_box(drawn, bar))
    for kind in sorted(found, key=lambda kind: kind.startswith("hatched")):
        yield f'<path class="{kind}" d="{"".join(found[kind])}"/>'


def _box(drawn: Panorama, bar: Bar) -> str:
    left, right = drawn.window.x(bar.first), drawn.window.x(bar.last)
    return f"M{left:g} {bar.top + bar.height:.1f}v{-bar.height:.1f}H{right:g}v{bar.height:.1f}z"
