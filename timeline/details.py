"""What a claim says beyond its sentence, as pairs of a term and words, per kind."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from deals.vocabulary.columns import WORD_COLUMNS
from deals.vocabulary.kinds import Kind
from deals.vocabulary.terms import Measure
from timeline.numbers import equal_in_words, money_in_words, plain_number, quantity_in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from deals.record.shape import ClaimRecord, Record

Rows = tuple[tuple[str, str], ...]
_IF, _UNLESS = re.compile(r"\s*if\s+", re.IGNORECASE), re.compile(r"\s*unless\b", re.IGNORECASE)


def detail_rows(record: Record, claim: ClaimRecord) -> Rows:
    """(“Amount”, “amount not published”), (“For”, “advance”), … in reading order; only what is told."""
    return tuple((term, words) for term, words in _BY_KIND[claim.kind](_Told(record, claim)) if words)


class _Told:
    """Reads a claim's details as words; empty where the source is silent."""

    def __init__(self, record: Record, claim: ClaimRecord) -> None:
        self.record = record
        self.details = claim.details

    def text(self, column: str) -> str:
        return self.details.get(column, "")

    def word(self, column: str) -> str:
        value = self.details.get(column)
        return WORD_COLUMNS[column](value).label if value else ""

    def party(self, column: str) -> str:
        party = self.record.parties.get(self.text(column))
        return party.name if party else ""

    def system(self) -> str:
        system = self.record.systems.get(self.text("system"))
        return f"{system.designation} {system.description}".strip() if system else ""

    def level(self, column: str) -> str:
        is_level = self.text(column) == Measure.LEVEL
        return "a total reached by that day, not to be added to others" if is_level else ""


def _participation(told: _Told) -> Iterator[tuple[str, str]]:
    yield "Party", told.party("participant")
    yield "Role", told.word("role")


def _stage(told: _Told) -> Iterator[tuple[str, str]]:
    yield "Stage", told.word("stage")
    yield "Instrument", told.word("instrument")
    yield "Suspended", told.word("suspended_what")
    yield "Suspended by", told.party("suspended_by")
    yield "A step back", told.text("step_back_reason")


def _payment(told: _Told) -> Iterator[tuple[str, str]]:
    yield "Amount", told.word("no_amount") or money_in_words(told.details)
    share = told.text("share_percent")
    yield "Share", f"{plain_number(Decimal(share))}% of the price" if share else ""
    yield "State", told.word("payment_state")
    yield "Purpose", told.word("purpose")
    yield "Means", told.word("means")
    yield "From", told.party("payer")
    yield "To", told.party("payee")
    yield "Counted as", told.level("payment_measure")


def _delivery(told: _Told) -> Iterator[tuple[str, str]]:
    yield from _counted(told)
    yield "Counted as", told.level("delivery_measure")


def _counted(told: _Told) -> Iterator[tuple[str, str]]:
    yield "Quantity", quantity_in_words(told.details)
    yield "That is", equal_in_words(told.details)
    yield "System", told.system()
    yield "Condition", told.word("condition")
    yield "Made", told.word("production")


def _order(told: _Told) -> Iterator[tuple[str, str]]:
    yield from _counted(told)
    yield "Commitment", told.word("commitment")


def _valuation(told: _Told) -> Iterator[tuple[str, str]]:
    yield "Amount", money_in_words(told.details)
    yield "Value of", told.word("basis")
    yield "Includes", told.text("includes")
    yield "In prices of", told.text("price_year")
    yield "Tax", told.word("tax")


def _authorisation(told: _Told) -> Iterator[tuple[str, str]]:
    yield "Outcome", told.word("outcome")
    yield "For", told.word("subject")
    yield "By", told.party("organ")


def _statement(told: _Told) -> Iterator[tuple[str, str]]:
    yield "Act", told.word("act")
    yield _condition(told.text("if_condition"))
    yield "Then", told.text("consequence")


def _condition(words: str) -> tuple[str, str]:
    """(“If”, “the other side agrees”): what the term says is not said again. “unless …” keeps its word."""
    if _UNLESS.match(words):
        return "Condition", words
    return "If", _IF.sub("", words)


def _event(told: _Told) -> Iterator[tuple[str, str]]:
    yield "Type", told.word("event_type")
    yield "By", told.party("actor")


_BY_KIND: dict[Kind, Callable[[_Told], Iterator[tuple[str, str]]]] = {
    Kind.PARTICIPATION: _participation,
    Kind.STAGE: _stage,
    Kind.PAYMENT: _payment,
    Kind.DELIVERY: _delivery,
    Kind.ORDER: _order,
    Kind.VALUATION: _valuation,
    Kind.AUTHORISATION: _authorisation,
    Kind.STATEMENT: _statement,
    Kind.EVENT: _event,
}
