"""The sums and quantities that a deal's claims say, each as its source says it: nothing is added or converted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from deals.record.questions import conflicts
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.questions import IS_IT_SO, QUESTIONS, Answer
from deals.vocabulary.stages import Instrument, Stage
from deals.vocabulary.terms import Basis, Commitment, Mark, Means, Measure, PaymentState, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.record.shape import ClaimRecord, Record


class Step(StrEnum):
    """In the order in which a bar shows them."""

    OFFERED = "offered"
    VALUED = "valued"
    CONTRACTED = "contracted"
    OPTION = "option"
    CEILING = "ceiling"
    FINANCED = "financed"
    DUE = "due"
    DELIVERED = "delivered"
    PAID = "paid"


NUMBERS = {question.asks for question in QUESTIONS if question.compares in {Answer.NUMBER, Answer.COUNT}} | {IS_IT_SO}
OF_MONEY = frozenset({Step.CONTRACTED, Step.FINANCED, Step.PAID})
"""What is told of a party's money: not what was estimated, offered or is due."""
_ORDERED = {Commitment.FIRM: Step.CONTRACTED, Commitment.OPTION: Step.OPTION, Commitment.CEILING: Step.CEILING}
NOT_THE_PRICE = {Purpose.PENALTY, Purpose.REFUND, Purpose.REPAYMENT}
_LENT = {Means.LOAN, Means.GRANT, Means.THIRD_PARTY}


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigure:
    """“Contracted: about 2.5 billion US dollars”, and the claims that say just this."""

    step: Step
    system: str
    """A weapon system's id; empty for money."""
    unit: str
    """The unit that the source counts in, or a currency."""
    number: Decimal
    mark: Mark
    is_level: bool
    """A total reached by a day, and not what came that day."""
    is_planned: bool
    is_disputed: bool
    claims: tuple[str, ...]


def figures(record: Record) -> tuple[ToldFigure, ...]:
    """Of claims that stand; what several say in the same words of the register is one figure."""
    if record.ending:
        return ()
    disputed = disputed_numbers(record)
    alike: dict[tuple[object, ...], list[ClaimRecord]] = defaultdict(list)
    for claim in record.claims:
        if claim.stands and not claim.is_negated and claim.modality is not Modality.DENIED:
            step = step_of_goods(claim) if "quantity" in claim.details else step_of_money(claim)
            if step and (step in OF_MONEY or "quantity" in claim.details) and _unit(claim):
                alike[step, claim.track, _happened(claim), *sorted(claim.details.items())].append(claim)
    return tuple(_figures(alike, disputed))


def contracted(record: Record) -> dict[str, ToldFigure]:
    """By currency, the largest sum that is told as contracted: sums are not added up, as one may hold the other."""
    sums = [told for told in figures(record) if told.step is Step.CONTRACTED and not told.system]
    return {told.unit: told for told in sorted(sums, key=lambda told: told.number)}


def disputed_numbers(record: Record) -> frozenset[str]:
    """Ids of the claims whose number, or whether it is so at all, others contradict, and nobody has chosen."""
    open_ones = (conflict for conflict in conflicts(record) if conflict.asks in NUMBERS and not conflict.is_decided)
    return frozenset(claim for conflict in open_ones for claim in conflict.claims)


def step_of_goods(claim: ClaimRecord) -> Step | None:
    if claim.kind is Kind.ORDER:
        is_so = claim.modality is Modality.ASSERTED
        return _ORDERED[Commitment(claim.details["commitment"])] if is_so else Step.OFFERED
    return Step.DELIVERED if claim.kind is Kind.DELIVERY and claim.modality is Modality.ASSERTED else None


def step_of_money(claim: ClaimRecord) -> Step | None:
    details, is_so = claim.details, claim.modality is Modality.ASSERTED
    if claim.kind is Kind.STAGE and is_so:
        is_loan = details.get("instrument") == Instrument.FINANCING and Stage(details["stage"]).is_signed
        return Step.FINANCED if is_loan else None
    if claim.kind is Kind.VALUATION:
        return _valued(Basis(details["basis"]), is_so=is_so)
    if claim.kind is not Kind.PAYMENT or details.get("purpose") in NOT_THE_PRICE:
        return None
    if is_so and details["payment_state"] in {PaymentState.PAID, PaymentState.RECEIVED}:
        return Step.PAID
    if details["payment_state"] in {PaymentState.WITHHELD, PaymentState.IN_ARREARS}:
        return None
    return Step.FINANCED if details.get("means") in _LENT else Step.DUE


def _valued(basis: Basis, *, is_so: bool) -> Step | None:
    if basis is Basis.CONTRACT:
        return Step.CONTRACTED if is_so else Step.OFFERED
    if basis is Basis.LOAN:
        return Step.FINANCED
    return Step.VALUED if basis in {Basis.BUDGET, Basis.ESTIMATE, Basis.NOTIFICATION_CEILING} else None


def _figures(alike: dict[tuple[object, ...], list[ClaimRecord]], disputed: frozenset[str]) -> Iterator[ToldFigure]:
    for (step, *_), claims in alike.items():
        claim = claims[0]
        is_goods = "quantity" in claim.details
        measure = claim.details.get("delivery_measure" if is_goods else "payment_measure")
        yield ToldFigure(
            step=Step(str(step)),
            system=claim.details["system"] if is_goods else "",
            unit=_unit(claim),
            number=Decimal(claim.details["quantity" if is_goods else "amount"]),
            mark=Mark(claim.details.get("quantity_mark" if is_goods else "amount_mark", Mark.EXACTLY)),
            is_level=measure == Measure.LEVEL,
            is_planned=claim.modality is not Modality.ASSERTED,
            is_disputed=any(told.id in disputed for told in claims),
            claims=tuple(told.id for told in claims),
        )


def _unit(claim: ClaimRecord) -> str:
    return claim.details.get("quantity_unit") or claim.details.get("currency", "")


def _happened(claim: ClaimRecord) -> str:
    return claim.day.text if claim.day else ""
