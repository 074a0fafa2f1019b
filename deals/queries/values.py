"""The largest contracted sum of each deal in one currency: what a list by value shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deals.models import PublishedValue
from deals.queries.published import PUBLIC
from deals.vocabulary.terms import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """“About 2.5 billion US dollars”."""

    currency: str
    number: Decimal
    mark: Mark
    is_disputed: bool
    claim: str
    """The id of the first that says it."""


def values(keys: Iterable[int], currency: str) -> dict[str, Value]:
    """By the deals' ids; of deals that tell of no contracted sum in this currency, none."""
    rows = PublishedValue.objects.using(PUBLIC).filter(deal__in=keys, currency=currency, number__isnull=False)
    return {
        row.deal_public_id: Value(
            currency=currency, number=row.number, mark=Mark(row.mark), is_disputed=row.is_disputed, claim=row.claim
        )
        for row in rows
        if row.number is not None
    }  # fmt: skip
