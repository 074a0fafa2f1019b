"""The typed difference of two releases of a deal: what became of the deal, of where it stands, and of each part.

No field is named here: whatever the dataclasses of `shape` hold is compared, so that a new field is told by itself.
The first field of a part names it: a claim's id, a citation's source.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from deals.record.shape import ClaimRecord, Record
from deals.record.standing import standing
from deals.vocabulary.changes import Sort
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.relations import Ending

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from deals.record.standing import Standing

DEAL, STANDING = "deal", "standing"
_BESIDE = frozenset({"schema", "deal_id", "number", "published_at", "as_of", "roles"})
"""Fields of a record that say which release it is and how it is looked at, not what it says."""
_ENDED = {Ending.MERGED: Sort.MERGED, Ending.WITHDRAWN: Sort.WITHDRAWN, None: Sort.FOLLOWED_AGAIN}


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """`before` and `after` are the values as the record holds them; None where it says nothing."""

    field: str
    """Its name in the record: “title”, “details.amount”, “origin.said”."""
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """“Claim c7 is corrected: its amount; and one of its citations is new.”"""

    sort: Sort
    about: str
    """The field of the record that holds it (“claims”, “sources”), DEAL for the deal's own lines, or STANDING."""
    id: str
    """Of the claim, party, …; of a track where it is about its standing; of the source where about a citation."""
    before: Any
    """The part as it was; None where it is new."""
    after: Any
    fields: tuple[FieldChange, ...] = ()
    """In the order of the record. Empty where the whole part is new or gone."""
    parts: tuple[Change, ...] = ()
    """Changes of its own parts: a claim's citations and sequels."""


def differences(before: Record | None, after: Record) -> tuple[Change, ...]:
    """What `after` says otherwise than `before`; where nothing was public before, all of it is new.

    Releases of one deal, in any order of their numbers. The order of claims and of citations does not matter.
    """
    own = _change(DEAL, after.deal_id, before, after)
    named = (own,) if own.fields or before is None else ()
    gone_to = {told.claim for told in after.moved}
    parts = (_moved(part, gone_to) for part in own.parts)
    return (*(replace(change, parts=()) for change in named), *_standings(before, after), *parts)


def _moved(change: Change, gone_to: set[str]) -> Change:
    is_moved = change.sort is Sort.GONE and change.about == "claims" and change.id in gone_to
    return replace(change, sort=Sort.MOVED) if is_moved else change


def _standings(before: Record | None, after: Record) -> Iterator[Change]:
    tracks = [track.id for record in (after, before) if record for track in record.tracks]
    for track in dict.fromkeys(tracks):
        was, stands = (_standing(record, track) if record else None for record in (before, after))
        if was != stands:
            yield _change(STANDING, track, was, stands)


def _standing(record: Record, track: str) -> Standing | None:
    """Who says so, in one order: citations have none that matters."""
    found = standing(record, track)
    return replace(found, said_by=tuple(sorted(found.said_by))) if found else None


def _change(about: str, name: str, before: Any, after: Any) -> Change:
    is_same_part = before is not None and after is not None
    return Change(
        sort=_sort(before, after),
        about=about,
        id=name,
        before=before,
        after=after,
        fields=tuple(_field_changes(_told(before), _told(after))) if is_same_part else (),
        parts=tuple(_parts(before, after)) if is_same_part or about == DEAL else (),
    )


def _sort(before: Any, after: Any) -> Sort:
    if before is None or after is None:
        return Sort.NEW if before is None else Sort.GONE
    if isinstance(after, ClaimRecord) and before.is_retracted is not after.is_retracted:
        return Sort.RETRACTED if after.is_retracted else Sort.RESTORED
    if isinstance(after, Record):
        was, ends = (record.ending.ending if record.ending else None for record in (before, after))
        return Sort.CORRECTED if was is ends else _ENDED[ends]
    return Sort.CORRECTED


def _field_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[FieldChange]:
    for name in {**before, **after}:
        if before.get(name) != after.get(name):
            yield FieldChange(field=name, before=before.get(name), after=after.get(name))


def _told(part: Any) -> dict[str, Any]:
    """Its values by name, those of what it holds under a name with a dot; without the collections of its parts."""
    told: dict[str, Any] = {}
    for name, value in _fields(part):
        if _is_part(value):
            told |= {f"{name}.{inner}": held for inner, held in _told(value).items()}
        elif isinstance(value, dict):
            told |= {f"{name}.{key}": held for key, held in value.items() if not _is_part(held)}
        elif value not in (None, ()) and not _collection(value):
            told[name] = value
    return told


def _parts(before: Any, after: Any) -> Iterator[Change]:
    """Changes of the parts of two things of one kind, either of which may be None."""
    was, now = dict(_fields(before)), dict(_fields(after))
    for about in {**was, **now}:
        olds, news = _by_name(_collection(was.get(about))), _by_name(_collection(now.get(about)))
        for name in sorted(olds.keys() | news.keys()):
            old, new = olds.get(name, []), news.get(name, [])
            for one, other in zip_longest(_without(old, new), _without(new, old)):
                change = _change(about, name, one, other)
                # Two that differ in the order of their own parts only do not differ.
                if change.fields or change.parts or one is None or other is None:
                    yield change


def _fields(part: Any) -> list[tuple[str, Any]]:
    names = [field.name for field in fields(part)] if part is not None else []
    return [(name, getattr(part, name)) for name in names if not (isinstance(part, Record) and name in _BESIDE)]


def _collection(value: Any) -> tuple[Any, ...]:
    """The parts that a field holds; none where it holds words."""
    held = tuple(value.values()) if isinstance(value, dict) else value
    return held if isinstance(held, tuple) and any(map(_is_part, held)) else ()


def _is_part(value: Any) -> bool:
    return is_dataclass(value) and not isinstance(value, PartialDate)


def _by_name(parts: Iterable[Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for part in parts:
        found[getattr(part, fields(part)[0].name)].append(part)
    return found


def _without(parts: Iterable[Any], others: Iterable[Any]) -> list[Any]:
    """Those that are not among the others, each of which stands for one."""
    left, rest = list(others), []
    for part in parts:
        if part in left:
            left.remove(part)
        else:
            rest.append(part)
    return rest
