"""Claims that answer the same question and disagree. They stay side by side; nothing here chooses."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.stages import Stage
from deals.vocabulary.terms import Mark

if TYPE_CHECKING:
    from deals.record.shape import ClaimRecord, Record

# What "the same question" is, per kind: claims that agree in these details answer one question ...
_QUESTION = {
    Kind.VALUATION: ("basis", "currency", "includes"),
    Kind.ORDER: ("system", "quantity_unit", "commitment"),
    Kind.STAGE: ("stage", "instrument"),
}
# ... and they disagree where these differ. A stage has no answer but its day.
_ANSWER = {Kind.VALUATION: "amount", Kind.ORDER: "quantity"}
_MARK = {"amount": "amount_mark", "quantity": "quantity_mark"}

ABOUT = Decimal("0.05")
"""How far “about” reaches: a twentieth up or down."""


def conflicts(record: Record) -> tuple[tuple[str, ...], ...]:
    """Groups of ids of claims that disagree; retracted and deprecated ones are left out. Each group in id order."""
    asked: dict[tuple[str, ...], list[ClaimRecord]] = defaultdict(list)
    for claim in record.claims:
        if _answers(claim):
            details = (claim.details.get(column, "") for column in _QUESTION[claim.kind])
            asked[(claim.kind, claim.track, *details)].append(claim)
    groups = (_disagreeing(claims) for claims in asked.values())
    return tuple(tuple(sorted(group)) for group in groups if group)


def _range(claim: ClaimRecord, answer: str) -> tuple[Decimal, Decimal]:
    """What the number can mean: “at least 2 billion” does not contradict 2.5 billion."""
    number, mark = Decimal(claim.details[answer]), Mark(claim.details[_MARK[answer]])
    if mark is Mark.ABOUT:
        return number * (1 - ABOUT), number * (1 + ABOUT)
    return (Decimal(0) if mark is Mark.UP_TO else number, Decimal("Infinity") if mark is Mark.AT_LEAST else number)


def _answers(claim: ClaimRecord) -> bool:
    """Only what is asserted and stands; of the stages only those that happen once: deliveries may go on for years."""
    if claim.kind not in _QUESTION or not claim.stands or claim.is_negated or claim.modality is not Modality.ASSERTED:
        return False
    return claim.kind is not Kind.STAGE or Stage(claim.details["stage"]).is_a_moment


def _disagreeing(claims: list[ClaimRecord]) -> set[str]:
    return {claim.id for pair in combinations(claims, 2) if disagree(*pair) for claim in pair}


def disagree(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Two answers to one question whose ranges do not meet: numbers with their marks, or days."""
    answer = _ANSWER.get(one.kind)
    if answer:
        (least, most), (other_least, other_most) = _range(one, answer), _range(other, answer)
        return most < other_least or other_most < least
    return bool(one.day and other.day and not one.day.meets(other.day))
