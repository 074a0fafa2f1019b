"""The chronology's spine: in which year an entry stands, and in which stage the deal is once it is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from deals.vocabulary.kinds import Kind
from deals.vocabulary.stages import Stage
from timeline.words import capital, word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from deals.record.shape import Record
    from timeline.pages import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    words: str
    facts: tuple[Fact, ...]
    spine: str
    """The phase in which the year begins, where one goes on from the year before."""


def years(chronology: Iterable[Fact]) -> Iterator[Year]:
    """The chronology year by year; what has no date comes last, under words of its own."""
    before = ""
    for words, group in groupby(chronology, key=_year):
        facts = tuple(group)
        yield Year(words=words, facts=facts, spine=before if facts[0].spine else "")
        before = facts[-1].spine


def along_the_spine(record: Record, facts: Iterable[Fact], shown: Collection[str]) -> Iterator[Fact]:
    """Each fact with the phase that the deal has reached by then, its stage named where that changes among those shown.

    What has no date stands beside time, and has no place on the spine.
    """
    phase, stage, named, main = "", "", "", record.tracks[0].id
    for fact in facts:
        if fact.phase and fact.claim.track == main:
            phase, stage = fact.phase, fact.claim.details["stage"]
        if fact.claim.id not in shown or not fact.when or fact.claim.kind is Kind.PARTICIPATION:
            yield fact
            continue
        turn = capital(word(Stage(stage))) if stage != named else ""
        named = stage
        yield replace(fact, spine=phase, turn=turn)


def _year(fact: Fact) -> str:
    """Of the first day that the date can mean, as the chronology is ordered."""
    day = fact.claim.day
    end = (day.first or day.last) if day else None
    return str(end.year) if end else _("No date")
