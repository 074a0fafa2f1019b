"""Two people saved the same thing: what the other stored, and what one typed oneself, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deals.forms.fields import NewPartyKindField
from deals.vocabulary.text import normalised

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.forms.boundfield import BoundField
    from django.http import HttpRequest


VERSION_DIGITS = 9
REASON_LENGTH = 300
"""As the register's columns for reasons."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    label: str
    theirs: str
    yours: str


def reason(request: HttpRequest) -> str:
    """The one-line reason that was typed, without invisible characters."""
    return normalised(request.POST.get("why", "")[:REASON_LENGTH]).replace("\n", " ")


def seen_version(request: HttpRequest) -> int:
    """The version that the form was made from; 0, which is no version, where it was tampered with."""
    text = request.POST.get("seen_version", "")
    return int(text) if text.isdecimal() and len(text) <= VERSION_DIGITS else 0


def differences(yours: BaseForm, theirs: BaseForm) -> list[Difference]:
    """The fields in which what was typed differs from what is stored now."""
    return [
        Difference(label=str(field.label), theirs=_shown(theirs[field.name]), yours=_shown(field))
        for field in yours
        if not isinstance(field.field, NewPartyKindField) and _shown(theirs[field.name]) != _shown(field)
    ]


def _shown(field: BoundField) -> str:
    value = field.value()
    choices: Any = getattr(field.field, "choices", None)
    if choices is not None:
        return next((str(label) for key, label in choices if str(key) == str(value or "")), str(value or ""))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value).replace("\r\n", "\n").strip()
