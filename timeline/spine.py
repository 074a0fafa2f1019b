"""The chronology's spine: in which year an entry stands, and in which stage the deal is once it is told."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from deals.vocabulary.kinds import Kind
from deals.vocabulary.stages import Stage
from timeline.words import capital, word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from deals.record.shape import Record
    from timeline.entries import Entry
    from timeline.pages import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    words: str
    facts: tuple[Fact, ...]
    spine: str
    """The phase in which the year begins, where one goes on from the year before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where on the spine an entry stands."""

    phase: str = ""
    """In which the deal is once this is told; empty before any stage, and for what stands beside time."""
    turn: str = ""
    """The stage's name where the deal's stage has changed since the entry before."""


BESIDE = Place()


def years(chronology: Iterable[Fact], before: str) -> Iterator[Year]:
    """The chronology year by year, after the phase `before`; what has no date comes last, under words of its own."""
    for words, group in groupby(chronology, key=_year):
        facts = tuple(group)
        yield Year(words=words, facts=facts, spine=before if facts[0].place.phase else "")
        before = facts[-1].place.phase


def along_the_spine(record: Record, found: Iterable[Entry], shown: Collection[str]) -> Mapping[str, Place]:
    """By entry, the phase that the deal has reached by then, its stage named where that changes among those shown.

    What has no date stands beside time, and has no place on the spine.
    """
    phase, stage, named, main, places = "", "", "", record.tracks[0].id, {}
    for entry in found:
        if entry.phase and entry.claim.track == main:
            phase, stage = entry.phase, entry.claim.details["stage"]
        if entry.id not in shown or not entry.day or entry.claim.kind is Kind.PARTICIPATION:
            continue
        places[entry.id] = Place(phase=phase, turn=capital(word(Stage(stage))) if stage != named else "")
        named = stage
    return places


def _year(fact: Fact) -> str:
    """Of the first day that the date can mean, as the chronology is ordered."""
    day = fact.claim.day
    end = (day.first or day.last) if day else None
    return str(end.year) if end else _("No date")
