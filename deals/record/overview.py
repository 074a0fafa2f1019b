"""The changes between two releases, in the order in which people ask for them, and in one line."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from deals.record.differences import DEAL, STANDING
from deals.vocabulary.changes import Sort

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from deals.record.differences import Change
    from deals.record.telling import Told

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
    Sort.CORRECTED: "Names and sources that were corrected",
    Sort.NEW: "Named or cited for the first time",
    Sort.GONE: "No longer named or cited",
}
IN_SHORT = {
    Sort.NEW: "new", Sort.CORRECTED: "corrected", Sort.RETRACTED: "retracted", Sort.RESTORED: "that hold again",
    Sort.MOVED: "moved to another deal", Sort.GONE: "not shown any more",
}  # fmt: skip


BESIDE = ("where it stands", "the deal’s own lines", "names or sources")
WHERE_IT_STANDS, THE_DEAL_ITSELF = "Where it stands", "The deal itself"
HEADINGS = (WHERE_IT_STANDS, THE_DEAL_ITSELF, *OF_CLAIMS.values(), *OF_NAMES.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    heading: str
    told: tuple[Told, ...]
    is_short: bool
    """Its changes are names only: a list is enough."""


def grouped(told: Collection[Told]) -> tuple[Group, ...]:
    """Where it stands first, then the deal itself, claims in time, names. Each change stands in one group."""
    claims = sorted((one for one in told if one.change.about == CLAIMS), key=_in_time)
    names = [one for one in told if one.change.about not in {CLAIMS, DEAL, STANDING}]
    found = [
        (WHERE_IT_STANDS, [one for one in told if one.change.about == STANDING]),
        (THE_DEAL_ITSELF, [one for one in told if one.change.about == DEAL]),
        *((heading, [one for one in claims if one.change.sort is sort]) for sort, heading in OF_CLAIMS.items()),
        *((heading, [one for one in names if one.change.sort is sort]) for sort, heading in OF_NAMES.items()),
    ]
    short = {OF_NAMES[Sort.NEW], OF_NAMES[Sort.GONE]}
    return tuple(Group(heading=said, told=tuple(held), is_short=said in short) for said, held in found if held)


def claims_by_sort(changes: Iterable[Change]) -> Counter[Sort]:
    return Counter(change.sort for change in changes if change.about == CLAIMS)


def in_short(changes: Collection[Change]) -> str:
    """“3 claims: 2 new, 1 corrected; where it stands”, “52 claims: all new”. Empty where nothing changed."""
    counts = claims_by_sort(changes)
    number = counts.total()
    alike = "" if number == 1 else "all " if len(counts) == 1 else None
    told = ((counts[sort], words) for sort, words in IN_SHORT.items() if counts[sort])
    sorts = ", ".join(f"{count} {words}" if alike is None else alike + words for count, words in told)
    of_claims = f"{number} claim{'' if number == 1 else 's'}: {sorts}" if number else ""
    return "; ".join(filter(None, (of_claims, ", ".join(beside(changes)))))


def beside(changes: Collection[Change]) -> list[str]:
    """What else changed than claims. Names that are new or gone come with claims, unless they are all there is."""
    found = {change.about for change in changes}
    is_only = CLAIMS not in found
    names = {change.sort for change in changes if change.about not in {CLAIMS, DEAL, STANDING}}
    has_names = Sort.CORRECTED in names or bool(names and is_only)
    are_so = (STANDING in found, DEAL in found, has_names)
    return [said for is_so, said in zip(are_so, BESIDE, strict=True) if is_so]


def _in_time(told: Told) -> tuple[date, date, str]:
    claim = told.change.after if told.change.after is not None else told.change.before
    first = (claim.day.first or claim.day.last) if claim.day else None
    last = claim.day.last if claim.day else None
    return first or date.max, last or date.max, claim.id
