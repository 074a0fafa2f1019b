"""What publishing derives from a release for lists, search and facets. It can be remade at any time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F

from deals.models import PublishedDeal, PublishedEntry, PublishedFacet, Release
from deals.models.published import NAME_LENGTH
from deals.publishing import words
from deals.record.facets import facet_values
from deals.record.reading import record_from
from deals.record.standing import standing
from deals.vocabulary.facets import facet_of
from deals.vocabulary.kinds import Modality
from deals.vocabulary.parties import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from deals.record.shape import ClaimRecord, Record

SAID_MOST = 300_000
"""Characters of a deal's claims that search finds it by. PostgreSQL refuses a search vector of more than a megabyte."""


def project(release: Release) -> PublishedDeal:
    """Replace the deal's rows by those of this release. Call it inside the transaction that publishes."""
    record = record_from(release.document)
    before = PublishedDeal.objects.filter(deal_public_id=record.deal_id, ending="").first()
    deal, _ = PublishedDeal.objects.update_or_create(
        deal_public_id=record.deal_id, defaults={"release": release, **_deal_columns(record)}
    )
    deal.entries.all().delete()
    PublishedEntry.objects.bulk_create(_entries(deal, record))
    _count(before.facets if before else [], {} if record.ending else _labels(record))
    return deal


def differing(deal: PublishedDeal) -> list[str]:
    """The columns in which these rows are not what their release yields now."""
    record = record_from(deal.release.document)
    wanted = _deal_columns(record)
    names = [name for name, value in wanted.items() if getattr(deal, name) != value]
    there, yielded = ({_as_row(entry) for entry in entries} for entries in (deal.entries.all(), _entries(deal, record)))
    return names if there == yielded else [*names, "entries"]


def newest_releases() -> Iterator[Release]:
    """Each deal's newest release."""
    yield from Release.objects.order_by("deal_id", "-number").distinct("deal_id").iterator()


def _deal_columns(record: Record) -> dict[str, Any]:
    main = standing(record, record.tracks[0].id)
    asserted = [c.day for c in record.claims if c.day and c.stands and c.modality is Modality.ASSERTED]
    firsts = [day.first for day in asserted if day.first]
    lasts = [day.last for day in asserted if day.last]
    return {
        "title": record.title,
        "summary": record.summary,
        "is_fictional": record.is_fictional,
        "suppliers": [party.name for party in record.parties_as(Role.SUPPLIER)],
        "recipients": [party.name for party in record.parties_as(Role.RECIPIENT)],
        "systems": [system.designation for system in record.systems.values()],
        "phase": main.stage.phase if main else "",
        "stage": main.stage if main else "",
        "stage_edtf": main.since.text if main and main.since else "",
        "stage_said_by": [record.parties[party].name for party in main.said_by] if main else [],
        "is_disputed": main.is_disputed if main else False,
        "first_on": min(firsts, default=None),
        "last_on": max(lasts, default=None),
        "number_claims": len(record.claims),
        "number_sources": len(record.sources),
        "last_checked_on": record.last_checked_on,
        "published_at": record.published_at,
        "ending": record.ending.ending if record.ending else "",
        "merged_into": record.ending.merged_into if record.ending else "",
        "place": _place(record, max(lasts, default=None)),
        "facets": sorted(_labels(record)),
        "names": words.names(record),
        "said": "\n".join(words.said(record, claim) for claim in record.claims if claim.stands)[:SAID_MOST],
    }


def _place(record: Record, last_on: date | None) -> str:
    """Sorts practice deals last, then the newest fact first, then those without a day."""
    days_left = (date.max - last_on).days if last_on else date.max.toordinal()
    return f"{record.is_fictional:d}{days_left:07d}{record.deal_id}"


def _labels(record: Record) -> dict[str, str]:
    """The record's facet values, a token each, and what readers are told for it."""
    return {found.token: found.label[:NAME_LENGTH] for found in facet_values(record)}


def _count(before: Collection[str], now: Mapping[str, str]) -> None:
    """The deal counts no longer where it did `before`, and counts `now`."""
    named = [PublishedFacet(token=token, facet=facet_of(token), label=label) for token, label in sorted(now.items())]
    PublishedFacet.objects.bulk_create(named, update_conflicts=True, unique_fields=["token"], update_fields=["label"])
    for tokens, step in ((set(before) - set(now), -1), (set(now) - set(before), 1)):
        # In one order, so that two who publish do not wait for each other.
        ids = PublishedFacet.objects.filter(token__in=tokens).order_by("token").select_for_update().values_list("pk")
        PublishedFacet.objects.filter(pk__in=[pk for (pk,) in ids]).update(number_deals=F("number_deals") + step)


def _entries(deal: PublishedDeal, record: Record) -> list[PublishedEntry]:
    names = {track.id: track.name for track in record.tracks}
    return [_entry(deal, record, claim, names[claim.track]) for claim in record.claims]


def _entry(deal: PublishedDeal, record: Record, claim: ClaimRecord, track: str) -> PublishedEntry:
    return PublishedEntry(
        deal=deal,
        claim_public_id=claim.id,
        kind=claim.kind,
        track=track,
        text=claim.text,
        modality=claim.modality,
        happened_edtf=claim.day.text if claim.day else "",
        happened_first=claim.day.first if claim.day else None,
        happened_last=claim.day.last if claim.day else None,
        is_retracted=claim.is_retracted,
        relation=claim.relation or "",
        related_deal_public_id=claim.related_deal,
        said=words.said(record, claim),
    )


def _as_row(entry: PublishedEntry) -> tuple[Any, ...]:
    columns = [field.attname for field in PublishedEntry._meta.concrete_fields if not field.primary_key]  # noqa: SLF001
    return tuple(getattr(entry, column) for column in columns)
