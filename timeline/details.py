"""What a claim says beyond its sentence, as pairs of a term and words, per kind."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deals.vocabulary.columns import WORD_COLUMNS
from deals.vocabulary.kinds import Kind
from deals.vocabulary.terms import Measure
from timeline.numbers import equal_in_words, money_in_words, percent_in_words, quantity_in_words
from timeline.words import word

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
        return word(WORD_COLUMNS[column](value)) if value else ""

    def party(self, column: str) -> str:
        party = self.record.parties.get(self.text(column))
        return party.name if party else ""

    def system(self) -> str:
        system = self.record.systems.get(self.text("system"))
        return f"{system.designation} {system.description}".strip() if system else ""

    def level(self, column: str) -> str:
        is_level = self.text(column) == Measure.LEVEL
        return _("a total reached by that day, not to be added to others") if is_level else ""


def _participation(told: _Told) -> Iterator[tuple[str, str]]:
    yield _("Party"), told.party("participant")
    yield _("Role"), told.word("role")


def _stage(told: _Told) -> Iterator[tuple[str, str]]:
    yield _("Stage"), told.word("stage")
    yield _("Instrument"), told.word("instrument")
    yield _("Suspended"), told.word("suspended_what")
    yield _("Suspended by"), told.party("suspended_by")
    yield _("A step back"), told.text("step_back_reason")


def _payment(told: _Told) -> Iterator[tuple[str, str]]:
    yield _("Amount"), told.word("no_amount") or money_in_words(told.details)
    share = told.text("share_percent")
    yield _("Share"), _("{percent} of the price").format(percent=percent_in_words(Decimal(share))) if share else ""
    yield pgettext("payment", "State"), told.word("payment_state")
    yield _("Purpose"), told.word("purpose")
    yield _("Means"), told.word("means")
    yield pgettext("payment", "From"), told.party("payer")
    yield pgettext("payment", "To"), told.party("payee")
    yield _("Counted as"), told.level("payment_measure")


def _delivery(told: _Told) -> Iterator[tuple[str, str]]:
    yield from _counted(told)
    yield _("Counted as"), told.level("delivery_measure")


def _counted(told: _Told) -> Iterator[tuple[str, str]]:
    yield _("Quantity"), quantity_in_words(told.details)
    yield _("That is"), equal_in_words(told.details)
    yield _("System"), told.system()
    yield pgettext("goods", "Condition"), told.word("condition")
    yield pgettext("goods", "Made"), told.word("production")


def _order(told: _Told) -> Iterator[tuple[str, str]]:
    yield from _counted(told)
    yield _("Commitment"), told.word("commitment")


def _valuation(told: _Told) -> Iterator[tuple[str, str]]:
    yield _("Amount"), money_in_words(told.details)
    yield _("Value of"), told.word("basis")
    yield _("Includes"), told.text("includes")
    yield _("In prices of"), told.text("price_year")
    yield _("Tax"), told.word("tax")


def _authorisation(told: _Told) -> Iterator[tuple[str, str]]:
    yield _("Outcome"), told.word("outcome")
    yield pgettext("authorisation", "For"), told.word("subject")
    yield pgettext("authorisation", "By"), told.party("organ")


def _statement(told: _Told) -> Iterator[tuple[str, str]]:
    yield pgettext("statement", "Act"), told.word("act")
    yield _condition(told.text("if_condition"))
    yield pgettext("statement", "Then"), told.text("consequence")


def _condition(words: str) -> tuple[str, str]:
    """(“If”, “the other side agrees”): what the term says is not said again. “unless …” keeps its word."""
    if _UNLESS.match(words):
        return pgettext("statement", "Condition"), words
    return pgettext("statement", "If"), _IF.sub("", words)


def _event(told: _Told) -> Iterator[tuple[str, str]]:
    yield _("Type"), told.word("event_type")
    yield pgettext("event", "By"), told.party("actor")


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
