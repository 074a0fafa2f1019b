"""The largest figures of a party or a weapon system in words: each with its deal and the claims that say it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from deals.record.figures import Step
from deals.vocabulary.facets import Facet
from deals.vocabulary.parties import Role
from deals.vocabulary.subjects import Subject
from timeline.addresses import claim_address
from timeline.bars import money_title, step_in_words
from timeline.numbers import amount_in_words, marked, plain_number
from timeline.words import capital, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deals.queries.figures import FigureRow
    from deals.queries.subjects import SubjectHead


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """“About 2.5 billion US dollars; sources disagree”, and the deal."""

    words: str
    notes: tuple[str, ...]
    is_disputed: bool
    claims: tuple[str, ...]
    """Addresses of the claims that say it."""
    deal: str
    """Its deal's address."""
    title: str
    is_fictional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureList:
    """“Money, in US dollars: contracted, financed, paid”."""

    heading: str
    role: str
    steps: tuple[tuple[str, tuple[FigureLine, ...]], ...]
    address: str
    """Of all deals with money of this role in this currency; empty for quantities."""


def figure_lists(head: SubjectHead, rows: Iterable[FigureRow]) -> tuple[FigureList, ...]:
    """A list a role and unit, in which no figure is added to another or converted."""
    return tuple(
        _list(head, role, unit, tuple(own)) for (role, unit), own in groupby(rows, key=lambda row: (row.role, row.unit))
    )


def _list(head: SubjectHead, role: str, unit: str, rows: tuple[FigureRow, ...]) -> FigureList:
    is_money = head.subject is Subject.PARTY
    query = urlencode([(role, head.id), (Facet.CURRENCY, unit)])
    return FigureList(
        heading=money_title(unit) if is_money else capital(_("in {unit}").format(unit=unit)),
        role=capital(word(Role(role))) if role else "",
        steps=tuple(_steps(rows, is_money=is_money)),
        address=f"{reverse('timeline:deals')}?{query}" if is_money else "",
    )


def _steps(rows: tuple[FigureRow, ...], *, is_money: bool) -> Iterator[tuple[str, tuple[FigureLine, ...]]]:
    for step in Step:
        lines = tuple(_line(row, is_money=is_money) for row in rows if row.step is step)
        if lines:
            yield step_in_words(step), lines


def _line(row: FigureRow, *, is_money: bool) -> FigureLine:
    number = amount_in_words(row.number, row.unit) if is_money else f"{plain_number(row.number)} {row.unit}"
    deal = reverse("timeline:deal", args=[row.deal])
    return FigureLine(
        words=marked(number, row.mark),
        notes=tuple(_notes(row)),
        is_disputed=row.is_disputed,
        claims=tuple(claim_address(row.deal, claim) for claim in row.claims),
        deal=deal,
        title=row.title,
        is_fictional=row.is_fictional,
    )


def _notes(row: FigureRow) -> Iterator[str]:
    if row.is_disputed:
        yield _("sources disagree")
    if row.is_repeated:
        yield _("more than once")
    if row.is_planned:
        yield _("planned")
    if row.is_level:
        yield _("in all by then")
