"""The lists over all deals, a page of lines at a time: each with its deal, by their places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from deals.models import PublishedLine
from deals.queries.published import PUBLIC, deal_row
from deals.vocabulary.kinds import Kind
from deals.vocabulary.listings import Listing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from deals.queries.published import DealRow


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    deal: DealRow
    kind: Kind | None
    """None of a release's changes, which are of several."""
    place: str
    told: Mapping[str, Any]
    """As `deals.record.lines` told it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRows:
    lines: tuple[LineRow, ...]
    next_place: str
    """After which the next page begins; empty on the last one."""


def due_soon(on: date, until: date, *, kind: Kind | None, after: str, most: int) -> LineRows:
    """What may come from that day on and begins by `until`: by its last possible day, the nearest first."""
    rows = _listed(Listing.DUE, kind).filter(place__gt=max(after, on.isoformat()), first_on__lte=until)
    return _page(rows.order_by("place"), most)


def overdue(on: date, *, kind: Kind | None, after: str, most: int) -> LineRows:
    """What was to come before that day, at the last possible one: what has just passed first."""
    before = min(after or on.isoformat(), on.isoformat())
    return _page(_listed(Listing.DUE, kind).filter(place__lt=before).order_by("-place"), most)


def newest_lines(listings: Collection[Listing], *, kind: Kind | None, after: str, most: int) -> LineRows:
    """Of all these lists together, what became known last first. One question a list: each is read along its index."""
    found: list[PublishedLine] = []
    for listing in listings:
        rows = _listed(listing, kind)
        rows = rows.filter(place__lt=after) if after else rows
        found += _with_deals(rows.order_by("-place"))[: most + 1]
    return _rows(sorted(found, key=lambda row: row.place, reverse=True), most)


def changes(since: date, until: date, *, after: str, most: int) -> LineRows:
    """What was published from the one day to the other, both included: day by day, the newest first, deal by deal."""
    end = (until + timedelta(days=1)).isoformat()
    rows = _listed(Listing.CHANGE, None).filter(place__gte=since.isoformat(), place__lt=min(after or end, end))
    return _page(rows.order_by("-place"), most)


def _listed(listing: Listing, kind: Kind | None) -> QuerySet[PublishedLine]:
    rows = PublishedLine.objects.using(PUBLIC).filter(listing=listing)
    return rows.filter(kind=kind) if kind else rows


def _page(rows: QuerySet[PublishedLine], most: int) -> LineRows:
    return _rows(list(_with_deals(rows)[: most + 1]), most)


def _with_deals(rows: QuerySet[PublishedLine]) -> QuerySet[PublishedLine]:
    return rows.select_related("deal").defer(*(f"deal__{name}" for name in ("names", "said", "search", "facets")))


def _rows(found: Sequence[PublishedLine], most: int) -> LineRows:
    return LineRows(
        lines=tuple(
            LineRow(deal=deal_row(row.deal), kind=Kind(row.kind) if row.kind else None, place=row.place, told=row.told)
            for row in found[:most]
        ),
        next_place=found[most - 1].place if len(found) > most else "",
    )
