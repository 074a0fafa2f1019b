"""Whether a record says that a plan came about: by a link, by a stage reached, by what arrived or was paid since.

Where it may have, it has: what is listed as overdue must have no outcome in the record.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from deals.record.figures import NOT_THE_PRICE
from deals.record.restating import contradictions_of, in_time, told_together
from deals.record.standing import steps
from deals.record.units import common_units
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.relations import Became
from deals.vocabulary.stages import Instrument, Phase, Stage
from deals.vocabulary.terms import Commitment, Measure, PaymentState

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from deals.record.promises import Promise
    from deals.record.shape import ClaimRecord, Record
    from deals.vocabulary.dates import PartialDate

_PAID = frozenset({PaymentState.PAID, PaymentState.RECEIVED})
_MEASURES = {Kind.DELIVERY: "delivery_measure", Kind.PAYMENT: "payment_measure"}


class Outcomes:
    """Of one record, read once for all its plans."""

    def __init__(self, record: Record) -> None:
        self._record, self._scales = record, common_units(record.claims)
        self._happened: dict[tuple[Kind, str], list[ClaimRecord]] = defaultdict(list)
        for claim, *_ in told_together(record, contradictions_of(record)):
            if claim.stands and claim.modality is Modality.ASSERTED and not claim.is_negated:
                self._happened[claim.kind, claim.track].append(claim)

    def came_about(self, plan: Promise, plans: Sequence[Promise]) -> bool:
        """`plans`: all of its kind and track, of one thing what was said last."""
        if any(self._is_told(claim) for claim in (plan.claim, *plan.again)):
            return True
        came = [claim for claim in self._happened[plan.claim.kind, plan.claim.track] if _is_of_its_sort(claim, plan)]
        if plan.claim.kind is Kind.STAGE:
            return any(_is_since(claim.day, plan.said) for claim in came) or self._is_passed(plan)
        if plan.claim.kind is Kind.ORDER:
            return any(_is_since(claim.day, plan.said) for claim in came)
        return self._is_all_there(plan, came) or self._is_covered(plan, came, plans)

    def _is_told(self, claim: ClaimRecord) -> bool:
        """By a link to what became of it, or to the newer plan; not to what is retracted, or tells of a part only."""
        linked = (link.claim for link in claim.sequels if link.became is not Became.PARTLY_FULFILLED)
        known = self._record.by_id
        return any(claim_id not in known or known[claim_id].stands for claim_id in linked)

    def _is_passed(self, plan: Promise) -> bool:
        """Its track has come to a later stage since. A loan or a licence is signed beside that."""
        instrument = Instrument(plan.claim.details.get("instrument", Instrument.UNKNOWN))
        wanted = Stage(plan.claim.details["stage"])
        return instrument.moves_main_track and self._has_come_to(plan, {s for s in Stage if _is_later(s, wanted)})

    def _has_come_to(self, plan: Promise, stages: Collection[Stage]) -> bool:
        taken = steps(self._record, plan.claim.track)
        return any(step.stage in stages and _is_since(step.since, plan.said) for step in taken)

    def _is_all_there(self, plan: Promise, came: Sequence[ClaimRecord]) -> bool:
        """Its track's deliveries are completed, or as much has arrived as was firmly ordered."""
        if plan.claim.kind is not Kind.DELIVERY:
            return False
        orders = self._happened[Kind.ORDER, plan.claim.track]
        firm = [claim for claim in orders if claim.details["commitment"] == Commitment.FIRM]
        arrived, ordered = self._numbers(came), self._numbers(c for c in firm if _is_of_its_sort(c, plan))
        return self._has_come_to(plan, {Stage.DELIVERED, Stage.IN_SERVICE}) or any(
            unit in arrived and _in_all(arrived[unit]) >= max(number for _, number in found)
            for unit, found in ordered.items()
        )

    def _is_covered(self, plan: Promise, came: Sequence[ClaimRecord], plans: Sequence[Promise]) -> bool:
        """What came since the plan was said is as much as was planned, with all that was to come before it.

        A planned level is reached by a level, or by all that came. What came without a number may be just this.
        """
        unit, number = self._number(plan.claim)
        silent = [claim for claim in came if not self._number(claim)[0]] if number else came
        if not _is_level(plan.claim) and any(_may_be(claim, plan) for claim in silent):
            return True
        found = self._numbers(came).get(unit, [])
        if not number or _is_level(plan.claim):
            return bool(number and found) and _in_all(found) >= number
        earlier = [(claim, told) for claim, told in found if not _is_since(claim.day, plan.said)]
        before = (self._number(one.claim) for one in plans if _is_to_come_before(one, plan))
        return _in_all(found) - _in_all(earlier) >= sum(told for own, told in before if own == unit)

    def _numbers(self, claims: Iterable[ClaimRecord]) -> dict[str, list[tuple[ClaimRecord, Fraction]]]:
        """By unit or currency, without those that say no number."""
        found: dict[str, list[tuple[ClaimRecord, Fraction]]] = defaultdict(list)
        for claim in claims:
            unit, number = self._number(claim)
            if unit:
                found[unit].append((claim, number))
        return found

    def _number(self, claim: ClaimRecord) -> tuple[str, Fraction]:
        """Of a quantity in the unit that stands for all that are linked to it; without a unit where it says none."""
        details = claim.details
        if "quantity" in details:
            unit = details["system"], details["quantity_unit"]
            root, each = self._scales.get(unit, (unit, Fraction(1)))
            return ":".join(root), Fraction(details["quantity"]) * each
        if "amount" in details:
            return details["currency"], Fraction(details["amount"])
        return ("%", Fraction(details["share_percent"])) if "share_percent" in details else ("", Fraction(0))


def _is_of_its_sort(claim: ClaimRecord, plan: Promise) -> bool:
    """The same stage; the price, or the same penalty or refund; the same weapon system where both name one."""
    told, planned = claim.details, plan.claim.details
    if claim.kind is Kind.STAGE:
        return all(told.get(column) == planned.get(column) for column in ("stage", "instrument"))
    if claim.kind is Kind.PAYMENT:
        purposes = told.get("purpose"), planned.get("purpose")
        is_the_price = not any(purpose in NOT_THE_PRICE for purpose in purposes)
        return told["payment_state"] in _PAID and (is_the_price or purposes[0] == purposes[1])
    return "system" not in told or planned.get("system") in {None, told["system"]}


def _is_later(stage: Stage, wanted: Stage) -> bool:
    """Of a later phase; from the contract on the steps of one phase follow each other too."""
    if Phase.OFF_LADDER in {stage.phase, wanted.phase} or stage.phase.rung < wanted.phase.rung:
        return False
    is_ordered = wanted.phase.rung >= Phase.CONTRACTED.rung
    return stage.phase is not wanted.phase or (is_ordered and list(Stage).index(stage) > list(Stage).index(wanted))


def _may_be(claim: ClaimRecord, plan: Promise) -> bool:
    purpose = claim.details.get("purpose")
    return _is_since(claim.day, plan.said) and purpose in {None, plan.claim.details.get("purpose")}


def _is_to_come_before(other: Promise, plan: Promise) -> bool:
    """By the same day at the latest, as said in a plan that is not older. A level is no further part."""
    return other.due_by <= plan.due_by and _is_since(other.said, plan.said) and not _is_level(other.claim)


def _is_level(claim: ClaimRecord) -> bool:
    return claim.details.get(_MEASURES.get(claim.kind, "")) == Measure.LEVEL


def _in_all(found: Iterable[tuple[ClaimRecord, Fraction]]) -> Fraction:
    """The latest level, or else the sum: a level holds what came before it."""
    told = list(found)
    levels = [(claim, number) for claim, number in told if _is_level(claim)]
    if levels:
        return max(levels, key=lambda level: in_time(level[0])[1::-1])[1]
    return sum((number for _, number in told), Fraction(0))


def _is_since(day: PartialDate | None, said: PartialDate) -> bool:
    """Not surely before it was said; what has no day may be since then."""
    return not (day and day.last and said.first and day.last < said.first)
