"""The rows of a deal in the lists over all deals. Those of its changes stay: a release never says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.models import PublishedLine, Release
from deals.models.published import LINE_DIGITS
from deals.record.changed import changed
from deals.record.lines import lines
from deals.vocabulary.listings import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from deals.models import PublishedDeal
    from deals.record.shape import Record


def project_lines(deal: PublishedDeal, record: Record) -> None:
    """Replace the lines of what holds now, and add those of the changes that it has none of yet."""
    deal.lines.exclude(listing=Listing.CHANGE).delete()
    there = set(deal.lines.values_list("place", flat=True))
    PublishedLine.objects.bulk_create([*of_record(deal, record), *of_changes(deal, there)])


def of_record(deal: PublishedDeal, record: Record) -> Iterator[PublishedLine]:
    for number, line in enumerate(lines(record)):
        yield PublishedLine(
            deal=deal,
            listing=line.listing,
            kind=line.kind,
            place=_place(line.day, record.deal_id, number),
            first_on=line.first_on,
            told=line.told,
        )


def of_changes(deal: PublishedDeal, there: set[str]) -> Iterator[PublishedLine]:
    """A line a release, but for the places that are there already."""
    earlier: int | None = None
    told = Release.objects.filter(deal_public_id=deal.deal_public_id).order_by("number")
    for pk, number, published_at in told.values_list("pk", "number", "published_at"):
        place = _place(published_at.date(), deal.deal_public_id, number)
        if place not in there:
            before = Release.objects.get(pk=earlier).record() if earlier else None
            release = Release.objects.get(pk=pk)
            changes = {**changed(before, release.record()), "why": release.why}
            yield PublishedLine(deal=deal, listing=Listing.CHANGE, place=place, told=changes)
        earlier = pk


def _place(day: date, deal_id: str, number: int) -> str:
    return f"{day}.{deal_id}.{number:0{LINE_DIGITS}}"
