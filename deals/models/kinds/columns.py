"""What the files of this folder share: nullable columns, money, quantities, and the rule of one kind's own columns."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from deals.fields import WORD_LENGTH, one_of
from deals.models.party import Party
from deals.models.weapon import WeaponSystem
from deals.vocabulary.terms import Mark, Production

if TYPE_CHECKING:
    from deals.vocabulary.words import Word

CURRENCY_LENGTH = 3
MAX_DIGITS = 20


def optional_word(vocabulary: type[Word]) -> models.CharField[Any, Any]:
    return models.CharField(max_length=WORD_LENGTH, choices=vocabulary.choices(), null=True, blank=True)


def optional_party() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="+")


def optional_text(length: int) -> models.CharField[Any, Any]:
    return models.CharField(max_length=length, null=True, blank=True)


def is_word(column: str, vocabulary: type[Word]) -> Q:
    """Filled, with one of the words. To `IN` alone null is unknown, and a check lets pass what is unknown."""
    return Q(**{f"{column}__isnull": False}) & one_of(column, vocabulary)


def is_text(column: str) -> Q:
    return Q(**{f"{column}__isnull": False, f"{column}__gt": ""})


def is_positive(column: str) -> Q:
    return Q(**{f"{column}__isnull": False, f"{column}__gt": 0})


def is_empty(*columns: str) -> Q:
    return Q(**{f"{column}__isnull": True for column in columns})


def empty_or_word(column: str, vocabulary: type[Word]) -> Q:
    return Q(**{f"{column}__isnull": True}) | one_of(column, vocabulary)


class MoneyColumns(models.Model):
    """An amount in full units with its ISO 4217 currency and a mark; or no amount, which is not zero."""

    amount = models.DecimalField(
        max_digits=MAX_DIGITS, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal("0.01"))]
    )
    currency = optional_text(CURRENCY_LENGTH)
    amount_mark = optional_word(Mark)
    own_conversion = optional_text(60)

    MONEY = ("amount", "currency", "amount_mark", "own_conversion")
    MONEY_IS_WHOLE = Q(
        amount__isnull=True, currency__isnull=True, amount_mark__isnull=True, own_conversion__isnull=True
    ) | is_positive("amount") & Q(currency__isnull=False, currency__regex=r"^[A-Z]{3}$") & is_word("amount_mark", Mark)

    class Meta:
        abstract = True


class QuantityColumns(models.Model):
    """A number of a weapon system, in the unit that its source counts in.

    “Four batteries, that is two battalions” gives the number in a second unit too: only where a source says so are two
    units ever set against each other.
    """

    system = models.ForeignKey(WeaponSystem, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    quantity = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal("0.01"))]
    )
    quantity_unit = optional_text(60)
    quantity_mark = optional_word(Mark)
    equal_quantity = models.DecimalField(
        max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(Decimal("0.01"))]
    )
    equal_unit = optional_text(60)
    production = optional_word(Production)

    QUANTITY = (
        "system", "quantity", "quantity_unit", "quantity_mark", "equal_quantity", "equal_unit", "production",
    )  # fmt: skip
    QUANTITY_IS_WHOLE = (
        (
            is_empty("quantity", "quantity_unit", "quantity_mark", "equal_quantity", "equal_unit")
            | is_positive("quantity") & is_text("quantity_unit") & is_word("quantity_mark", Mark)
        )
        & (
            is_empty("equal_quantity", "equal_unit")
            | is_positive("equal_quantity") & is_text("equal_unit") & ~Q(equal_unit=models.F("quantity_unit"))
        )
        & empty_or_word("production", Production)
    )

    class Meta:
        abstract = True
