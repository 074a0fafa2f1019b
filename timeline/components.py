"""Every part of the design with its name, out of the same functions that draw the pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from deals.vocabulary.stages import Phase
from deals.vocabulary.terms import Outcome
from timeline import gates
from timeline.legend import NAMED_FILLS, NAMED_SHAPES, Sign, sign
from timeline.shapes import Fill
from timeline.svg import drawn_symbol, symbol
from timeline.words import TOKENS, said, word

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKENS = Path(__file__).parent / "static" / "timeline" / "tokens.css"
_TOKEN = re.compile(r"--([\w-]+): ([^;]+); /\* (.+?) \*/")


@dataclass(frozen=True, slots=True)
class Token:
    name: str
    value: str
    meaning: str

    @property
    def said(self) -> str:
        return said(TOKENS, self.meaning)

    @property
    def is_colour(self) -> bool:
        return self.value.startswith("#")

    @property
    def swatch(self) -> SafeString:
        """As it is in the reader's scheme."""
        frame = 'class="key" width="34" height="22" aria-hidden="true" focusable="false"'
        drawn = f'<rect class="swatch" width="34" height="22" fill="var(--{self.name})" stroke="var(--rule)"/>'
        return mark_safe(f"<svg {frame}>{drawn}</svg>")  # noqa: S308  names of our own stylesheet


@cache
def tokens() -> tuple[Token, ...]:
    """What the stylesheet's one file of constants says, in its order, with its comments as meanings."""
    return tuple(Token(*found) for found in _TOKEN.findall(_TOKENS.read_text()))


def kinds_by_fill() -> list[tuple[str, list[Sign]]]:
    """A row a kind, a column a fill: every mark there is; gates by their outcome after them."""
    rows = [
        (str(words), [_mark(symbol(shape, fill, 14, 10)) for fill in Fill]) for shape, words in NAMED_SHAPES.items()
    ]
    return [*rows, *((word(outcome), [_mark(_gate(outcome, fill)) for fill in Fill]) for outcome in Outcome)]


def fills() -> list[str]:
    return [str(words) for words in NAMED_FILLS.values()]


def gates_on_bands() -> Iterator[Sign]:
    """Each outcome's gate across the band of a phase, in the size that it has there."""
    for outcome, phase in zip(Outcome, [*Phase, Phase.CONTRACTED], strict=True):
        path = gates.outline(outcome, 32, 20, gates.HEIGHT)
        band = f'<rect class="phase phase-{phase}" x="0" y="9" width="64" height="22"/>'
        halo = f'<path class="halo" d="{path}"/>'
        yield sign(f"{band}{halo}{drawn_symbol(path, Fill.SOLID, 32, 20)}", word(outcome), 64, 40)


def _gate(outcome: Outcome, fill: Fill) -> str:
    return drawn_symbol(gates.outline(outcome, 14, 10, gates.SIGN_HEIGHT), fill, 14, 10)


def _mark(drawing: str) -> Sign:
    return sign(drawing, "")
