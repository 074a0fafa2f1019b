"""Which vocabulary the word in a column of a claim is of."""

from deals.vocabulary.parties import Role
from deals.vocabulary.stages import Instrument, Stage, Suspended
from deals.vocabulary.terms import (
    Act,
    Basis,
    Commitment,
    Condition,
    EventType,
    Mark,
    Means,
    Measure,
    NoAmount,
    Outcome,
    PaymentState,
    Production,
    Purpose,
    Subject,
    Tax,
)
from deals.vocabulary.words import Word

WORD_COLUMNS: dict[str, type[Word]] = {
    "role": Role,
    "stage": Stage,
    "instrument": Instrument,
    "suspended_what": Suspended,
    "no_amount": NoAmount,
    "amount_mark": Mark,
    "payment_state": PaymentState,
    "payment_measure": Measure,
    "purpose": Purpose,
    "means": Means,
    "delivery_measure": Measure,
    "quantity_mark": Mark,
    "condition": Condition,
    "production": Production,
    "commitment": Commitment,
    "basis": Basis,
    "tax": Tax,
    "outcome": Outcome,
    "subject": Subject,
    "act": Act,
    "event_type": EventType,
}
"""A test holds it against the columns of the register."""
NUMBER_COLUMNS = frozenset({"amount", "quantity", "equal_quantity", "share_percent"})
"""Columns whose text is a decimal number."""
