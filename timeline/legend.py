"""What the chart's signs mean, in words, each beside the sign itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from deals.vocabulary.stages import Phase
from timeline.geometry import bracket
from timeline.shapes import Fill, Shape
from timeline.svg import symbol
from timeline.words import word


@dataclass(frozen=True, slots=True)
class Sign:
    """`drawing` is hidden from screen readers: the words stand beside it."""

    drawing: SafeString
    words: str


def _sign(drawing: str, words: str) -> Sign:
    frame = 'class="key" width="28" height="20" viewBox="0 0 28 20" aria-hidden="true" focusable="false"'
    return Sign(mark_safe(f"<svg {frame}>{drawing}</svg>"), words)  # noqa: S308  our own drawing, no data in it


def _band(phase: Phase, top: int = 2) -> str:
    return f'<rect class="phase phase-{phase}" x="1" y="{top}" width="26" height="{18 - top}"/>'


_DOT = symbol(Shape.PAYMENT, Fill.SOLID, 14, 10)
_WHISKER = '<path class="whisker" d="M1 10H27M1 6V14M27 6V14"/>'
_HATCH = '<path class="hatch-line" d="M1 18L10 2M6 18L15 2M11 18L20 2M16 18L25 2"/>'
_NAMED_SHAPES = {
    Shape.STEP: pgettext_lazy("legend, shape", "stage report"),
    Shape.PAYMENT: pgettext_lazy("legend, shape", "payment"),
    Shape.VALUATION: pgettext_lazy("legend, shape", "price or value"),
    Shape.ORDER: pgettext_lazy("legend, shape", "order"),
    Shape.DELIVERY: pgettext_lazy("legend, shape", "delivery"),
    Shape.STATEMENT: pgettext_lazy("legend, shape", "statement"),
    Shape.THREAT: pgettext_lazy("legend, shape", "threat, demand or warning"),
    Shape.EVENT: pgettext_lazy("legend, shape", "outside event"),
}
_NAMED_FILLS = {
    Fill.SOLID: pgettext_lazy("legend, fill", "said to be so"),
    Fill.HOLLOW: pgettext_lazy("legend, fill", "planned"),
    Fill.DASHED: pgettext_lazy("legend, fill", "possible or conditional"),
    Fill.STRUCK: pgettext_lazy("legend, fill", "denied, not so, or no longer held"),
}


def legend() -> dict[str, tuple[Sign, ...]]:
    """The signs under their headings, in the reader's language."""
    return {
        _("Shape is the kind"): tuple(
            _sign(symbol(shape, Fill.SOLID, 14, 10), str(words)) for shape, words in _NAMED_SHAPES.items()
        ),
        _("Fill is how sure"): (
            *(_sign(symbol(Shape.PAYMENT, fill, 14, 10), str(words)) for fill, words in _NAMED_FILLS.items()),
            _sign(f'{_DOT}<path class="bracket" d="{bracket(14, 10)}"/>', _("contradicted by another source")),
            _sign(_WHISKER + _DOT, _("a day somewhere in this span")),
        ),
        _("Bands are stages, their colour is the phase"): (
            *(_sign(_band(phase), word(phase)) for phase in Phase),
            _sign(_band(Phase.CONTRACTED, 10), _("low: one side alone says so")),
            _sign(_band(Phase.CONTRACTED) + _HATCH, _("hatched: start not exact, or disputed")),
            _sign(_band(Phase.CONTRACTED, 14), _("thin: nothing heard since")),
        ),
    }
