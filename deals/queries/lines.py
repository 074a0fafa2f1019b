"""The lists over all deals, a page of lines at a time: each with its deal, by their places."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.functions import Substr
from django.db.models.lookups import In

from deals.models import PublishedLine, PublishedMention
from deals.queries.published import PUBLIC, deal_row
from deals.vocabulary.kinds import Kind
from deals.vocabulary.listings import Listing
from deals.vocabulary.subjects import Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from deals.queries.published import DealRow


ID_BEGINS = 9
"""In a deal's place: after a digit for practice and seven for the days."""


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


# Of each list `party` is the id of one that has a role in the deals of its lines, whichever; empty for all lines.


def due_soon(on: date, until: date, *, kind: Kind | None, party: str = "", after: str, most: int) -> LineRows:
    """What may come from that day on and begins by `until`: by its last possible day, the nearest first."""
    rows = _listed(Listing.DUE, kind).filter(place__gt=max(after, on.isoformat()), first_on__lte=until)
    return _rows(_first(rows.order_by("place"), party, most), most)


def overdue(on: date, *, kind: Kind | None, party: str = "", after: str, most: int) -> LineRows:
    """What was to come before that day, at the last possible one: what has just passed first."""
    before = min(after or on.isoformat(), on.isoformat())
    rows = _listed(Listing.DUE, kind).filter(place__lt=before)
    return _rows(_first(rows.order_by("-place"), party, most), most)


def newest_lines(
    listings: Collection[Listing], *, kind: Kind | None, party: str = "", after: str, most: int
) -> LineRows:
    """Of all these lists together, what became known last first. One question a list: each is read along its index."""
    found: list[PublishedLine] = []
    for listing in listings:
        rows = _listed(listing, kind)
        rows = rows.filter(place__lt=after) if after else rows
        found += _first(rows.order_by("-place"), party, most)
    return _rows(sorted(found, key=lambda row: row.place, reverse=True), most)


def changes(since: date, until: date, *, party: str = "", after: str, most: int) -> LineRows:
    """What was published from the one day to the other, both included: day by day, the newest first, deal by deal."""
    end = (until + timedelta(days=1)).isoformat()
    rows = _listed(Listing.CHANGE, None).filter(place__gte=since.isoformat(), place__lt=min(after or end, end))
    return _rows(_first(rows.order_by("-place"), party, most), most)


def _listed(listing: Listing, kind: Kind | None) -> QuerySet[PublishedLine]:
    rows = PublishedLine.objects.filter(listing=listing)
    return rows.filter(kind=kind) if kind else rows


def _first(rows: QuerySet[PublishedLine], party: str, most: int) -> list[PublishedLine]:
    """One more than are shown, which tells whether there is a next page."""
    if party:
        places = rows.filter(_in_deals_of(party)).values("place")[: most + 1]
        rows = rows.filter(place__in=places)
    return list(_with_deals(rows.using(PUBLIC))[: most + 1])


def _in_deals_of(party: str) -> Case:
    """Whether a line's place names a deal that a mention's place names too.

    Both stand in indexes, so that no table is read for a line that is passed over. As a case it stays one test along
    the list, by a hash of the deals; the planner would else join the two and sort all that match.
    """
    in_a_role = PublishedMention.objects.filter(subject=Subject.PARTY.token(party), role__gt="")
    deal = Func(F("place"), Value("."), Value(2), function="split_part", output_field=TextField())
    return Case(When(In(deal, in_a_role.values_list(Substr("place", ID_BEGINS))), then=True), default=False)


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
