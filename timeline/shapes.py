"""What a kind looks like: the same outlines for the server's SVG and for Plotly's symbols."""

from __future__ import annotations

from enum import StrEnum

from deals.record.shape import ClaimRecord  # noqa: TC001
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.terms import Act

SIZE = 11.0
"""A mark's width and height in pixels."""


class Shape(StrEnum):
    """Named as Plotly names its symbols."""

    STEP = "diamond-tall"
    PAYMENT = "circle"
    VALUATION = "diamond"
    DELIVERY = "square"
    ORDER = "triangle-up"
    AUTHORISATION = "hourglass"
    STATEMENT = "triangle-down"
    THREAT = "star-diamond"
    EVENT = "cross"


class Fill(StrEnum):
    """How sure: what happened is solid, a plan hollow, a possibility dashed, what is denied or negated struck."""

    SOLID = "solid"
    HOLLOW = "hollow"
    DASHED = "dashed"
    STRUCK = "struck"


SHAPES = {
    Kind.PARTICIPATION: Shape.STEP,
    Kind.STAGE: Shape.STEP,
    Kind.PAYMENT: Shape.PAYMENT,
    Kind.VALUATION: Shape.VALUATION,
    Kind.DELIVERY: Shape.DELIVERY,
    Kind.ORDER: Shape.ORDER,
    Kind.AUTHORISATION: Shape.AUTHORISATION,
    Kind.STATEMENT: Shape.STATEMENT,
    Kind.EVENT: Shape.EVENT,
}
THREATS = {Act.THREATEN, Act.DEMAND, Act.WARN}
"""What a statement with points does: it says what happens unless."""
# Corners in units of half a mark, as plotly.js draws the symbol of that name; the circle is drawn as one. The sides of
# a threat are arcs in plotly.js, nowhere further than a fifth of a pixel from these.
CORNERS: dict[Shape, tuple[tuple[float, float], ...]] = {
    Shape.STEP: ((0, -1.4), (0.7, 0), (0, 1.4), (-0.7, 0)),
    Shape.VALUATION: ((0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)),
    Shape.DELIVERY: ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    Shape.ORDER: ((0, -1), (1.155, 0.5), (-1.155, 0.5)),
    Shape.STATEMENT: ((0, 1), (1.155, -0.5), (-1.155, -0.5)),
    Shape.THREAT: (
        (0, -1.4), (0.19, -0.92), (0.5, -0.5), (0.92, -0.19), (1.4, 0), (0.92, 0.19), (0.5, 0.5), (0.19, 0.92),
        (0, 1.4), (-0.19, 0.92), (-0.5, 0.5), (-0.92, 0.19), (-1.4, 0), (-0.92, -0.19), (-0.5, -0.5), (-0.19, -0.92),
    ),
    Shape.AUTHORISATION: ((-1, -1), (1, -1), (-1, 1), (1, 1)),
    Shape.EVENT: (
        (-0.4, -1.2), (0.4, -1.2), (0.4, -0.4), (1.2, -0.4), (1.2, 0.4), (0.4, 0.4),
        (0.4, 1.2), (-0.4, 1.2), (-0.4, 0.4), (-1.2, 0.4), (-1.2, -0.4), (-0.4, -0.4),
    ),
}  # fmt: skip
_SIZES = {
    Shape.THREAT: 13.0, Shape.DELIVERY: 10.0, Shape.ORDER: 13.0, Shape.STATEMENT: 13.0, Shape.AUTHORISATION: 10.0,
    Shape.EVENT: 10.0,
}  # fmt: skip


def size_of(shape: Shape) -> float:
    """In pixels, so that all weigh about the same on the eye."""
    return _SIZES.get(shape, SIZE)


def shape_of(claim: ClaimRecord) -> Shape:
    return Shape.THREAT if claim.details.get("act") in THREATS else SHAPES[claim.kind]


def fill_of(claim: ClaimRecord) -> Fill:
    if claim.is_negated or claim.modality is Modality.DENIED or not claim.stands:
        return Fill.STRUCK
    return {Modality.PLANNED: Fill.HOLLOW, Modality.POSSIBLE: Fill.DASHED}.get(claim.modality, Fill.SOLID)


def outline(shape: Shape, x: float, y: float) -> str:
    """An SVG path of the shape around (x, y)."""
    size = size_of(shape)
    half = size / 2
    if shape is Shape.PAYMENT:
        arc = f"a{half:.1f} {half:.1f} 0 1 0"
        return f"M{x - half:.1f} {y:.1f}{arc} {size:.1f} 0{arc} {-size:.1f} 0Z"
    corners = (f"{x + half * right:.1f} {y + half * down:.1f}" for right, down in CORNERS[shape])
    return f"M{'L'.join(corners)}Z"
