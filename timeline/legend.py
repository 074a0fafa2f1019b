"""What the chart's signs mean, in words, each beside the sign itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from deals.vocabulary.stages import Phase
from deals.vocabulary.terms import Outcome
from timeline import gates
from timeline.geometry import bracket
from timeline.shapes import Fill, Shape
from timeline.svg import drawn_symbol, symbol
from timeline.words import word


@dataclass(frozen=True, slots=True)
class Sign:
    """`drawing` is hidden from screen readers: the words stand beside it."""

    drawing: SafeString
    words: str


def sign(drawing: str, words: str, width: int = 28, height: int = 20) -> Sign:
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    frame = f'class="key" {size} aria-hidden="true" focusable="false"'
    return Sign(mark_safe(f"<svg {frame}>{drawing}</svg>"), words)  # noqa: S308  our own drawing, no data in it


def _band(phase: Phase, top: int = 2) -> str:
    return f'<rect class="phase phase-{phase}" x="1" y="{top}" width="26" height="{18 - top}"/>'


def _gate(outcome: Outcome, fill: Fill = Fill.SOLID) -> str:
    return drawn_symbol(gates.outline(outcome, 14, 10, gates.SIGN_HEIGHT), fill, 14, 10)


_DOT = symbol(Shape.PAYMENT, Fill.SOLID, 14, 10)
_WHISKER = '<path class="whisker" d="M1 10H27M1 6V14M27 6V14"/>'
_HATCH = '<path class="hatch-line" d="M1 18L10 2M6 18L15 2M11 18L20 2M16 18L25 2"/>'
_JOIN = '<path class="join" d="M5 6V17H23V6"/>'
_ENDS = symbol(Shape.DELIVERY, Fill.HOLLOW, 6, 7) + symbol(Shape.DELIVERY, Fill.SOLID, 22, 7)
_COLUMNS = '<path class="density" d="M3 18V14H8V18ZM9 18V6H14V18ZM15 18V10H20V18ZM21 18V15H26V18Z"/>'
NAMED_SHAPES = {
    Shape.STEP: pgettext_lazy("legend, shape", "stage report"),
    Shape.PAYMENT: pgettext_lazy("legend, shape", "payment"),
    Shape.VALUATION: pgettext_lazy("legend, shape", "price or value"),
    Shape.ORDER: pgettext_lazy("legend, shape", "order"),
    Shape.DELIVERY: pgettext_lazy("legend, shape", "delivery"),
    Shape.STATEMENT: pgettext_lazy("legend, shape", "statement"),
    Shape.THREAT: pgettext_lazy("legend, shape", "threat, demand or warning"),
    Shape.EVENT: pgettext_lazy("legend, shape", "outside event"),
}
NAMED_FILLS = {
    Fill.SOLID: pgettext_lazy("legend, fill", "said to be so"),
    Fill.HOLLOW: pgettext_lazy("legend, fill", "planned"),
    Fill.DASHED: pgettext_lazy("legend, fill", "possible or conditional"),
    Fill.STRUCK: pgettext_lazy("legend, fill", "denied, not so, or no longer held"),
}


def phase_signs() -> tuple[Sign, ...]:
    return tuple(sign(_band(phase), word(phase)) for phase in Phase)


def legend() -> dict[str, tuple[Sign, ...]]:
    """The signs under their headings, in the reader's language."""
    return {
        _("Shape is the kind"): tuple(
            sign(symbol(shape, Fill.SOLID, 14, 10), str(words)) for shape, words in NAMED_SHAPES.items()
        ),
        _("Fill is how sure"): (
            *(sign(symbol(Shape.PAYMENT, fill, 14, 10), str(words)) for fill, words in NAMED_FILLS.items()),
            sign(f'{_DOT}<path class="bracket" d="{bracket(14, 10)}"/>', _("contradicted by another source")),
            sign(_WHISKER + _DOT, _("a day somewhere in this span")),
        ),
        _("Authorisations are gates on the band"): tuple(sign(_gate(outcome), word(outcome)) for outcome in Outcome),
        _("Together"): (
            sign(_JOIN + _ENDS, _("the first plan, and what came of it")),
            sign(_COLUMNS, _("how many, where more stand than fit one by one")),
        ),
        _("Bands are stages, their colour is the phase"): (
            *phase_signs(),
            sign(_band(Phase.CONTRACTED, 10), _("low: one side alone says so")),
            sign(_band(Phase.CONTRACTED) + _HATCH, _("hatched: start not exact, or disputed")),
            sign(_band(Phase.CONTRACTED, 14), _("thin: nothing heard since")),
        ),
    }
