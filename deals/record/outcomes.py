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
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from deals.record.promises import Promise
    from deals.record.shape import ClaimRecord, Record
    from deals.record.standing import Step
    from deals.record.units import Scale, Unit
    from deals.vocabulary.dates import PartialDate

_PAID = frozenset({PaymentState.PAID, PaymentState.RECEIVED})
_MEASURES = {Kind.DELIVERY: "delivery_measure", Kind.PAYMENT: "payment_measure"}


class Outcomes:
    """Of one record, read once for all its plans."""

    def __init__(self, record: Record) -> None:
        self._record, self._scales = record, common_units(record.claims)
        self._happened: dict[tuple[Kind, str], list[ClaimRecord]] = defaultdict(list)
        self._is_of: dict[str, set[str]] = {}
        """By what came the ids of the plans that are linked to it."""
        self._told: dict[str, tuple[str, Fraction]] = {}
        self._taken: dict[str, tuple[Step, ...]] = {}
        for claim, *again in told_together(record, contradictions_of(record)):
            if claim.stands and claim.modality is Modality.ASSERTED and not claim.is_negated:
                self._happened[claim.kind, claim.track].append(claim)
                linked = (plan for one in (claim, *again) for plan in record.plans.get(one.id, ()))
                self._is_of[claim.id] = {plan.id for plan in linked if plan.stands and plan.kind is claim.kind}

    def is_told(self, plan: Promise) -> bool:
        """By a link to what became of it, or to the newer plan; not to what is retracted, or tells of a part only."""
        known = self._record.by_id
        links = (link for claim in (plan.claim, *plan.again) for link in claim.sequels)
        whole = (link.claim for link in links if link.became is not Became.PARTLY_FULFILLED)
        return any(claim not in known or known[claim].stands for claim in whole)

    def came_about(self, plan: Promise, plans: Sequence[Promise]) -> bool:
        """Where no link tells it. `plans`: all of its kind and track of which none does."""
        came = [claim for claim in self._happened[plan.claim.kind, plan.claim.track] if _is_of_its_sort(claim, plan)]
        if plan.claim.kind in {Kind.STAGE, Kind.ORDER}:
            return any(_is_since(claim.day, plan.said) for claim in came) or self._is_passed(plan)
        if self._is_all_there(plan, came):
            return True
        return self._is_level_reached(plan, came) if _is_level(plan.claim) else self._is_covered(plan, came, plans)

    def _is_passed(self, plan: Promise) -> bool:
        """Its track has come to a later stage since. A loan or a licence is signed beside that."""
        if plan.claim.kind is not Kind.STAGE:
            return False
        instrument = Instrument(plan.claim.details.get("instrument", Instrument.UNKNOWN))
        wanted = Stage(plan.claim.details["stage"])
        return instrument.moves_main_track and self._has_come_to(plan, {s for s in Stage if _is_later(s, wanted)})

    def _has_come_to(self, plan: Promise, stages: Collection[Stage]) -> bool:
        track = plan.claim.track
        if track not in self._taken:
            self._taken[track] = steps(self._record, track)
        return any(step.stage in stages and _is_since(step.since, plan.said) for step in self._taken[track])

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

    def _is_level_reached(self, plan: Promise, came: Sequence[ClaimRecord]) -> bool:
        """By a level, or by all that came."""
        unit, number = self._number(plan.claim)
        found = self._numbers(came).get(unit, [])
        return bool(number and found) and _in_all(found) >= number

    def _is_covered(self, plan: Promise, came: Sequence[ClaimRecord], plans: Sequence[Promise]) -> bool:
        """What came since the plan was said is as much as was planned, with all that was to come before it.

        What is linked to another plan is that one's. What came without a number may be just this.
        """
        unit, number = self._number(plan.claim)
        free = [claim for claim in came if self._may_be_of(claim, plan)]
        silent = [claim for claim in free if not self._number(claim)[0]] if number else free
        if any(_may_be(claim, plan) for claim in silent):
            return True
        found = self._numbers(free).get(unit, [])
        if not number or not found:
            return False
        earlier = [(claim, told) for claim, told in found if not _is_since(claim.day, plan.said)]
        before = (self._number(one.claim) for one in plans if _is_to_come_before(one, plan))
        return _in_all(found) - _in_all(earlier) >= sum(told for own, told in before if own == unit)

    def _may_be_of(self, claim: ClaimRecord, plan: Promise) -> bool:
        """A level is of all plans."""
        linked = self._is_of[claim.id]
        return not linked or _is_level(claim) or not linked.isdisjoint({plan.claim.id, *(c.id for c in plan.again)})

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
        if claim.id not in self._told:
            self._told[claim.id] = _numbered(claim, self._scales)
        return self._told[claim.id]


def _numbered(claim: ClaimRecord, scales: Mapping[Unit, Scale]) -> tuple[str, Fraction]:
    details = claim.details
    if "quantity" in details:
        unit = details["system"], details["quantity_unit"]
        root, each = scales.get(unit, (unit, Fraction(1)))
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
        return told["payment_state"] in _PAID and _is_for_the_same(claim, plan.claim)
    return "system" not in told or planned.get("system") in {None, told["system"]}


def _is_for_the_same(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Both for the price, or both for one thing beside it."""
    purposes = one.details.get("purpose"), other.details.get("purpose")
    return purposes[0] == purposes[1] or not any(purpose in NOT_THE_PRICE for purpose in purposes)


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
    is_part = not _is_level(other.claim) and _is_for_the_same(other.claim, plan.claim)
    return is_part and other.due_by <= plan.due_by and _is_since(other.said, plan.said)


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
