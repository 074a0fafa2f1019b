"""“The contract is worth about 2.5 billion US dollars.”"""

from django.db import models
from django.db.models import Q

from deals.models.kinds.columns import MoneyColumns, is_word, optional_text, optional_word
from deals.vocabulary.terms import Basis


class ValuationColumns(models.Model):
    basis = optional_word(Basis)
    includes = optional_text(200)

    VALUATION = (*MoneyColumns.MONEY, "basis", "includes")
    VALUATION_CHECK = Q(amount__isnull=False) & MoneyColumns.MONEY_IS_WHOLE & is_word("basis", Basis)

    class Meta:
        abstract = True
