"""A deal's approved claims -> the document of its next release."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db.models import Min

from deals.models import Approval, Deal, Party, WeaponSystem
from deals.models.kinds import COLUMNS, KindColumns
from deals.record.reading import as_document, canonical
from deals.record.shape import SCHEMA, PartyRecord, SourceRecord, SystemRecord, TrackRecord
from deals.sources.models import Source
from deals.vocabulary.kinds import ClaimState, Kind
from deals.vocabulary.parties import Category, PartyKind
from deals.vocabulary.proof import SourceKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

Document = dict[str, Any]


def release_document(deal: Deal, *, number: int, published_at: datetime) -> Document:
    """What the public will see: each claim's newest approved version, and the names as they are today."""
    claims = approved_documents(deal)
    used = {claim["track"] for claim in claims}
    return {
        "schema": SCHEMA,
        "deal_id": deal.public_id,
        "number": number,
        "published_at": published_at.isoformat(),
        "title": deal.title,
        "summary": deal.summary,
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
    }


def approved_documents(deal: Deal) -> list[Document]:
    """The newest approval of each claim, in the order in which the claims were made; retractions laid over.

    What was retracted before any release showed it stays out.
    """
    public = _public_claims(deal)
    newest = (
        Approval.objects.filter(claim__deal=deal)
        .order_by("claim_id", "-version")
        .distinct("claim_id")
        .values_list("document", "claim__state", "claim__retraction_reason")
    )
    return [
        {**document, "retraction_reason": reason} if state == ClaimState.RETRACTED else document
        for document, state, reason in newest
        if state != ClaimState.RETRACTED or document["id"] in public
    ]


def _public_claims(deal: Deal) -> set[str]:
    """Ids of the claims that the newest release shows; none of an earlier one is ever left out."""
    release = deal.releases.order_by("-number").first()
    return {claim["id"] for claim in json.loads(release.document)["claims"]} if release else set()


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
