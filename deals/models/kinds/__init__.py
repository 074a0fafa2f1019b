"""One file a kind of claim: its columns and its check. Here they are gathered for the one table of claims."""

from django.db import models
from django.db.models import Q

from deals.models.kinds.authorisation import AuthorisationColumns
from deals.models.kinds.columns import MoneyColumns, QuantityColumns
from deals.models.kinds.delivery import DeliveryColumns
from deals.models.kinds.event import EventColumns
from deals.models.kinds.order import OrderColumns
from deals.models.kinds.participation import ParticipationColumns
from deals.models.kinds.payment import PaymentColumns
from deals.models.kinds.stage_report import StageColumns
from deals.models.kinds.statement import StatementColumns
from deals.models.kinds.valuation import ValuationColumns
from deals.vocabulary.kinds import Kind

COLUMNS: dict[Kind, tuple[str, ...]] = {
    Kind.PARTICIPATION: ParticipationColumns.PARTICIPATION,
    Kind.STAGE: StageColumns.STAGE,
    Kind.PAYMENT: PaymentColumns.PAYMENT,
    Kind.DELIVERY: DeliveryColumns.DELIVERY,
    Kind.ORDER: OrderColumns.ORDER,
    Kind.VALUATION: ValuationColumns.VALUATION,
    Kind.AUTHORISATION: AuthorisationColumns.AUTHORISATION,
    Kind.STATEMENT: StatementColumns.STATEMENT,
    Kind.EVENT: EventColumns.EVENT,
}
CHECKS: dict[Kind, Q] = {
    Kind.PARTICIPATION: ParticipationColumns.PARTICIPATION_CHECK,
    Kind.STAGE: StageColumns.STAGE_CHECK,
    Kind.PAYMENT: PaymentColumns.PAYMENT_CHECK,
    Kind.DELIVERY: DeliveryColumns.DELIVERY_CHECK,
    Kind.ORDER: OrderColumns.ORDER_CHECK,
    Kind.VALUATION: ValuationColumns.VALUATION_CHECK,
    Kind.AUTHORISATION: AuthorisationColumns.AUTHORISATION_CHECK,
    Kind.STATEMENT: StatementColumns.STATEMENT_CHECK,
    Kind.EVENT: EventColumns.EVENT_CHECK,
}
ALL_COLUMNS = tuple(dict.fromkeys(column for columns in COLUMNS.values() for column in columns))


class KindColumns(
    ParticipationColumns,
    StageColumns,
    MoneyColumns,
    QuantityColumns,
    PaymentColumns,
    OrderColumns,
    DeliveryColumns,
    ValuationColumns,
    AuthorisationColumns,
    StatementColumns,
    EventColumns,
):
    """Every kind's typed columns, side by side in one table."""

    class Meta:
        abstract = True


def others_are_null(kind: Kind) -> Q:
    """Of another kind's columns, this kind's row has none."""
    return Q(**{f"{column}__isnull": True for column in ALL_COLUMNS if column not in COLUMNS[kind]})


def kind_constraints() -> list[models.BaseConstraint]:
    """Per kind: its own check, and that the other kinds' columns are null."""
    checks: list[models.BaseConstraint] = []
    for kind in Kind:
        is_other = ~Q(kind=kind.value)
        checks.append(models.CheckConstraint(name=f"{kind}_is_whole", condition=is_other | CHECKS[kind]))
        checks.append(models.CheckConstraint(name=f"{kind}_is_alone", condition=is_other | others_are_null(kind)))
    return checks
