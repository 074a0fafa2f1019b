"""Columns that several models share: partial dates, words of a vocabulary, permanent ids."""

from typing import Any

from django.db import models
from django.db.models import Q

from deals.signing import PUBLIC_ID_LENGTH, new_public_id
from deals.vocabulary.dates import EDTF_LENGTH, PartialDate
from deals.vocabulary.words import Word

WORD_LENGTH = 40


def public_id() -> "models.CharField[str, str]":
    return models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)


def word(vocabulary: type[Word], **options: Any) -> "models.CharField[Any, Any]":
    """A column that holds one word of a vocabulary. `one_of` makes the database refuse any other."""
    return models.CharField(max_length=WORD_LENGTH, choices=vocabulary.choices(), **options)


def one_of(column: str, vocabulary: type[Word]) -> Q:
    return Q(**{f"{column}__in": [member.value for member in vocabulary]})


def edtf() -> "models.CharField[str, str]":
    return models.CharField(max_length=EDTF_LENGTH, blank=True, default="")


def day() -> "models.DateField[Any, Any]":
    return models.DateField(null=True, blank=True)


def partial_date(name: str) -> property:
    """A partial date over the columns `<name>_edtf`, `<name>_first`, `<name>_last`; set it with EDTF text or None."""

    def get(row: models.Model) -> PartialDate | None:
        text = getattr(row, f"{name}_edtf")
        return PartialDate(text, getattr(row, f"{name}_first"), getattr(row, f"{name}_last")) if text else None

    def put(row: models.Model, value: PartialDate | str | None) -> None:
        if isinstance(value, str):
            value = PartialDate.parse(value) if value.strip() else None
        setattr(row, f"{name}_edtf", value.text if value else "")
        setattr(row, f"{name}_first", value.first if value else None)
        setattr(row, f"{name}_last", value.last if value else None)

    return property(get, put)


def is_partial_date(name: str) -> Q:
    """No text and no days; or a text and at least one of the days, in order."""
    first, last = f"{name}_first", f"{name}_last"
    empty = Q(**{f"{name}_edtf": "", first: None, last: None})
    some_day = Q(**{f"{first}__isnull": False}) | Q(**{f"{last}__isnull": False})
    in_order = Q(**{first: None}) | Q(**{last: None}) | Q(**{f"{first}__lte": models.F(last)})
    return empty | (~Q(**{f"{name}_edtf": ""}) & some_day & in_order)
