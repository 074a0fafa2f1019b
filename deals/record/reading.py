"""A release's canonical JSON <-> `Record`."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from typing import Any

from deals.record.shape import (
    CitationRecord,
    ClaimRecord,
    DealName,
    EndingRecord,
    MovedRecord,
    OriginRecord,
    PartyRecord,
    Record,
    SequelRecord,
    SourceRecord,
    SystemRecord,
    TrackRecord,
)
from deals.record.upgrades import upgraded
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.kinds import Kind, Modality, Rank, Weight
from deals.vocabulary.parties import Category, PartyKind, Route, Transfer
from deals.vocabulary.proof import Bearing, CitationBasis, CitationKind, InformationGrade, SourceGrade, SourceKind
from deals.vocabulary.relations import Became, Ending, Relation

# How a record is looked at, not what it says.
_NOT_KEPT = {"as_of", "roles"}


def canonical(document: dict[str, Any]) -> str:
    """The one text of a document: sorted keys, no blanks, letters as they are. Its UTF-8 bytes are hashed."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def as_document(value: Any) -> Any:
    """A record, or a part of one, as JSON's types; partial dates as EDTF, mappings by id as they are."""
    if is_dataclass(value) and not isinstance(value, (type, PartialDate)):
        return {f.name: as_document(getattr(value, f.name)) for f in fields(value) if f.name not in _NOT_KEPT}
    if isinstance(value, (PartialDate, datetime, date)):
        return value.text if isinstance(value, PartialDate) else value.isoformat()
    if isinstance(value, dict):
        return {key: as_document(part) for key, part in value.items()}
    if isinstance(value, tuple):
        return [as_document(part) for part in value]
    return value


def record_from(text: str) -> Record:
    """Read a release of any schema. Raises UnknownSchemaError for one that a newer version wrote."""
    document = upgraded(json.loads(text))
    return Record(
        **_plain(document, "schema", "deal_id", "number", "title", "summary", "is_fictional"),
        published_at=datetime.fromisoformat(document["published_at"]),
        not_known=tuple(document["not_known"]),
        rests_on=None if document["rests_on"] is None else tuple(document["rests_on"]),
        transfer=Transfer(document["transfer"]),
        route=Route(document["route"]),
        last_checked_on=_day(document["last_checked_on"]),
        parties={key: _party(party) for key, party in document["parties"].items()},
        systems={key: _system(system) for key, system in document["systems"].items()},
        tracks=tuple(TrackRecord(**track) for track in document["tracks"]),
        sources={key: _source(source) for key, source in document["sources"].items()},
        claims=tuple(claim_from(claim) for claim in document["claims"]),
        deals={key: DealName(**deal) for key, deal in document["deals"].items()},
        moved=tuple(MovedRecord(**moved) for moved in document["moved"]),
        ending=_ending(document["ending"]),
    )


def claim_from(claim: dict[str, Any]) -> ClaimRecord:
    return ClaimRecord(
        **_plain(
            claim, "id", "track", "version", "text", "label", "is_negated", "phrase", "rank_reason",
            "retraction_reason", "is_by_author", "details", "related_deal",
        ),
        kind=Kind(claim["kind"]),
        weight=Weight(claim["weight"]),
        modality=Modality(claim["modality"]),
        happened=_partial(claim["happened"]),
        announced=_partial(claim["announced"]),
        anchored_on=_day(claim["anchored_on"]),
        rank=Rank(claim["rank"]),
        citations=tuple(_citation(citation) for citation in claim["citations"]),
        relation=Relation(claim["relation"]) if claim["relation"] else None,
        sequels=tuple(SequelRecord(claim=told["claim"], became=Became(told["became"])) for told in claim["sequels"]),
    )  # fmt: skip


def _citation(citation: dict[str, Any]) -> CitationRecord:
    origin = citation["origin"]
    return CitationRecord(
        **_plain(citation, "source", "paraphrase", "transcript", "locator", "language", "translation", "translated_by"),
        origin=OriginRecord(**{**origin, "said": _partial(origin["said"])}),
        relays=tuple(citation["relays"]),
        basis=CitationBasis(citation["basis"]),
        kind=CitationKind(citation["kind"]),
        bearing=Bearing(citation["bearing"]),
        passages=tuple(citation["passages"]),
        source_grade=SourceGrade(citation["source_grade"]) if citation["source_grade"] else None,
        information_grade=InformationGrade(citation["information_grade"]) if citation["information_grade"] else None,
    )


def _ending(ending: dict[str, Any] | None) -> EndingRecord | None:
    if ending is None:
        return None
    return EndingRecord(**{**ending, "ending": Ending(ending["ending"]), "on": date.fromisoformat(ending["on"])})


def _party(party: dict[str, Any]) -> PartyRecord:
    return PartyRecord(**{**party, "kind": PartyKind(party["kind"])})


def _system(system: dict[str, Any]) -> SystemRecord:
    return SystemRecord(**{**system, "category": Category(system["category"])})


def _source(source: dict[str, Any]) -> SourceRecord:
    return SourceRecord(
        **{
            **source,
            "kind": SourceKind(source["kind"]),
            "published": _partial(source["published"]),
            "first_captured_on": _day(source["first_captured_on"]),
        }
    )


def _plain(document: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: document[key] for key in keys}


def _partial(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
