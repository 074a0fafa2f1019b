"""A claim's columns in words for people."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from deals.forms.claims import ClaimForm
from deals.forms.deals import DealForm
from deals.forms.kinds import LABELS
from deals.forms.sources import SourceForm
from deals.models.kinds import COLUMNS
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.relations import Relation

if TYPE_CHECKING:
    from django.forms import ModelForm

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

TABLES = {
    "dealsystem": "weapon system of the deal",
    "partyalias": "other name",
    "weaponsystem": "weapon system",
    "intake": "article taken in",
}
"""Names of tables that do not read aloud by themselves."""
FORMS: dict[str, type[ModelForm[Any]]] = {"claim": ClaimForm, "deal": DealForm, "source": SourceForm}
BY_TABLE = {
    "claim": {"state": "State", "speaker": "Who says so", "happened": "When it happened",
              "announced": "When it was announced", "is_negated": "It did not, or will not, happen"},
    "deal": {"not_known": "What is not known"},
    "source": {"published": "Published on", "title_is_description": "The title is a description of ours"},
    "passage": {"start": "From character", "end": "To character", "prefix": "Before it", "suffix": "After it",
                "text": "Words"},
    "citation": {"bearing": "It", "kind": "As", "locator": "Where in it", "paraphrase": "What it says"},
    "origin": {"speaker": "Who says so", "first_said": "First said in", "said": "Said on"},
    "track": {"is_main": "The deal itself"},
    "partyalias": {"is_metonym": "Stands for the party, as a capital does"},
}  # fmt: skip
"""Labels of columns that no form asks for under their own name."""

Facts = tuple[tuple[str, str], ...]
"""Pairs of label and text, in the order in which they are read."""


def facts_of(claim: Claim) -> Facts:
    """Date, modality and the kind's own columns, those that are filled."""
    return (*_date(claim), *_modality(claim), *_own_columns(claim), *_relation(claim))


def table_name(table: str) -> str:
    """“claim”, “weapon system”, for a model's name."""
    return TABLES.get(table, table)


def label_of(table: str, column: str) -> str:
    """What people call a column: as its form does; a column that no form has, by its own name in plain words."""
    known = BY_TABLE.get(table, {}).get(column) or (LABELS.get(column) if table == "claim" else None)
    form = FORMS.get(table)
    asked = form.Meta.labels.get(column) if form and not known else None  # type: ignore[attr-defined]
    return str(known or asked or column.replace("_", " ").capitalize())


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


def _relation(claim: Claim) -> Facts:
    if not claim.relation:
        return ()
    return ((Relation(claim.relation).label.capitalize(), str(claim.related_deal)),)


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
