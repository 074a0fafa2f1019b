"""What became of a deal between two of its releases, in words, in the order in which a reader asks for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from deals.record.differences import DEAL, STANDING, differences
from deals.record.reading import as_document
from deals.record.telling import Telling
from deals.vocabulary.changes import Sort
from timeline.dates import day_in_words, in_words
from timeline.entries import anchor, in_time
from timeline.stands import stage_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.record.differences import Change
    from deals.record.shape import Record
    from deals.record.standing import Standing
    from deals.record.telling import Told
    from deals.vocabulary.dates import PartialDate

CLAIMS = "claims"
OF_CLAIMS = {
    Sort.NEW: "New claims",
    Sort.CORRECTED: "Corrected claims",
    Sort.RETRACTED: "Retracted claims",
    Sort.RESTORED: "Claims that hold again",
    Sort.MOVED: "Claims that went to another deal",
    Sort.GONE: "Claims that are not shown any more",
}
OF_NAMES = {
    Sort.NEW: "Named or cited for the first time",
    Sort.CORRECTED: "Names and sources that were corrected",
    Sort.GONE: "No longer named or cited",
}
IN_SHORT = {
    Sort.NEW: "new", Sort.CORRECTED: "corrected", Sort.RETRACTED: "retracted", Sort.RESTORED: "that hold again",
    Sort.MOVED: "moved to another deal", Sort.GONE: "not shown any more",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    told: Told
    number: int
    """Of the release that shows the part: the later one, or the earlier one of what is gone."""
    anchor: str
    """A claim's place on that release's page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    heading: str
    changes: tuple[Shown, ...]
    is_short: bool
    """Its changes are names only: a list is enough."""


def groups(before: Record | None, after: Record) -> tuple[Group, ...]:
    """All that changed, the stage first, then claims in time, then names."""
    told = Telling(before, after, day=_day, stands=_stands).told(differences(before, after))
    found = [
        ("Where it stands", [one for one in told if one.change.about == STANDING]),
        ("The deal itself", [one for one in told if one.change.about == DEAL]),
        *((heading, sorted(_of(told, sort, of_claims=True), key=_in_time)) for sort, heading in OF_CLAIMS.items()),
        *((heading, _of(told, sort, of_claims=False)) for sort, heading in OF_NAMES.items()),
    ]
    short = {OF_NAMES[Sort.NEW], OF_NAMES[Sort.GONE]}
    return tuple(
        Group(
            heading=heading,
            changes=tuple(_shown(one, before, after) for one in held),
            is_short=heading in short,
        )
        for heading, held in found
        if held
    )


def _shown(told: Told, before: Record | None, after: Record) -> Shown:
    shown = before if before is not None and told.change.after is None else after
    return Shown(told=told, number=shown.number, anchor=anchor(told.change.id))


def in_short(before: Record | None, after: Record) -> str:
    """“3 claims: 2 new, 1 corrected; where it stands, names or sources”: for a list of releases."""
    changes = differences(before, after)
    counts = Counter(change.sort for change in changes if change.about == CLAIMS)
    number = counts.total()
    sorts = ", ".join(f"{counts[sort]} {words}" for sort, words in IN_SHORT.items() if counts[sort])
    of_claims = f"{number} claim{'' if number == 1 else 's'}: {sorts}" if number else ""
    return "; ".join(filter(None, (of_claims, ", ".join(_beside(changes)))))


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


def _beside(changes: Iterable[Change]) -> list[str]:
    """What else changed than claims."""
    found = {change.about for change in changes if change.about != CLAIMS}
    corrected = {c.about for c in changes if c.sort is Sort.CORRECTED and c.about not in {CLAIMS, DEAL, STANDING}}
    words = ((STANDING in found, "where it stands"), (DEAL in found, "the deal’s own lines"),
             (bool(corrected), "names or sources"))  # fmt: skip
    return [said for is_so, said in words if is_so]


def _of(told: Iterable[Told], sort: Sort, *, of_claims: bool) -> list[Told]:
    return [
        one
        for one in told
        if one.change.sort is sort
        and one.change.about not in {STANDING, DEAL}
        and (one.change.about == CLAIMS) is of_claims
    ]


def _in_time(told: Told) -> tuple[date, date, int, str]:
    return in_time(told.change.after if told.change.after is not None else told.change.before)


def _day(day: PartialDate | date) -> str:
    return day_in_words(day) if isinstance(day, date) else in_words(day)


def _stands(record: Record, standing: Standing) -> str:
    names = [record.parties[party].name for party in standing.said_by if party in record.parties]
    return stage_sentence(standing.stage, standing.since, names, is_disputed=standing.is_disputed)
