"""“The first parts arrived at Murted air base on 12 July 2019.”"""

from django.db import models
from django.db.models import Q

from deals.models.kinds.columns import QuantityColumns, empty_or_word, is_word, optional_word
from deals.vocabulary.terms import Condition, Measure


class DeliveryColumns(models.Model):
    delivery_measure = optional_word(Measure)

    DELIVERY = (*QuantityColumns.QUANTITY, "delivery_measure", "condition")
    DELIVERY_CHECK = (
        Q(system__isnull=False)
        & QuantityColumns.QUANTITY_IS_WHOLE
        & is_word("delivery_measure", Measure)
        & empty_or_word("condition", Condition)
    )

    class Meta:
        abstract = True
