"""“The contract is worth about 2.5 billion US dollars.”"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from deals.models.kinds.columns import MoneyColumns, empty_or_word, is_word, optional_text, optional_word
from deals.vocabulary.dates import FIRST_YEAR, LAST_YEAR
from deals.vocabulary.terms import Basis, Tax


class ValuationColumns(models.Model):
    basis = optional_word(Basis)
    includes = optional_text(200)
    # “In prices of 2016”: an amount of another year is another amount.
    price_year = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
    )
    tax = optional_word(Tax)

    VALUATION = (*MoneyColumns.MONEY, "basis", "includes", "price_year", "tax")
    VALUATION_CHECK = (
        Q(amount__isnull=False)
        & MoneyColumns.MONEY_IS_WHOLE
        & is_word("basis", Basis)
        & empty_or_word("tax", Tax)
        & (Q(price_year__isnull=True) | Q(price_year__range=(FIRST_YEAR, LAST_YEAR)))
    )

    class Meta:
        abstract = True
