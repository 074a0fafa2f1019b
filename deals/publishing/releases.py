"""A deal's approved claims -> the document of its next release."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.db.models import Min

from deals.models import Approval, Deal, Party, WeaponSystem
from deals.models.kinds import COLUMNS, KindColumns
from deals.publishing.lead import cited_summary
from deals.publishing.moves import (
    ending_of,
    moved_away,
    public_deals,
    shown_by_newest_release,
    shown_where_it_came_from,
    tracks_moved_to,
)
from deals.record.reading import as_document, canonical
from deals.record.shape import SCHEMA, PartyRecord, SourceRecord, SystemRecord, TrackRecord
from deals.record.upgrades import upgraded_claim
from deals.sources.models import Source
from deals.vocabulary.kinds import ClaimState, Kind
from deals.vocabulary.parties import Category, PartyKind
from deals.vocabulary.proof import SourceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from deals.record.shape import DealName

Document = dict[str, Any]


def release_document(deal: Deal, *, number: int, published_at: datetime) -> Document:
    """What the public will see: each claim's newest approved version, and the names as they are today."""
    shown = shown_by_newest_release(deal)
    moved, ending = moved_away(deal, shown), ending_of(deal)
    claims = approved_documents(deal, shown.keys() | shown_where_it_came_from(deal))
    named = {claim["related_deal"] for claim in claims} | {told.deal for told in moved}
    deals = public_deals(named | ({ending.merged_into} if ending else set()))
    claims = [_within_what_is_public(claim, claims, deals) for claim in claims]
    used = {claim["track"] for claim in claims}
    summary, rests_on = cited_summary(deal, claims, {told.claim for told in moved})
    return {
        "schema": SCHEMA,
        "deal_id": deal.public_id,
        "number": number,
        "published_at": published_at.isoformat(),
        "title": deal.title,
        "summary": summary,
        "rests_on": rests_on,
        "not_known": deal.not_known,
        "transfer": deal.transfer,
        "route": deal.route,
        "is_fictional": deal.is_fictional,
        "last_checked_on": as_document(deal.last_checked_on),
        "parties": _parties(claims),
        "systems": _systems(deal, claims),
        "tracks": [
            as_document(TrackRecord(id=track.public_id, name=track.name, is_main=track.is_main))
            for track in deal.tracks.order_by("-is_main", "id")
            if track.is_main or track.public_id in used  # a track that only drafts use is a draft itself
        ],
        "sources": _sources(claims),
        "claims": claims,
        "deals": as_document(deals),
        "moved": as_document(moved),
        "ending": as_document(ending),
    }


def approved_documents(deal: Deal, shown: Collection[str]) -> list[Document]:
    """The newest approval of each claim, in the order in which the claims were made; retractions laid over.

    `shown` are the ids that a release has shown: what was retracted before that stays out.
    """
    newest = (
        Approval.objects.filter(claim__deal=deal)
        .order_by("claim_id", "-version")
        .distinct("claim_id")
        .values_list("document", "schema", "claim__state", "claim__retraction_reason")
    )
    moved_here = tracks_moved_to(deal)
    own_tracks = set(deal.tracks.values_list("public_id", flat=True))
    found = []
    for kept, schema, state, reason in newest:
        document = upgraded_claim(kept, schema)
        if document["track"] not in own_tracks:  # approved before it was moved here
            document = {**document, "track": moved_here[document["id"]]}
        if state != ClaimState.RETRACTED:
            found.append(document)
        elif document["id"] in shown:
            found.append({**document, "retraction_reason": reason})
    return found


def _within_what_is_public(claim: Document, claims: list[Document], deals: Mapping[str, DealName]) -> Document:
    """Without what only drafts know: a sequel that is not approved, a related deal that is not published."""
    public = {told["id"] for told in claims}
    names_a_public_deal = claim["related_deal"] in deals
    return {
        **claim,
        "sequels": [told for told in claim["sequels"] if told["claim"] in public],
        "relation": claim["relation"] if names_a_public_deal else None,
        "related_deal": claim["related_deal"] if names_a_public_deal else "",
    }


def sha256(document: Document) -> str:
    """The hash of the canonical text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def _columns_of(model: type) -> tuple[str, ...]:
    related = {field.name: field.related_model for field in KindColumns._meta.get_fields() if field.is_relation}  # noqa: SLF001
    return tuple(name for name, target in related.items() if target is model)


def _named_in(claims: Iterable[Document], model: type) -> set[str]:
    columns = _columns_of(model)
    return {
        claim["details"][column]
        for claim in claims
        for column in COLUMNS[Kind(claim["kind"])]
        if column in columns and column in claim["details"]
    }


def _parties(claims: list[Document]) -> Document:
    speaking = {citation["origin"]["party"] for claim in claims for citation in claim["citations"]} - {""}
    wanted = _named_in(claims, Party) | speaking
    return {
        party.public_id: as_document(
            PartyRecord(id=party.public_id, kind=PartyKind(party.kind), name=party.name, code=party.code)
        )
        for party in Party.objects.filter(public_id__in=wanted)
    }


def _systems(deal: Deal, claims: list[Document]) -> Document:
    named = WeaponSystem.objects.filter(public_id__in=_named_in(claims, WeaponSystem))
    return {
        system.public_id: as_document(
            SystemRecord(
                id=system.public_id,
                designation=system.designation,
                description=system.description,
                category=Category(system.category),
            )
        )
        for system in [*deal.systems.order_by("deal_systems__id"), *named]
    }


def _sources(claims: list[Document]) -> Document:
    wanted = {citation["source"] for claim in claims for citation in claim["citations"]}
    sources = Source.objects.filter(public_id__in=wanted).select_related("outlet")
    return {
        source.public_id: as_document(_source_record(source))
        for source in sources.annotate(first_taken_at=Min("snapshots__taken_at"))
    }


def _source_record(source: Source) -> SourceRecord:
    taken = getattr(source, "first_taken_at", None)
    return SourceRecord(
        id=source.public_id,
        kind=SourceKind(source.kind),
        title=source.title,
        title_is_description=source.title_is_description,
        author=source.author,
        outlet=source.outlet.name if source.outlet else "",
        url=source.url,
        language=source.language,
        published=source.published,
        first_captured_on=taken.date() if taken else None,
    )
