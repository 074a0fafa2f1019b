"""The largest figures of a subject, each with its deal: money of a party, quantities of a weapon system."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connections

from deals.queries.published import PUBLIC
from deals.record.figures import Step
from deals.vocabulary.terms import Mark

if TYPE_CHECKING:
    from decimal import Decimal

    from deals.queries.subjects import SubjectHead

FIGURES_SHOWN = 5
"""Of each role, unit and step."""
FIGURES_READ = 20
"""For these: equal ones of one deal, as its instalments are, become one row, which does not say how many they are."""
GROUPS_SHOWN = 60
"""Roles, units and steps together: the sources of one system count in few units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """“Contracted: about 2.5 billion US dollars”, and the deal whose claims say so."""

    role: str
    unit: str
    step: Step
    number: Decimal
    mark: Mark
    is_level: bool
    is_planned: bool
    is_disputed: bool
    is_repeated: bool
    """More than one figure of the deal is just this, as far as they were read."""
    claims: tuple[str, ...]
    """Those of the figures that were read."""
    deal: str
    title: str
    is_fictional: bool


def largest_figures(head: SubjectHead) -> tuple[FigureRow, ...]:
    """Group by group, the largest first."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(FIGURES, {
            "subject": head.token, "groups": GROUPS_SHOWN, "read": FIGURES_READ, "most": FIGURES_SHOWN,
        })  # fmt: skip
        rows = cursor.fetchall()
    return tuple(
        FigureRow(
            role=role, unit=unit, step=Step(step), number=number, mark=Mark(mark), is_level=is_level,
            is_planned=is_planned, is_disputed=is_disputed, is_repeated=is_repeated,
            claims=tuple(claims), deal=deal, title=title, is_fictional=is_fictional,
        )
        for (
            role, unit, step, number, mark, is_level, is_planned, is_disputed, is_repeated, claims, deal, title,
            is_fictional,
        ) in rows
    )  # fmt: skip


# Groups are found by leaping from one to the next in the index, and of each its first rows: however many there are.
FIGURES = """
    WITH RECURSIVE own AS NOT MATERIALIZED (SELECT * FROM deals_publishedfigure WHERE subject = %(subject)s),
    groups AS (
        (SELECT role, unit, step FROM own ORDER BY role, unit, step LIMIT 1) UNION ALL
        SELECT further.* FROM groups, LATERAL (
            SELECT role, unit, step FROM own
            WHERE (own.role, own.unit, own.step) > (groups.role, groups.unit, groups.step)
            ORDER BY role, unit, step LIMIT 1
        ) further
    )
    SELECT told.role, told.unit, told.step, number, mark, is_level, is_planned, told.is_disputed,
        is_repeated, claims, deal_public_id, title, is_fictional
    FROM (SELECT * FROM groups LIMIT %(groups)s) chosen, LATERAL (
        SELECT role, unit, step, number, mark, is_level, is_planned, is_disputed, deal_id, min(id) AS id,
            count(*) > 1 AS is_repeated,
            string_to_array(string_agg(array_to_string(claims, ' '), ' ' ORDER BY id), ' ') AS claims
        FROM (
            SELECT own.* FROM own WHERE (own.role, own.unit, own.step) = (chosen.role, chosen.unit, chosen.step)
            ORDER BY number DESC, id LIMIT %(read)s
        ) largest
        GROUP BY role, unit, step, number, mark, is_level, is_planned, is_disputed, deal_id
        ORDER BY number DESC, id LIMIT %(most)s
    ) told JOIN deals_publisheddeal deal ON deal.id = told.deal_id
    ORDER BY told.role, told.unit, told.step, number DESC, told.id
"""
