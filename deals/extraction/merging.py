"""One candidate a fact: restatements fold into the one that says it best, and a threat swallows its own words."""

from collections.abc import Iterable
from dataclasses import replace

from deals.extraction.candidate import Candidate


def merged(found: Iterable[tuple[Candidate, bool]]) -> tuple[Candidate, ...]:
    """Candidates in the order of their passages; each comes with whether its sentence is direct speech."""
    rows = sorted(found, key=lambda row: _strength(*row), reverse=True)
    kept: list[Candidate] = []
    for candidate, _ in rows:
        if not any(_is_told_by(candidate, other) for other in kept):
            kept.append(candidate)
    return tuple(sorted(kept, key=lambda candidate: (candidate.start, candidate.end, candidate.kind)))


def _strength(candidate: Candidate, is_quoted: bool) -> tuple[bool, bool, bool, bool, int]:  # noqa: FBT001 - a pair's second half
    """Direct speech before report, a named speaker before none, a date told before none, the earlier first."""
    return (
        candidate.kind == "statement",
        is_quoted,
        bool(candidate.speaker),
        candidate.phrase is not None,
        -candidate.start,
    )


def _is_told_by(candidate: Candidate, other: Candidate) -> bool:
    if other.kind == "statement" and candidate.kind not in {"statement", "value", "order"}:
        return other.start <= candidate.start and candidate.end <= other.end
    if candidate.kind != other.kind:
        return False
    return _SAME[candidate.kind](candidate, other)


def _same_stage(one: Candidate, other: Candidate) -> bool:
    same = (one.stage, one.track) == (other.stage, other.track) and one.modality == other.modality
    return same and _dates_agree(one, other)


def _same_statement(one: Candidate, other: Candidate) -> bool:
    return (one.act, one.speaker, one.actor) == (other.act, other.speaker, other.actor)


def _same_money(one: Candidate, other: Candidate) -> bool:
    if one.amount is not None or other.amount is not None:
        return (one.amount, one.currency) == (other.amount, other.currency)
    return (one.nature, one.modality) == (other.nature, other.modality) and _dates_agree(one, other)


def _same_value(one: Candidate, other: Candidate) -> bool:
    return (one.amount, one.currency) == (other.amount, other.currency)


def _same_order(one: Candidate, other: Candidate) -> bool:
    return one.quantity == other.quantity and (one.item == other.item or not one.item or not other.item)


def _same_delivery(one: Candidate, other: Candidate) -> bool:
    overlap = one.start < other.end and other.start < one.end
    same = (one.date, one.quantity, one.modality) == (other.date, other.quantity, other.modality)
    return overlap or (same and one.date is not None)


def _dates_agree(one: Candidate, other: Candidate) -> bool:
    """Neither tells a day of its own, or both tell days that can be one."""
    if one.phrase is None or other.phrase is None:
        return True
    if not one.date or not other.date:
        return one.phrase == other.phrase
    return one.date.startswith(other.date) or other.date.startswith(one.date)


_SAME = {
    "stage": _same_stage,
    "statement": _same_statement,
    "payment": _same_money,
    "value": _same_value,
    "order": _same_order,
    "delivery": _same_delivery,
}


def with_item(candidates: Iterable[Candidate], system: str | None) -> tuple[Candidate, ...]:
    """The deal's only system is what an order, delivery or value without a name is about."""
    return tuple(
        replace(c, item=system) if c.item is None and system and c.kind in {"order", "delivery", "value"} else c
        for c in candidates
    )
