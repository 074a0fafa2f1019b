"""A claim as a release will show it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.conf import settings

from deals.models import Party, Speaker, WeaponSystem
from deals.models.kinds import COLUMNS
from deals.record.reading import as_document
from deals.record.shape import CitationRecord, ClaimRecord, OriginRecord, SequelRecord
from deals.vocabulary.kinds import Kind, Modality, Rank, Weight
from deals.vocabulary.proof import Bearing, CitationBasis, CitationKind, InformationGrade, SourceGrade
from deals.vocabulary.relations import Became, Relation

if TYPE_CHECKING:
    from deals.models import Citation, Claim, Origin

ELLIPSIS = " […]"


def claim_document(claim: Claim, *, is_by_author: bool) -> dict[str, Any]:
    """JSON's types only; parties, systems and sources by permanent id. Kept by the approval of this version."""
    record = replace(
        working_claim(claim),
        is_by_author=is_by_author,
        citations=tuple(_citation_record(citation) for citation in _citations(claim)),
        sequels=tuple(
            SequelRecord(claim=sequel.followed_by.public_id, became=Became(sequel.became))
            for sequel in claim.sequels.select_related("followed_by")
        ),
    )
    document: dict[str, Any] = as_document(record)
    return document


def working_claim(claim: Claim) -> ClaimRecord:
    """What the working copy itself says, without its citations and sequels: enough to see what contradicts what."""
    return ClaimRecord(
        id=claim.public_id,
        kind=Kind(claim.kind),
        track=claim.track.public_id,
        version=claim.version,
        text=claim.text,
        label=claim.label,
        weight=Weight(claim.weight),
        modality=Modality(claim.modality),
        is_negated=claim.is_negated,
        happened=claim.happened,
        announced=claim.announced,
        phrase=claim.phrase,
        anchored_on=claim.anchored_on,
        rank=Rank(claim.rank),
        rank_reason=claim.rank_reason,
        retraction_reason=claim.retraction_reason,
        is_by_author=False,
        details=details(claim),
        citations=(),
        relation=Relation(claim.relation) if claim.relation else None,
        related_deal=claim.related_deal.public_id if claim.related_deal else "",
    )


def details(claim: Claim) -> dict[str, str]:
    """The kind's own columns that are filled, as text."""
    columns = {column: getattr(claim, column) for column in COLUMNS[Kind(claim.kind)]}
    return {column: _as_text(value) for column, value in columns.items() if value is not None}


def _as_text(value: object) -> str:
    if isinstance(value, (Party, WeaponSystem)):
        return value.public_id
    if isinstance(value, Speaker):
        return str(value)
    if isinstance(value, Decimal):
        return f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"
    return str(value)


def _citations(claim: Claim) -> list[Citation]:
    wanted = claim.citations.select_related("source", "origin__speaker__party").prefetch_related("passages")
    return list(wanted.order_by("id"))


def _citation_record(citation: Citation) -> CitationRecord:
    return CitationRecord(
        source=citation.source.public_id,
        origin=_origin_record(citation.origin),
        relays=tuple(citation.relays),
        basis=CitationBasis(citation.basis),
        kind=CitationKind(citation.kind),
        bearing=Bearing(citation.bearing),
        passages=tuple(shortened(passage.text) for passage in citation.passages.all()),
        paraphrase=citation.paraphrase,
        transcript=shortened(citation.transcript),
        locator=citation.locator,
        language=citation.language,
        translation=shortened(citation.translation),
        translated_by=citation.translated_by,
        source_grade=SourceGrade(citation.source_grade) if citation.source_grade else None,
        information_grade=InformationGrade(citation.information_grade) if citation.information_grade else None,
    )


def shortened(quote: str) -> str:
    """The shortest passage is public: at most PUBLIC_QUOTE_CHARACTERS, cut after a word and marked."""
    most = settings.PUBLIC_QUOTE_CHARACTERS
    if len(quote) <= most:
        return quote
    room = most - len(ELLIPSIS)
    return (quote[:room].rsplit(" ", 1)[0] or quote[:room]) + ELLIPSIS


def _origin_record(origin: Origin) -> OriginRecord:
    speaker = origin.speaker
    return OriginRecord(
        id=origin.public_id,
        speaker=speaker.name if speaker else "",
        office=speaker.office if speaker else "",
        party=speaker.party.public_id if speaker else "",
        first_said=origin.first_said,
        said=origin.said,
    )
