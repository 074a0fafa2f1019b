"""The rows of a deal in the lists over all deals. Those of its changes stay: a release never says otherwise."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from deals.models import PublishedLine, Release
from deals.models.published import LINE_DIGITS
from deals.record.changed import changed
from deals.record.lines import lines
from deals.vocabulary.listings import Listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from deals.models import PublishedDeal
    from deals.record.shape import Record


def project_lines(pairs: Sequence[tuple[PublishedDeal, Record]]) -> None:
    """Replace the lines of what holds now, and add those of the changes that there are none of yet."""
    rows = PublishedLine.objects.filter(deal__in=[deal for deal, _ in pairs])
    rows.exclude(listing=Listing.CHANGE).delete()
    there = set(rows.values_list("place", flat=True))
    held = [line for deal, record in pairs for line in _of_record(deal, record)]
    PublishedLine.objects.bulk_create([*held, *_of_changes(pairs, there)])


def lines_of(pairs: Sequence[tuple[PublishedDeal, Record]]) -> dict[PublishedDeal, list[PublishedLine]]:
    """All lines of each deal."""
    found = {deal: list(_of_record(deal, record)) for deal, record in pairs}
    for line in _of_changes(pairs, set()):
        found[line.deal].append(line)
    return found


def _of_record(deal: PublishedDeal, record: Record) -> Iterator[PublishedLine]:
    for number, line in enumerate(lines(record)):
        yield PublishedLine(
            deal=deal,
            listing=line.listing,
            kind=line.kind,
            place=_place(line.day, record.deal_id, number),
            first_on=line.first_on,
            told=line.told,
        )


def _of_changes(pairs: Sequence[tuple[PublishedDeal, Record]], there: set[str]) -> Iterator[PublishedLine]:
    """A line a release of each deal, but for the places that are there already. The records are the newest."""
    newest = {record.deal_id: (deal, record) for deal, record in pairs}
    releases = Release.objects.filter(deal_public_id__in=newest).order_by("deal_public_id", "number").defer("document")
    for deal_id, of_deal in groupby(releases, key=lambda release: release.deal_public_id):
        (deal, record), earlier = newest[deal_id], None
        for release in of_deal:
            place = _place(release.published_at.date(), deal_id, release.number)
            if place not in there:
                now = record if release.number == record.number else release.record()
                told = {**changed(earlier.record() if earlier else None, now), "why": release.why}
                yield PublishedLine(deal=deal, listing=Listing.CHANGE, place=place, told=told)
            earlier = release


def _place(day: date, deal_id: str, number: int) -> str:
    return f"{day}.{deal_id}.{number:0{LINE_DIGITS}}"
