"""What publishing derives from a release for lists, search and facets. It can be remade at any time."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from deals.models import (
    PublishedDeal,
    PublishedEntry,
    PublishedFigure,
    PublishedLine,
    PublishedMention,
    PublishedValue,
    Release,
)
from deals.models.published import NAME_LENGTH, SUBJECT_NAME_LENGTH
from deals.publishing import words
from deals.publishing.counting import count, counted, name_facets
from deals.publishing.lines import lines_of, project_lines
from deals.record.course import course, phase_years, told_days
from deals.record.facets import currencies, facet_values
from deals.record.figures import contracted, figures
from deals.record.mentions import mentions
from deals.record.reading import record_from
from deals.record.standing import standing
from deals.vocabulary.parties import Role
from deals.vocabulary.subjects import Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from django.db.models import Model, QuerySet

    from deals.record.shape import ClaimRecord, Record

MADE_BY = 10
"""The version of what is derived here: higher with each change, so that rows of an older program are made anew."""
SAID_MOST = 300_000
"""Characters of a deal's claims that search finds it by. PostgreSQL refuses a search vector of more than a megabyte."""


def project(release: Release) -> PublishedDeal:
    """Replace the deal's rows by those of this release. Call it inside the transaction that publishes."""
    (deal,) = project_all([release])
    return deal


def project_all(releases: Sequence[Release], *, leave_same: bool = False) -> list[PublishedDeal]:
    """The same for several deals, with one release of each.

    With `leave_same` rows that are as they should be are not written again; pages do not learn then that any were.
    """
    records = [record_from(release.document) for release in releases]
    ids = [record.deal_id for record in records]
    before = counted(ids)
    deals = _stored(releases, records, leave_same=leave_same)
    pairs = list(zip(deals, records, strict=True))
    for model, derived in DERIVED.values():
        _replace(model, {deal: derived(deal, record) for deal, record in pairs}, leave_same=leave_same)
    if leave_same:
        _replace(PublishedLine, lines_of(pairs), leave_same=True)
    else:
        project_lines(pairs)
    name_facets({token: label for record in records if not record.ending for token, label in _labels(record).items()})
    count(before, counted(ids))
    return deals


def _stored(releases: Sequence[Release], records: Sequence[Record], *, leave_same: bool) -> list[PublishedDeal]:
    """Their own rows, in the same order."""
    deals = {
        record.deal_id: PublishedDeal(release=release, deal_public_id=record.deal_id, **_deal_columns(record))
        for release, record in zip(releases, records, strict=True)
    }
    there = PublishedDeal.objects.filter(deal_public_id__in=deals).defer("search") if leave_same else ()
    same = {deal.deal_public_id: deal for deal in there if _is_same(deal, deals[deal.deal_public_id])}
    PublishedDeal.objects.filter(pk__in=[deal.pk for deal in same.values()]).update(made_by=MADE_BY)
    columns = [name for name in _columns(PublishedDeal) if name != "deal_public_id"]
    written = [deal for deal in deals.values() if deal.deal_public_id not in same]
    PublishedDeal.objects.bulk_create(
        written, update_conflicts=True, unique_fields=["deal_public_id"], update_fields=columns
    )
    return [same.get(own, deal) for own, deal in deals.items()]


def _is_same(deal: PublishedDeal, made: PublishedDeal) -> bool:
    """But for the version that made it."""
    names = [name for name in _columns(PublishedDeal) if name != "made_by"]
    return all(getattr(deal, name) == getattr(made, name) for name in names)


def _replace(model: type[Model], rows: Mapping[PublishedDeal, list[Any]], *, leave_same: bool) -> None:
    """Write each deal's rows in the place of those that are there."""
    manager = model._default_manager  # noqa: SLF001
    there: dict[int, list[Model]] = {deal.pk: [] for deal in rows}
    if leave_same:
        for row in manager.filter(deal__in=list(rows)):
            there[row.deal_id].append(row)  # type: ignore[attr-defined]
        rows = {deal: made for deal, made in rows.items() if _as_rows(made) != _as_rows(there[deal.pk])}
    manager.filter(deal__in=list(rows)).delete()
    manager.bulk_create([row for made in rows.values() for row in made])


def differing(deal: PublishedDeal) -> list[str]:
    """The columns in which these rows are not what their release yields now."""
    record = record_from(deal.release.document)
    wanted = _deal_columns(record)
    names = [name for name, value in wanted.items() if getattr(deal, name) != value]
    rows: dict[str, tuple[Iterable[Model], Iterable[Model]]] = {
        **{name: (getattr(deal, name).all(), derived(deal, record)) for name, (_, derived) in DERIVED.items()},
        "lines": (deal.lines.all(), lines_of([(deal, record)])[deal]),
    }
    return [*names, *(name for name, (there, yielded) in rows.items() if _as_rows(there) != _as_rows(yielded))]


def newest_releases(*, only_older: bool = False) -> QuerySet[Release]:
    """Each deal's newest release, the oldest of them first: what is named in several is named as in the last.

    With `only_older` just those whose rows an older version has made.
    """
    newest = Release.objects.order_by("deal_id", "-number").distinct("deal_id")
    releases = Release.objects.filter(pk__in=newest.values("pk")).order_by("pk")
    return releases.exclude(published_deal__made_by=MADE_BY) if only_older else releases


def _deal_columns(record: Record) -> dict[str, Any]:
    main = standing(record, record.tracks[0].id)
    first_on, last_on = told_days(record)
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
        "first_on": first_on,
        "last_on": last_on,
        "number_claims": len(record.claims),
        "number_sources": len(record.sources),
        "last_checked_on": record.last_checked_on,
        "published_at": record.published_at,
        "ending": record.ending.ending if record.ending else "",
        "merged_into": record.ending.merged_into if record.ending else "",
        "place": _place(record, last_on),
        "facets": sorted(_labels(record)),
        "names": words.names(record),
        "course": [stretch.as_document() for stretch in course(record)],
        "phase_years": list(phase_years(record)),
        "made_by": MADE_BY,
        "said": "\n".join(words.said(record, claim) for claim in record.claims if claim.stands)[:SAID_MOST],
    }


def _place(record: Record, last_on: date | None) -> str:
    """Sorts practice deals last, then the newest fact first, then those without a day."""
    days_left = (date.max - last_on).days if last_on else date.max.toordinal()
    return f"{record.is_fictional:d}{days_left:07d}{record.deal_id}"


def _labels(record: Record) -> dict[str, str]:
    """The record's facet values, a token each, and what readers are told for it."""
    return {found.token: found.label[:NAME_LENGTH] for found in facet_values(record)}


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


def _mentions(deal: PublishedDeal, record: Record) -> list[PublishedMention]:
    return [
        PublishedMention(
            deal=deal,
            subject=mention.subject,
            role=mention.role,
            name=mention.name[:SUBJECT_NAME_LENGTH],
            told=mention.told,
            proofs={role: list(claims) for role, claims in mention.proofs.items()},
            counted=list(mention.counted),
            phase=deal.phase,
            place=deal.place,
            published_at=record.published_at,
        )
        for mention in mentions(record)
    ]


def _figures(deal: PublishedDeal, record: Record) -> list[PublishedFigure]:
    """Money stands with the recipients and the suppliers of its deal, a quantity with its weapon system."""
    sides = [(role, party.id) for role in (Role.RECIPIENT, Role.SUPPLIER) for party in record.parties_as(role)]
    return [
        PublishedFigure(
            deal=deal,
            subject=subject,
            role=role,
            unit=told.unit,
            step=told.step,
            number=round(told.number, 2),
            mark=told.mark,
            is_level=told.is_level,
            is_planned=told.is_planned,
            is_disputed=told.is_disputed,
            claims=list(told.claims),
        )
        for told in figures(record)
        for role, subject in (
            [("", Subject.SYSTEM.token(told.system))]
            if told.system
            else [(role.value, Subject.PARTY.token(party)) for role, party in sides]
        )
    ]


def _values(deal: PublishedDeal, record: Record) -> list[PublishedValue]:
    """One a currency that its claims name, with the largest contracted sum where one is told."""
    told = contracted(record)
    return [
        PublishedValue(
            deal=deal,
            deal_public_id=deal.deal_public_id,
            is_fictional=deal.is_fictional,
            currency=currency,
            number=round(told[currency].number, 2) if currency in told else None,
            mark=told[currency].mark if currency in told else "",
            is_disputed=currency in told and told[currency].is_disputed,
            claim=told[currency].claims[0] if currency in told else "",
        )
        for currency in (() if record.ending else currencies(record))
    ]


def _as_rows(rows: Iterable[Model]) -> list[str]:
    """What they say, whatever their numbers and their order."""
    told = ([getattr(row, column) for column in _columns(type(row))] for row in rows)
    return sorted(json.dumps(values, default=str, sort_keys=True) for values in told)


def _columns(model: type[Model]) -> list[str]:
    fields = model._meta.concrete_fields  # noqa: SLF001
    return [field.attname for field in fields if not field.primary_key and not field.generated]


DERIVED: dict[str, tuple[type[Model], Callable[[PublishedDeal, Record], list[Any]]]] = {
    "entries": (PublishedEntry, _entries),
    "mentions": (PublishedMention, _mentions),
    "figures": (PublishedFigure, _figures),
    "values": (PublishedValue, _values),
}
"""The rows that a deal has beside its own one and its lines, by their name there."""
