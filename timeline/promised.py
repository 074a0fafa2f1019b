"""What was promised against what is: a bar a unit and a bar a currency. Here alone facts are put together.

Different units are never set against each other, and no money is converted: see the decision record.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from deals.record.figures import Step, disputed_numbers, step_of_goods, step_of_money
from deals.record.restating import in_time
from deals.record.units import common_units
from deals.vocabulary.kinds import Kind, Modality, Rank
from deals.vocabulary.relations import Became
from deals.vocabulary.terms import Mark, Measure

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from deals.record.shape import ClaimRecord, Record
    from deals.record.units import Scale, Unit
    from timeline.entries import Entry

ALWAYS = {Kind.ORDER: (Step.OFFERED, Step.CONTRACTED, Step.DELIVERED),
          Kind.VALUATION: (Step.CONTRACTED, Step.FINANCED, Step.PAID)}  # fmt: skip
"""Steps that are told where no source has a figure for them: unknown is not zero."""
_DUE_NO_MORE = {Became.FULFILLED, Became.PLANNED_ANEW}
"""What became of an instalment that is not to be paid any more: the payment, or the newer plan, is told instead."""
_MARKS = (Mark.EXACTLY, Mark.ABOUT, Mark.AT_LEAST, Mark.UP_TO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What the facts of a line say together; `least` and `most` differ where they contradict each other."""

    least: Fraction
    most: Fraction
    mark: Mark
    is_disputed: bool
    is_share: bool = False
    """In per cent of the price, which no source gave as an amount."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """“Contracted: 2 to 4 battalions; sources disagree.” Without a figure: not published."""

    step: Step
    facts: tuple[Entry, ...]
    figure: Figure | None = None
    is_planned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """The lines of one unit of a system, or of one currency; they alone are measured against each other."""

    system: str
    """A weapon system's id; empty for money."""
    unit: str
    lines: tuple[Line, ...]

    @property
    def number_figures(self) -> int:
        return sum(1 for line in self.lines if line.figure)


def promised(record: Record, found: Iterable[Entry]) -> tuple[Bars, ...]:
    """Goods first, then money. None of what is negated, denied, deprecated or retracted."""
    counting = [entry for entry in found if not entry.is_struck]
    disputed = disputed_numbers(record)
    return (*_of_goods(counting, common_units(record.claims), disputed), *_of_money(counting, disputed))


# --- Goods ------------------------------------------------------------------------------------------------------------
def _of_goods(counting: Sequence[Entry], scales: dict[Unit, Scale], disputed: frozenset[str]) -> Iterator[Bars]:
    groups: dict[Unit, list[Entry]] = defaultdict(list)
    for entry in counting:
        if "quantity" in entry.claim.details:
            groups[scales.get(_unit(entry), (_unit(entry), Fraction(1)))[0]].append(entry)
    for group in groups.values():
        # In the smallest of the linked units, in which the numbers of the others are whole.
        unit = min(map(_unit, group), key=lambda each: (scales.get(each, (each, Fraction(1)))[1], each))
        lines = _sorted(_goods(group, unit, scales, disputed), ALWAYS[Kind.ORDER])
        if any(line.figure for line in lines):
            yield Bars(system=unit[0], unit=unit[1], lines=lines)


def _goods(group: list[Entry], unit: Unit, scales: dict[Unit, Scale], disputed: frozenset[str]) -> Iterator[Line]:
    def number(claim: ClaimRecord) -> Fraction:
        here = claim.details["system"], claim.details["quantity_unit"]
        each = scales[here][1] / scales[unit][1] if here in scales else Fraction(1)
        return Fraction(claim.details["quantity"]) * each

    ordered: dict[tuple[Step, str], list[Entry]] = defaultdict(list)
    arrived: list[Entry] = []
    for entry in group:
        step = step_of_goods(entry.claim)
        if step is Step.DELIVERED:
            arrived.append(entry)
        elif step:
            ordered[step, entry.claim.track].append(entry)
    for (step, _), facts in ordered.items():
        yield _agreed(step, facts, number, "quantity_mark", disputed)
    if arrived:
        yield _reached(Step.DELIVERED, arrived, number, ("delivery_measure", "quantity_mark"), disputed)


def _unit(entry: Entry) -> Unit:
    return entry.claim.details["system"], entry.claim.details["quantity_unit"]


# --- Money ------------------------------------------------------------------------------------------------------------
def _of_money(counting: Sequence[Entry], disputed: frozenset[str]) -> Iterator[Bars]:
    found = ((step_of_money(entry.claim), entry) for entry in counting)
    told = [(step, entry) for step, entry in found if step and not (step is Step.DUE and _is_due_no_more(entry))]
    currencies = list(dict.fromkeys(e.claim.details["currency"] for _, e in told if "currency" in e.claim.details))
    prices = {e.claim.details["currency"] for step, e in told if step is Step.CONTRACTED}
    # What has no amount is of the one currency that there is; of several, it is of none.
    alone = next(iter(prices)) if len(prices) == 1 else currencies[0] if len(currencies) == 1 else ""
    for currency in currencies or [""]:
        here = [(s, e) for s, e in told if e.claim.details.get("currency", alone) == currency]
        lines = _sorted(_money(here, disputed), ALWAYS[Kind.VALUATION])
        if here and any(line.facts for line in lines):
            yield Bars(system="", unit=currency, lines=lines)


def _is_due_no_more(entry: Entry) -> bool:
    return any(link.became in _DUE_NO_MORE for claim in (entry.claim, *entry.restatements) for link in claim.sequels)


def _money(here: list[tuple[Step, Entry]], disputed: frozenset[str]) -> Iterator[Line]:
    groups: dict[tuple[Step, tuple[str, ...]], list[Entry]] = defaultdict(list)
    for step, entry in here:
        groups[step, _kept_apart(step, entry.claim)].append(entry)
    for (step, _), facts in groups.items():
        shares = [e for e in facts if "amount" not in e.claim.details and "share_percent" in e.claim.details]
        amounts = [e for e in facts if "amount" in e.claim.details]
        column = "amount" if amounts else "share_percent"

        def number(claim: ClaimRecord, column: str = column) -> Fraction:
            return Fraction(claim.details[column])

        told = amounts or shares
        marks = "amount_mark" if amounts else ""
        made = (
            Line(step=step, facts=tuple(facts)) if not told
            else _reached(step, told, number, ("payment_measure", marks), disputed, is_share=not amounts)
            if step in {Step.PAID, Step.FINANCED} else _agreed(step, told, number, marks, disputed,
                                                               is_share=not amounts)
        )  # fmt: skip
        yield Line(step=made.step, facts=_with(made.facts, facts), figure=made.figure, is_planned=made.is_planned)


def _kept_apart(step: Step, claim: ClaimRecord) -> tuple[str, ...]:
    """What is never one figure: a price with training and one without, two payments that are due."""
    if claim.kind is Kind.VALUATION:
        return tuple(claim.details.get(column, "") for column in ("basis", "includes", "price_year", "tax"))
    return (claim.id,) if step is Step.DUE else ()


def _with(facts: tuple[Entry, ...], others: list[Entry]) -> tuple[Entry, ...]:
    """The facts of a figure, and those of its line that have none."""
    silent = [e for e in others if "amount" not in e.claim.details and "share_percent" not in e.claim.details]
    told = {entry.id for entry in facts}
    return (*facts, *(entry for entry in silent if entry.id not in told))


# --- One figure of several facts --------------------------------------------------------------------------------------
def _agreed(
    step: Step, facts: list[Entry], number: Callable[[ClaimRecord], Fraction], marks: str, disputed: frozenset[str],
    *, is_share: bool = False,
) -> Line:  # fmt: skip
    """Facts that answer one question: the most exact of them, or the range where they exclude each other."""
    chosen = [entry for entry in facts if entry.claim.rank is Rank.PREFERRED] or facts
    exact = min(chosen, key=lambda entry: _exactness(entry.claim, number, marks))
    numbers = [number(entry.claim) for entry in chosen if entry.id in disputed]
    one = number(exact.claim)
    is_disputed = bool(numbers)
    figure = Figure(
        least=min([*numbers, one] if is_disputed else [one]),
        most=max([*numbers, one] if is_disputed else [one]),
        mark=Mark.EXACTLY if is_disputed and len(numbers) > 1 else _mark(exact.claim, marks),
        is_disputed=is_disputed,
        is_share=is_share,
    )
    is_planned = all(entry.claim.modality is not Modality.ASSERTED for entry in chosen)
    facts = sorted(_in_time(chosen), key=lambda entry: number(entry.claim)) if is_disputed else list(_in_time(chosen))
    return Line(step=step, facts=tuple(facts), figure=figure, is_planned=is_planned)


def _reached(
    step: Step, facts: list[Entry], number: Callable[[ClaimRecord], Fraction], columns: tuple[str, str],
    disputed: frozenset[str], *, is_share: bool = False,
) -> Line:  # fmt: skip
    """The latest level, or else what came in all: a level holds what came before it, so they are never added."""
    measure, marks = columns
    levels = [entry for entry in facts if entry.claim.details.get(measure) == Measure.LEVEL]
    if levels:
        latest = max(levels, key=lambda entry: in_time(entry.claim)[1::-1])
        same = [e for e in levels if e is latest or (e.day and latest.day and e.day.meets(latest.day))]
        return _agreed(step, same, number, marks, disputed, is_share=is_share)
    if len(facts) == 1:
        return _agreed(step, facts, number, marks, disputed, is_share=is_share)
    total = sum((number(entry.claim) for entry in facts), Fraction(0))
    mark = max((_mark(entry.claim, marks) for entry in facts), key=_MARKS.index)
    is_disputed = any(entry.id in disputed for entry in facts)
    figure = Figure(least=total, most=total, mark=mark, is_disputed=is_disputed, is_share=is_share)
    return Line(step=step, facts=_in_time(facts), figure=figure)


def _exactness(claim: ClaimRecord, number: Callable[[ClaimRecord], Fraction], marks: str) -> tuple[int, Fraction, str]:
    """“2.5 billion” says more than “over 2 billion”, and “over 2.2 billion” more than that."""
    mark = _mark(claim, marks)
    return _MARKS.index(mark), -number(claim) if mark is Mark.AT_LEAST else number(claim), claim.id


def _mark(claim: ClaimRecord, column: str) -> Mark:
    return Mark(claim.details.get(column, Mark.EXACTLY))


def _in_time(facts: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(facts, key=lambda entry: in_time(entry.claim)))


def _sorted(lines: Iterable[Line], always: tuple[Step, ...]) -> tuple[Line, ...]:
    """In the order of the steps; with those of which nothing is published."""
    told = list(lines)
    missing = [Line(step=step, facts=()) for step in always if all(line.step is not step for line in told)]
    return tuple(sorted([*told, *missing], key=lambda line: list(Step).index(line.step)))
