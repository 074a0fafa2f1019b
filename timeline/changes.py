"""What became of a deal between two of its releases, in a reader's words, with the place where each part is shown."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from deals.record.differences import DEAL, STANDING
from deals.record.overview import grouped
from deals.record.reading import as_document
from deals.record.shape import ClaimRecord
from deals.record.telling import Telling, Wording
from timeline.dates import day_in_words, in_words
from timeline.entries import anchor
from timeline.numbers import plain_number
from timeline.stands import stage_sentence
from timeline.words import CHANGES, said, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.record.differences import Change
    from deals.record.shape import Record
    from deals.record.standing import Standing
    from deals.record.telling import Told
    from deals.vocabulary.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    told: Told
    number: int
    """Of the release that shows the part: the later one, or the earlier one of what is gone."""
    anchor: str
    """A claim's place on that release's page."""
    when: str
    """The claim's date; empty for what has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownGroup:
    heading: str
    changes: tuple[Shown, ...]
    is_short: bool
    """Its changes are names only: a list is enough."""


def groups(before: Record | None, after: Record, changes: Iterable[Change]) -> tuple[ShownGroup, ...]:
    """The changes between the two, as `overview` orders them."""
    told = [_named(one, after) for one in Telling(before, after, _wording()).told(changes)]
    return tuple(
        ShownGroup(
            heading=said(CHANGES, group.heading),
            changes=tuple(_shown(one, before, after) for one in group.told),
            is_short=group.is_short,
        )
        for group in grouped(told)
    )


def _named(told: Told, after: Record) -> Told:
    """The main track is the deal itself, in every language."""
    mains = {track.id for track in after.tracks if track.is_main}
    is_of_deal = told.change.about == STANDING and told.change.id in mains
    return replace(told, name=_("The deal")) if is_of_deal else told


def _wording() -> Wording:
    return Wording(day=_day, stands=_stands, word=word, number=plain_number, say=partial(said, CHANGES))


def _shown(told: Told, before: Record | None, after: Record) -> Shown:
    shown = before if before is not None and told.change.after is None else after
    part = told.change.before if told.change.after is None else told.change.after
    day = part.day if isinstance(part, ClaimRecord) else None
    return Shown(told=told, number=shown.number, anchor=anchor(told.change.id), when=in_words(day) if day else "")


def change_document(change: Change) -> dict[str, object]:
    """For programs: the fields that differ; the whole part where it is new or gone."""
    is_whole = change.before is None or change.after is None
    part = change.after if change.after is not None else change.before
    return {
        "sort": change.sort,
        "about": change.about,
        "id": change.id,
        "fields": [as_document(field) for field in change.fields],
        "parts": [change_document(nested) for nested in change.parts],
        "part": as_document(part) if is_whole and change.about != DEAL else None,
    }


def _day(day: PartialDate | date) -> str:
    return day_in_words(day) if isinstance(day, date) else in_words(day)


def _stands(record: Record, standing: Standing) -> str:
    names = [record.parties[party].name for party in standing.said_by if party in record.parties]
    return stage_sentence(standing.stage, standing.since, names, is_disputed=standing.is_disputed)
