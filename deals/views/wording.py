"""A claim's columns in words for people."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from deals.forms.kinds import LABELS
from deals.models.kinds import COLUMNS
from deals.vocabulary.kinds import Kind, Modality

if TYPE_CHECKING:
    from deals.models import Claim

SHORT = {
    "act": "Act",
    "speaker": "Said by",
    "condition": "Condition",
    "role": "As",
    "payment_state": "State",
    "payment_measure": "Measure",
    "delivery_measure": "Measure",
    "amount_mark": "Mark",
    "quantity_mark": "Mark",
    "own_conversion": "Own conversion",
    "share_percent": "Share in %",
    "organ": "Organ",
    "basis": "Basis",
    "includes": "Includes",
}
"""Labels that are shorter than a form's."""

Facts = tuple[tuple[str, str], ...]
"""Pairs of label and text, in the order in which they are read."""


def facts_of(claim: Claim) -> Facts:
    """Date, modality and the kind's own columns, those that are filled."""
    return (*_date(claim), *_modality(claim), *_own_columns(claim))


def _date(claim: Claim) -> Facts:
    words = [f"“{claim.phrase}”"] if claim.phrase else []
    words += [f"counted from {claim.anchored_on}"] if claim.anchored_on else []
    told = f"{claim.happened_edtf} ({', '.join(words)})" if words else claim.happened_edtf
    announced = (("Announced", claim.announced_edtf),) if claim.announced_edtf else ()
    return (("Date", told or "not told"), *announced)


def _modality(claim: Claim) -> Facts:
    negated = (("Negated", "it did not, or will not, happen"),) if claim.is_negated else ()
    if claim.modality == Modality.ASSERTED:
        return negated
    return (("Modality", Modality(claim.modality).label), *negated)


def _own_columns(claim: Claim) -> Facts:
    told = ((column, _text(claim, column)) for column in COLUMNS[Kind(claim.kind)])
    return tuple((SHORT.get(column) or LABELS[column], text) for column, text in told if text)


def _text(claim: Claim, column: str) -> str:
    value = getattr(claim, column)
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:,f}"
    display = getattr(claim, f"get_{column}_display", None)
    return str(display() if display else value)
