"""“Four batteries are ordered, two of them as an option.”"""

from django.db import models
from django.db.models import Q

from deals.models.kinds.columns import QuantityColumns, empty_or_word, is_word, optional_word
from deals.vocabulary.terms import Commitment, Condition


class OrderColumns(models.Model):
    commitment = optional_word(Commitment)
    condition = optional_word(Condition)

    ORDER = (*QuantityColumns.QUANTITY, "commitment", "condition")
    ORDER_CHECK = (
        Q(system__isnull=False, quantity__isnull=False)
        & QuantityColumns.QUANTITY_IS_WHOLE
        & is_word("commitment", Commitment)
        & empty_or_word("condition", Condition)
    )

    class Meta:
        abstract = True
