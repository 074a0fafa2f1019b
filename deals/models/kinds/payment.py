"""“Turkey already made the first payment last month”: no amount, and that is not zero."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from deals.fields import one_of
from deals.models.kinds.columns import MoneyColumns, empty_or_word, is_word, optional_party, optional_word
from deals.vocabulary.terms import Means, Measure, NoAmount, PaymentState, Purpose

WHOLE = Decimal(100)


class PaymentColumns(models.Model):
    payer = optional_party()
    payee = optional_party()
    share_percent = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(WHOLE)],
    )
    purpose = optional_word(Purpose)
    means = optional_word(Means)
    payment_state = optional_word(PaymentState)
    payment_measure = optional_word(Measure)
    no_amount = optional_word(NoAmount)

    PAYMENT = (
        *MoneyColumns.MONEY,
        "no_amount", "payer", "payee", "share_percent", "purpose", "means", "payment_state", "payment_measure",
    )  # fmt: skip
    PAYMENT_CHECK = (
        MoneyColumns.MONEY_IS_WHOLE
        & is_word("payment_state", PaymentState)
        & is_word("payment_measure", Measure)
        & empty_or_word("purpose", Purpose)
        & empty_or_word("means", Means)
        & (Q(no_amount__isnull=True) | Q(amount__isnull=True) & one_of("no_amount", NoAmount))
        & (Q(share_percent__isnull=True) | Q(share_percent__gt=0, share_percent__lte=WHOLE))
    )

    class Meta:
        abstract = True
