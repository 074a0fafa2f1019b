"""What "the same question" is: one table. Claims that answer one question and disagree are shown side by side."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from deals.vocabulary.kinds import Kind
from deals.vocabulary.stages import Instrument, Stage
from deals.vocabulary.terms import Measure, Purpose


class Answer(StrEnum):
    """How two answers are compared."""

    NUMBER = "number"
    """By the range that number and mark can mean."""
    COUNT = "count"
    """A number of weapon systems: only in units that a cited equivalence links."""
    DAY = "day"
    """By the days that both can mean."""
    WORD = "word"
    """A word or a party: the same or another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Claims of `kind` on one track that are equal in the columns `same` answer one question, in column `answer`."""

    asks: str
    kind: Kind
    compares: Answer
    answer: str = ""
    """Empty for a day."""
    mark: str = ""
    """The column that says how exact the number is."""
    same: tuple[str, ...] = ()
    only: tuple[tuple[str, frozenset[str]], ...] = ()
    """Columns and the words that they have to hold for the question to arise."""
    is_of_one_time: bool = False
    """It is asked of one day: claims answer it together where their days meet."""


_MOMENTS = frozenset(stage.value for stage in Stage if stage.is_a_moment)
_SIGNED = frozenset(stage.value for stage in Stage if stage.is_signed)
_NAMED = frozenset(word.value for word in Instrument if word is not Instrument.UNKNOWN)
_LEVEL = frozenset({Measure.LEVEL.value})
# Two instalments of one month are two payments, two advances are one payment told twice; a cost is shared by several.
_ONCE = frozenset(word.value for word in (Purpose.ADVANCE, Purpose.FINAL, Purpose.PENALTY, Purpose.REFUND))
_BY_ONE = frozenset({"", *(word.value for word in Purpose if word is not Purpose.COST_SHARE)})
_PAYMENT = ("purpose", "payment_state", "payment_measure", "amount", "currency", "share_percent")

QUESTIONS: tuple[Question, ...] = (
    Question(
        asks="What is it worth?", kind=Kind.VALUATION, compares=Answer.NUMBER, answer="amount", mark="amount_mark",
        same=("basis", "currency", "includes", "price_year", "tax"),
    ),
    Question(
        asks="How many are ordered?", kind=Kind.ORDER, compares=Answer.COUNT, answer="quantity", mark="quantity_mark",
        same=("system", "commitment"),
    ),
    Question(
        asks="Firm or optional?", kind=Kind.ORDER, compares=Answer.WORD, answer="commitment",
        same=("system", "quantity", "quantity_unit", "quantity_mark"),
    ),
    Question(
        asks="New or second-hand?", kind=Kind.ORDER, compares=Answer.WORD, answer="condition",
        same=("system", "commitment"),
    ),
    Question(
        asks="Where are they made?", kind=Kind.ORDER, compares=Answer.WORD, answer="production",
        same=("system", "commitment"),
    ),
    Question(
        asks="On which day?", kind=Kind.STAGE, compares=Answer.DAY, same=("stage", "instrument"),
        only=(("stage", _MOMENTS),),
    ),
    Question(
        asks="What was signed?", kind=Kind.STAGE, compares=Answer.WORD, answer="instrument", same=("stage",),
        only=(("stage", _SIGNED), ("instrument", _NAMED)), is_of_one_time=True,
    ),
    Question(
        asks="Who pays?", kind=Kind.PAYMENT, compares=Answer.WORD, answer="payer", same=(*_PAYMENT, "payee"),
        only=(("purpose", _BY_ONE),), is_of_one_time=True,
    ),
    Question(
        asks="Who is paid?", kind=Kind.PAYMENT, compares=Answer.WORD, answer="payee", same=(*_PAYMENT, "payer"),
        only=(("purpose", _BY_ONE),), is_of_one_time=True,
    ),
    Question(
        asks="How much was it?", kind=Kind.PAYMENT, compares=Answer.NUMBER, answer="amount", mark="amount_mark",
        same=("purpose", "payment_state", "payment_measure", "payer", "payee", "currency"),
        only=(("purpose", _ONCE),), is_of_one_time=True,
    ),
    Question(
        asks="How much was paid by then?", kind=Kind.PAYMENT, compares=Answer.NUMBER, answer="amount",
        mark="amount_mark", same=("payment_state", "payer", "payee", "currency"),
        only=(("payment_measure", _LEVEL),), is_of_one_time=True,
    ),
    Question(
        asks="How many were delivered by then?", kind=Kind.DELIVERY, compares=Answer.COUNT, answer="quantity",
        mark="quantity_mark", same=("system",), only=(("delivery_measure", _LEVEL),), is_of_one_time=True,
    ),
    Question(
        asks="How was it decided?", kind=Kind.AUTHORISATION, compares=Answer.WORD, answer="outcome",
        same=("organ", "subject"), is_of_one_time=True,
    ),
)  # fmt: skip

IS_IT_SO = "Is it so?"
"""Asked of any claim: one side says that it is, another denies the same."""
