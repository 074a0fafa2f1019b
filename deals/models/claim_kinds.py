"""The nine kinds of claim as classes, so that code reads in the field's nouns. All are rows of one table."""

from deals.models.claim import Claim
from deals.vocabulary.kinds import Kind


class Participation(Claim):
    class Meta:
        proxy = True


class StageReport(Claim):
    class Meta:
        proxy = True


class Payment(Claim):
    class Meta:
        proxy = True


class Delivery(Claim):
    class Meta:
        proxy = True


class Order(Claim):
    class Meta:
        proxy = True


class Valuation(Claim):
    class Meta:
        proxy = True


class Authorisation(Claim):
    class Meta:
        proxy = True


class Statement(Claim):
    class Meta:
        proxy = True


class Event(Claim):
    class Meta:
        proxy = True


CLASSES: dict[Kind, type[Claim]] = {
    Kind.PARTICIPATION: Participation,
    Kind.STAGE: StageReport,
    Kind.PAYMENT: Payment,
    Kind.DELIVERY: Delivery,
    Kind.ORDER: Order,
    Kind.VALUATION: Valuation,
    Kind.AUTHORISATION: Authorisation,
    Kind.STATEMENT: Statement,
    Kind.EVENT: Event,
}
