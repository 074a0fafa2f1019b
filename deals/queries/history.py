"""Every change to every row of a deal, a claim, a source, a party or a weapon system: who, when, what, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pghistory.models import Context

from deals.models import Citation, Deal, Member, Origin, Release
from deals.models.past import children, events, tracked_tables, turns, turns_signed
from deals.queries.rows_in_words import RowChange, in_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime
    from uuid import UUID

    from deals.models.past import Row, Table

CHANGES_A_PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which changes: of a member, to rows of one table (“claim”), in days from and until (both counted in)."""

    by: int | None = None
    table: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What one signature did in one transaction. `release`: the number of what it published, where it did."""

    signature: UUID | None
    at: datetime
    by: str
    why: str
    via: str
    rows: tuple[RowChange, ...] = ()
    release: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePage:
    changes: tuple[Change, ...]
    number_changes: int
    number: int
    """Of this page, from 1."""
    number_pages: int


@dataclass(frozen=True, slots=True, order=True)
class _Key:
    """A signature, or a release, in the order in which they are shown."""

    at: datetime
    order: int
    signature: UUID | None
    release: int | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    table: Table
    at: datetime
    signature: UUID
    number: int


class History:
    """The changes to a row and to all that is, or ever was, part of it."""

    def __init__(self, row: Row) -> None:
        self.row = row
        self.parts = dict(_parts(row))
        self.events = list(_events(self.parts))
        self.metadata = _metadata({event.signature for event in self.events})

    def tables(self) -> list[str]:
        """Of which there are changes at all (“claim”, “release”), for a filter."""
        found = [_name(table) for table in self.parts]
        return [*found, "release"] if isinstance(self.row, Deal) else found

    def signers(self) -> list[tuple[int, str]]:
        """Number and name of each member who changed the row or a part of it, for a filter."""
        members = {told["member"] for told in self.metadata.values()}
        return list(Member.objects.filter(pk__in=members).order_by("username").values_list("pk", "username"))

    def page(self, wanted: Wanted, number: int) -> ChangePage:
        """The newest first; the last page where there is no such one."""
        keys = sorted([*self._keys(wanted), *_release_keys(self.row, wanted)], reverse=True)
        pages = max(1, -(-len(keys) // CHANGES_A_PAGE))
        number = min(max(number, 1), pages)
        shown = keys[(number - 1) * CHANGES_A_PAGE : number * CHANGES_A_PAGE]
        parts = {table: numbers for table, numbers in self.parts.items() if wanted.table in {"", _name(table)}}
        return ChangePage(
            changes=tuple(_changes(shown, parts)),
            number_changes=len(keys),
            number=number,
            number_pages=pages,
        )

    def _keys(self, wanted: Wanted) -> Iterator[_Key]:
        """One a signature. Of those of one moment the order is that of their rows."""
        last: dict[tuple[datetime, UUID], int] = defaultdict(int)
        for event in self.events:
            is_of = wanted.table in {"", _name(event.table)} and wanted.by in {None, self._member(event)}
            if is_of and _is_between(event.at, wanted):
                last[event.at, event.signature] = max(last[event.at, event.signature], event.number)
        for (at, signature), order in last.items():
            yield _Key(at, order, signature)

    def _member(self, event: _Event) -> int:
        return int(self.metadata[event.signature]["member"])


def history_of(row: Row, *, wanted: Wanted | None = None, page: int = 1) -> ChangePage:
    return History(row).page(wanted or Wanted(), page)


def change_signed(signature: UUID) -> Change | None:
    """All that this signature did, to whatever rows; None where there is no such change."""
    parts: dict[Table, set[int]] = defaultdict(set)
    for turn in turns_signed(signature):
        parts[turn.table].add(turn.number)
    event = next((event for event in _events(parts) if event.signature == signature), None)
    return next(_changes([_Key(event.at, 0, signature)], parts)) if event else None


def last_change(row: Row) -> Change | None:
    """Who changed the row itself last, when and why."""
    table: Any = row._meta.concrete_model  # noqa: SLF001
    event = events(table).filter(pgh_obj=row.pk).last()
    if event is None:
        return None
    return next(_changes([_Key(event.pgh_created_at, 0, event.pgh_context_id)], {}))


def _name(table: Table) -> str:
    return table._meta.model_name or ""  # noqa: SLF001


def _parts(row: Row) -> Iterator[tuple[Table, set[int]]]:
    """The numbers of the row and of all that hangs on it, by table; rows that were removed too."""
    table: Any = row._meta.concrete_model  # noqa: SLF001
    found: dict[Table, set[int]] = {table: {row.pk}}
    for model in tracked_tables():
        if model not in found:
            continue
        yield model, found[model]
        for column, part in children(model):
            numbers = set(events(part).filter(**{f"{column}__in": found[model]}).values_list("pgh_obj", flat=True))
            if numbers:
                found[part] = numbers
    cited = found.get(Citation)
    if cited:
        yield Origin, set(events(Citation).filter(pgh_obj__in=cited).values_list("origin", flat=True))


def _events(parts: dict[Table, set[int]]) -> Iterator[_Event]:
    for table, numbers in parts.items():
        found = events(table).filter(pgh_obj__in=numbers)
        for told in found.values_list("pgh_created_at", "pgh_context", "pgh_id"):
            yield _Event(table, *told)


def _metadata(signatures: set[UUID]) -> dict[UUID, dict[str, Any]]:
    return dict(Context.objects.filter(pk__in=signatures).values_list("pk", "metadata"))


def _is_between(at: datetime, wanted: Wanted) -> bool:
    day = at.date()  # UTC, as all instants
    return (wanted.since is None or day >= wanted.since) and (wanted.until is None or day <= wanted.until)


def _release_keys(row: Row, wanted: Wanted) -> Iterator[_Key]:
    if not isinstance(row, Deal) or wanted.table not in {"", "release"}:
        return
    found = Release.objects.filter(deal=row, **({"published_by": wanted.by} if wanted.by else {}))
    for release, at in found.values_list("pk", "published_at"):
        if _is_between(at, wanted):
            yield _Key(at, 0, None, release)


def _changes(keys: list[_Key], parts: dict[Table, set[int]]) -> Iterator[Change]:
    """One for each of the keys, with the rows of `parts` that it changed."""
    signatures = {key.signature for key in keys if key.signature}
    rows: dict[UUID, list[RowChange]] = defaultdict(list)
    for table, numbers in parts.items():
        found = list(events(table).filter(pgh_obj__in=numbers, pgh_context__in=signatures))
        for signature, told in in_words(table, turns(table, found)):
            rows[signature].append(told)
    metadata = _metadata(signatures)
    names = dict(Member.objects.values_list("pk", "username"))
    for key in keys:
        if key.signature is None:
            yield _publication(key, names)
        else:
            yield _signed(key, metadata[key.signature], rows[key.signature], names)


def _signed(key: _Key, told: dict[str, Any], rows: list[RowChange], names: dict[int, str]) -> Change:
    return Change(
        signature=key.signature,
        at=key.at,
        by=names.get(told["member"], f"member {told['member']}"),
        why=told.get("why", ""),
        via=told.get("via", ""),
        rows=tuple(rows),
    )


def _publication(key: _Key, names: dict[int, str]) -> Change:
    release = Release.objects.defer("document").get(pk=key.release or 0)
    by = names[release.published_by_id]
    return Change(signature=None, at=key.at, by=by, why=release.why, via="desk", release=release.number)
