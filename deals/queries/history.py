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
    from collections.abc import Iterable, Iterator
    from datetime import date, datetime
    from uuid import UUID

    from django.db.models import QuerySet

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
    at: datetime
    order: int
    signature: UUID | None
    release: int | None = None


def history_of(row: Row, *, wanted: Wanted | None = None, page: int = 1) -> ChangePage:
    """The changes to the row and to all that is, or ever was, part of it; the newest first."""
    wanted = wanted or Wanted()
    parts = dict(_parts(row))
    keys = sorted(_keys(parts, wanted), reverse=True)
    if isinstance(row, Deal) and wanted.table in {"", "release"}:
        keys = sorted([*keys, *_release_keys(row, wanted)], reverse=True)
    pages = max(1, -(-len(keys) // CHANGES_A_PAGE))
    number = min(max(page, 1), pages)
    shown = keys[(number - 1) * CHANGES_A_PAGE : number * CHANGES_A_PAGE]
    return ChangePage(
        changes=tuple(_changes(shown, parts, wanted)),
        number_changes=len(keys),
        number=number,
        number_pages=pages,
    )


def change_signed(signature: UUID) -> Change | None:
    """All that this signature did, to whatever rows; None where there is no such change."""
    parts: dict[Table, set[int]] = defaultdict(set)
    for turn in turns_signed(signature):
        parts[turn.table].add(turn.number)
    keys = [key for key in _keys(parts, Wanted()) if key.signature == signature]
    return next(iter(_changes(keys, parts, Wanted())), None)


def last_change(row: Row) -> Change | None:
    """Who changed the row itself last, when and why."""
    table: Any = row._meta.concrete_model  # noqa: SLF001
    event = events(table).filter(pgh_obj=row.pk).last()
    if event is None:
        return None
    key = _Key(event.pgh_created_at, event.pgh_id, event.pgh_context_id)
    return next(_changes([key], {}, Wanted()))


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


def _chosen(table: Table, numbers: set[int], wanted: Wanted) -> QuerySet[Any]:
    found = events(table).filter(pgh_obj__in=numbers)
    if wanted.by:
        found = found.filter(pgh_context__metadata__member=wanted.by)
    if wanted.since:
        found = found.filter(pgh_created_at__date__gte=wanted.since)
    if wanted.until:
        found = found.filter(pgh_created_at__date__lte=wanted.until)
    return found


def _is_wanted(table: Table, wanted: Wanted) -> bool:
    return wanted.table in {"", table._meta.model_name}  # noqa: SLF001


def _keys(parts: dict[Table, set[int]], wanted: Wanted) -> set[_Key]:
    """One a signature. Of those of one moment the order is that of their rows."""
    last: dict[tuple[datetime, UUID], int] = defaultdict(int)
    for table, numbers in parts.items():
        if _is_wanted(table, wanted):
            for at, signature, order in _chosen(table, numbers, wanted).values_list(
                "pgh_created_at", "pgh_context", "pgh_id"
            ):
                last[at, signature] = max(last[at, signature], order)
    return {_Key(at, order, signature) for (at, signature), order in last.items()}


def _release_keys(deal: Deal, wanted: Wanted) -> Iterator[_Key]:
    found = Release.objects.filter(deal=deal)
    if wanted.by:
        found = found.filter(published_by=wanted.by)
    if wanted.since:
        found = found.filter(published_at__date__gte=wanted.since)
    if wanted.until:
        found = found.filter(published_at__date__lte=wanted.until)
    for number, at in found.values_list("number", "published_at"):
        yield _Key(at, 0, None, number)


def _changes(keys: list[_Key], parts: dict[Table, set[int]], wanted: Wanted) -> Iterator[Change]:
    signatures = {key.signature for key in keys if key.signature}
    rows: dict[UUID, list[RowChange]] = defaultdict(list)
    for table, numbers in parts.items():
        if _is_wanted(table, wanted):
            found = list(events(table).filter(pgh_obj__in=numbers, pgh_context__in=signatures))
            for signature, told in in_words(table, turns(table, found)):
                rows[signature].append(told)
    metadata = dict(Context.objects.filter(pk__in=signatures).values_list("pk", "metadata"))
    names = dict(Member.objects.values_list("pk", "username"))
    for key in keys:
        if key.signature is None:
            yield _publication(key, parts, names)
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


def _publication(key: _Key, parts: dict[Table, set[int]], names: dict[int, str]) -> Change:
    release = Release.objects.defer("document").get(deal__in=parts[Deal], number=key.release or 0)
    by = names[release.published_by_id]
    return Change(signature=None, at=key.at, by=by, why=release.why, via="desk", release=release.number)


def tables_of(row: Row) -> list[str]:
    """Of which there are changes at all (“claim”, “release”), for a filter."""
    found = [table._meta.model_name or "" for table, _ in _parts(row)]  # noqa: SLF001
    return [*found, "release"] if isinstance(row, Deal) else found


def signers(row: Row) -> list[tuple[int, str]]:
    """Number and name of each member who changed the row or a part of it, for a filter."""
    members: set[int] = set()
    for table, numbers in _parts(row):
        found: Iterable[Any] = events(table).filter(pgh_obj__in=numbers).order_by()
        members |= set(found.values_list("pgh_context__metadata__member", flat=True).distinct())  # type: ignore[attr-defined]
    return list(Member.objects.filter(pk__in=members).order_by("username").values_list("pk", "username"))
