"""What the chart's signs mean, in words, each beside the sign itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from timeline.shapes import Fill, Shape
from timeline.svg import band_key_svg, key_svg


@dataclass(frozen=True, slots=True)
class Sign:
    drawing: SafeString
    words: str


def _sign(drawing: str, words: str) -> Sign:
    return Sign(mark_safe(drawing), words)  # noqa: S308  our own drawing, no data in it


LEGEND = {
    "Shape is the kind": tuple(
        _sign(key_svg(shape, Fill.SOLID), words)
        for shape, words in (
            (Shape.STEP, "stage report"),
            (Shape.AUTHORISATION, "authorisation"),
            (Shape.PAYMENT, "payment"),
            (Shape.VALUATION, "price or value"),
            (Shape.ORDER, "order"),
            (Shape.DELIVERY, "delivery"),
            (Shape.STATEMENT, "statement"),
            (Shape.EVENT, "outside event"),
        )
    ),
    "Fill is how sure": (
        _sign(key_svg(Shape.PAYMENT, Fill.SOLID), "said to be so"),
        _sign(key_svg(Shape.PAYMENT, Fill.HOLLOW), "planned"),
        _sign(key_svg(Shape.PAYMENT, Fill.DASHED), "possible or conditional"),
        _sign(key_svg(Shape.PAYMENT, Fill.STRUCK), "denied, or no longer held"),
        _sign(key_svg(Shape.PAYMENT, Fill.SOLID, is_contested=True), "contradicted by another source"),
        _sign(key_svg(Shape.PAYMENT, Fill.SOLID, has_whisker=True), "a day somewhere in this span"),
    ),
    "Bands are stages": (
        _sign(band_key_svg("full"), "both sides, or others, say so"),
        _sign(band_key_svg("half"), "one side alone says so"),
        _sign(band_key_svg("hatched"), "start not exact, or disputed"),
        _sign(band_key_svg("faint"), "nothing heard since"),
    ),
}
