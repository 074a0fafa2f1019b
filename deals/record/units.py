"""Units that a cited equivalence links: “four batteries, that is two battalions”. No other two are compared."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from deals.vocabulary.kinds import Modality

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.record.shape import ClaimRecord

Unit = tuple[str, str]
"""A weapon system's id and the unit that it is counted in."""
Scale = tuple[Unit, Fraction]
"""A unit that stands for all that are linked, and how many of it one is."""


def common_units(claims: Iterable[ClaimRecord]) -> dict[Unit, Scale]:
    """For each linked unit, the unit that stands for its group: the first by name, whatever the order of the claims.

    Exact, as fractions: a third of a regiment is a third. Where links contradict each other, the first by the claim's
    id decides; the contradiction shows as one of the claims.
    """
    links = defaultdict(list)
    for claim in sorted(filter(_links, claims), key=lambda claim: claim.id):
        here, there, each = _link(claim)
        links[here].append((there, each))
        links[there].append((here, 1 / each))
    scales: dict[Unit, Scale] = {}
    for root in sorted(links):
        if root not in scales:
            scales |= {unit: (root, factor) for unit, factor in _reached(root, links).items()}
    return scales


def _links(claim: ClaimRecord) -> bool:
    is_so = claim.stands and claim.modality is Modality.ASSERTED and not claim.is_negated
    return is_so and "equal_unit" in claim.details


def _link(claim: ClaimRecord) -> tuple[Unit, Unit, Fraction]:
    """Both units, and how many of the second are one of the first."""
    told = claim.details
    each = Fraction(told["equal_quantity"]) / Fraction(told["quantity"])
    return (told["system"], told["quantity_unit"]), (told["system"], told["equal_unit"]), each


def _reached(root: Unit, links: dict[Unit, list[tuple[Unit, Fraction]]]) -> dict[Unit, Fraction]:
    """How many of `root` one of each unit is that its links lead to."""
    found = {root: Fraction(1)}
    waiting: list[Unit] = [root]
    for here in waiting:
        for there, each in links[here]:
            if there not in found:
                found[there] = found[here] / each
                waiting.append(there)
    return found
