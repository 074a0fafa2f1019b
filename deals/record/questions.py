"""Claims that answer the same question and disagree. They stay side by side; nothing here chooses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations, product
from typing import TYPE_CHECKING

from deals.record.units import common_units
from deals.vocabulary.kinds import Modality, Rank
from deals.vocabulary.questions import IS_IT_SO, QUESTIONS, Answer, Question
from deals.vocabulary.terms import Mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from deals.record.shape import ClaimRecord, Record
    from deals.record.units import Scale, Unit

    Range = tuple[Fraction, Fraction | None]
    Scales = dict[Unit, Scale]

ABOUT = Fraction(1, 20)
"""How far “about” reaches: a twentieth up or down."""
_REASONED = frozenset({"step_back_reason"})
"""Columns that hold our reason, not what the source says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """“On which day?”, and the claims that answer it differently, in the order of their ids."""

    asks: str
    claims: tuple[str, ...]
    is_decided: bool
    """One of them is preferred, with a reason. The others stay beside it."""


def conflicts(record: Record) -> tuple[Conflict, ...]:
    return conflicts_among(record.claims)


def conflicts_among(claims: Sequence[ClaimRecord]) -> tuple[Conflict, ...]:
    """What they disagree about; retracted and deprecated claims are left out. In the table's order."""
    scales = common_units(claims)
    standing = [claim for claim in claims if claim.stands]
    found = [*_by_question(standing, scales), *_by_denial(standing)]
    return tuple(_conflict(asks, claims) for asks, claims in found)


def _conflict(asks: str, claims: Iterable[ClaimRecord]) -> Conflict:
    group = sorted(claims, key=lambda claim: claim.id)
    return Conflict(
        asks=asks,
        claims=tuple(claim.id for claim in group),
        is_decided=any(claim.rank is Rank.PREFERRED for claim in group),
    )


def _by_question(standing: list[ClaimRecord], scales: Scales) -> Iterator[tuple[str, list[ClaimRecord]]]:
    asserted = [claim for claim in standing if claim.modality is Modality.ASSERTED and not claim.is_negated]
    for question in QUESTIONS:
        asked: dict[tuple[str, ...], list[ClaimRecord]] = defaultdict(list)
        for claim in asserted:
            if answers(claim, question):
                asked[(claim.track, *_question_of(claim, question, scales))].append(claim)
        # By what is asked, so that the order of the record's claims does not matter.
        for _, claims in sorted(asked.items()):
            pairs = (pair for pair in combinations(claims, 2) if disagree(*pair, question, scales))
            group = {claim.id: claim for pair in pairs for claim in pair}
            if group:
                yield question.asks, list(group.values())


def _by_denial(standing: list[ClaimRecord]) -> Iterator[tuple[str, list[ClaimRecord]]]:
    """Of claims with the same details: one says that it is so, another that it is not, of days that meet.

    A denial before the event does not deny it: “not signed yet” in August leaves a signature in September alone.
    """
    so: dict[tuple[str, ...], list[ClaimRecord]] = defaultdict(list)
    not_so: dict[tuple[str, ...], list[ClaimRecord]] = defaultdict(list)
    for claim in standing:
        if claim.modality in {Modality.ASSERTED, Modality.DENIED}:
            (so if _is_so(claim) else not_so)[(claim.kind, claim.track, *sorted(_said(claim)))].append(claim)
    for same in sorted(so.keys() & not_so.keys()):
        pairs = (pair for pair in product(so[same], not_so[same]) if _meet(*pair))
        group = {claim.id: claim for pair in pairs for claim in pair}
        if group:
            yield IS_IT_SO, list(group.values())


def answers(claim: ClaimRecord, question: Question) -> bool:
    """Whether the claim says what is asked. What it leaves open answers nothing."""
    if claim.kind is not question.kind:
        return False
    if question.compares is Answer.DAY and not claim.day:
        return False
    is_asked = all(claim.details.get(column, "") in words for column, words in question.only)
    return is_asked and (question.compares is Answer.DAY or question.answer in claim.details)


def disagree(one: ClaimRecord, other: ClaimRecord, question: Question, scales: Scales) -> bool:
    """Whether two answers to one question exclude each other."""
    if question.is_of_one_time and not _meet(one, other):
        return False
    if question.compares is Answer.DAY:
        return not _meet(one, other)
    if question.compares is Answer.WORD:
        return one.details[question.answer] != other.details[question.answer]
    (least, most), (other_least, other_most) = _range(one, question, scales), _range(other, question, scales)
    return (most is not None and most < other_least) or (other_most is not None and other_most < least)


def _is_so(claim: ClaimRecord) -> bool:
    return claim.modality is Modality.ASSERTED and not claim.is_negated


def _said(claim: ClaimRecord) -> set[str]:
    return {f"{column}={value}" for column, value in claim.details.items() if column not in _REASONED}


def _meet(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Whether both can mean the same day; one without a day says nothing of a time of its own."""
    return bool(one.day and other.day and one.day.meets(other.day))


def _question_of(claim: ClaimRecord, question: Question, scales: Scales) -> tuple[str, ...]:
    """What two claims have to have in common to answer one question; for a count its unit, or what stands for it."""
    same = tuple(claim.details.get(column, "") for column in question.same)
    if question.compares is not Answer.COUNT:
        return same
    unit = claim.details["system"], claim.details["quantity_unit"]
    return (*same, scales[unit][0][1] if unit in scales else unit[1])


def _range(claim: ClaimRecord, question: Question, scales: Scales) -> Range:
    """What the number can mean: “at least 2 billion” does not contradict 2.5 billion. None is without a limit."""
    number, mark = Fraction(claim.details[question.answer]), Mark(claim.details[question.mark])
    if question.compares is Answer.COUNT:
        unit = claim.details["system"], claim.details["quantity_unit"]
        number *= scales[unit][1] if unit in scales else 1
    if mark is Mark.ABOUT:
        return number * (1 - ABOUT), number * (1 + ABOUT)
    return (Fraction(0) if mark is Mark.UP_TO else number, None if mark is Mark.AT_LEAST else number)
