"""What is planned for a day: which plans are of one thing, when each was said, and which of them are still open."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from deals.record.known import known_since
from deals.record.outcomes import Outcomes
from deals.record.restating import in_time
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.terms import PaymentState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.record.shape import ClaimRecord, Record

AHEAD = frozenset({Modality.PLANNED, Modality.POSSIBLE})
FORECAST = frozenset({Kind.STAGE, Kind.DELIVERY, Kind.PAYMENT, Kind.ORDER})
_PROMISED_PAYMENTS = frozenset({PaymentState.DUE, PaymentState.PAID, PaymentState.RECEIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """“Said in February 2026: the last aircraft is to come in 2027.”"""

    claim: ClaimRecord
    said: PartialDate
    promised: PartialDate
    due_by: date
    """The last day that it can mean."""
    again: tuple[ClaimRecord, ...] = ()
    """Further claims that say the same."""


def outstanding(record: Record) -> tuple[Promise, ...]:
    """Of which no claim says that they came about; of one thing what was said last. By their last possible days."""
    if record.ending:
        return ()
    plans, outcomes = _said_last(record), Outcomes(record)
    alike: dict[tuple[Kind, str], list[Promise]] = defaultdict(list)
    plans = tuple(plan for plan in plans if not outcomes.is_told(plan))
    for plan in plans:
        alike[plan.claim.kind, plan.claim.track].append(plan)
    return tuple(plan for plan in plans if not outcomes.came_about(plan, alike[plan.claim.kind, plan.claim.track]))


def thing(record: Record, claim: ClaimRecord) -> object:
    """The id of the claim that it came to, through plans made anew; without one, what it says but for its date."""
    by_id, seen = record.by_id, [claim]
    while seen[-1].sequels and len(seen) <= len(by_id):
        after = next((by_id[link.claim] for link in seen[-1].sequels if link.claim in by_id), None)
        if after is None or after in seen:
            break
        seen.append(after)
    last = seen[-1]
    if last.modality not in AHEAD:
        return last.id
    return last.kind, last.track, *sorted(last.details.items())


def said_on(record: Record, claim: ClaimRecord) -> PartialDate | None:
    """The day it was announced, else the earliest on which a speaker said it, else since when it is known."""
    if claim.announced:
        return claim.announced
    days = [citation.origin.said for citation in claim.supporting if citation.origin.said]
    if days:
        return min(days, key=lambda day: day.first or day.last or date.max)
    known = known_since(record, claim)
    return PartialDate.parse(known.isoformat()) if known else None


def _said_last(record: Record) -> tuple[Promise, ...]:
    found: dict[object, list[Promise]] = defaultdict(list)
    for claim in sorted(record.claims, key=in_time):
        plan = _promise(record, claim) if _is_promised(claim) else None
        if plan:
            found[thing(record, claim)].append(plan)
    kept = [plan for plans in found.values() for plan in _told_once(_latest(plans))]
    return tuple(sorted(kept, key=lambda plan: (plan.due_by, plan.claim.id)))


def _is_promised(claim: ClaimRecord) -> bool:
    if claim.kind not in FORECAST or not claim.stands or claim.is_negated:
        return False
    if claim.kind is not Kind.PAYMENT:
        return claim.modality is Modality.PLANNED
    state = PaymentState(claim.details["payment_state"])
    is_due = claim.modality is Modality.ASSERTED and state is PaymentState.DUE
    return is_due or (claim.modality is Modality.PLANNED and state in _PROMISED_PAYMENTS)


def _promise(record: Record, claim: ClaimRecord) -> Promise | None:
    """None where its day has no end, and where it is the day on which it was said: that promises nothing for a day."""
    said, promised = said_on(record, claim), claim.happened
    if said is None or promised is None or promised.last is None or promised.last <= _by(said):
        return None
    return Promise(claim=claim, said=said, promised=promised, due_by=promised.last)


def _latest(plans: list[Promise]) -> list[Promise]:
    newest = max(_by(plan.said) for plan in plans)
    return [plan for plan in plans if _by(plan.said) == newest]


def _told_once(plans: Iterable[Promise]) -> list[Promise]:
    """Two plans whose days meet say one thing; of two whose days do not, each is one: two instalments."""
    told: list[Promise] = []
    for plan in plans:
        same = next((number for number, one in enumerate(told) if one.promised.meets(plan.promised)), None)
        if same is None:
            told.append(plan)
        else:
            told[same] = _with(told[same], plan.claim)
    return told


def _with(plan: Promise, again: ClaimRecord) -> Promise:
    return Promise(
        claim=plan.claim, said=plan.said, promised=plan.promised, due_by=plan.due_by, again=(*plan.again, again)
    )


def _by(day: PartialDate) -> date:
    """The last day that it can mean; of an interval without an end its first."""
    return day.last or day.first or date.min
