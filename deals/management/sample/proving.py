"""The sources, origins and passages of a sample deal."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from deals.actions.citing import CitationDraft
from deals.models import Origin, Speaker
from deals.sources.captures import Captured, outlet_named, record_capture, record_reading
from deals.sources.models import Outlet, Source
from deals.sources.reading import read
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.proof import Bearing, CaptureMethod, CitationKind, SourceKind
from deals.vocabulary.text import find_passage

if TYPE_CHECKING:
    from pathlib import Path

    from deals.models import Party
    from deals.sources.models import Reading

_TYPES = {".txt": "text/plain", ".html": "text/html"}


class Proofs:
    """Sources and origins by their keys in the file; passages are found letter for letter in the readings."""

    def __init__(self, toml: dict[str, Any], parties: dict[str, Party], folder: Path) -> None:
        self.parties, self.folder = parties, folder
        self.outlets = {row["key"]: _outlet(row) for row in toml["outlets"]}
        self.sources = {row["key"]: self._source(row) for row in toml["sources"]}
        self.readings = {row["key"]: self._reading(row) for row in toml["sources"] if "file" in row}
        self.origins = {row["key"]: self._origin(row) for row in toml["origins"]}

    def citation(self, row: dict[str, Any]) -> CitationDraft:
        return CitationDraft(
            source=self.sources[row["source"]],
            origin=self.origins[row["origin"]],
            passages=tuple(self._passage(row["source"], quote) for quote in row.get("quotes", [])),
            paraphrase=row.get("paraphrase", ""),
            translation=row.get("translation", ""),
            translated_by=row.get("translated_by", ""),
            locator=row.get("locator", ""),
            relays=tuple(row.get("relays", [])),
            kind=CitationKind(row["kind"]),
            bearing=Bearing(row["bearing"]),
        )

    def _passage(self, source: str, quote: str) -> tuple[Reading, int, int]:
        reading = self.readings[source]
        place = find_passage(reading.text, quote)
        if place is None:
            raise ValueError(f"“{quote}” does not stand in {source}.")
        return reading, *place

    def _source(self, row: dict[str, Any]) -> Source:
        known = Source.objects.filter(url=row.get("url", "")).exclude(url="").first()
        return known or self._new_source(row)

    def _new_source(self, row: dict[str, Any]) -> Source:
        source = Source(
            kind=SourceKind(row["kind"]),
            title=row["title"],
            title_is_description=row.get("title_is_description", False),
            author=row.get("author", ""),
            outlet=self.outlets[row["outlet"]],
            url=row.get("url", ""),
            language=row.get("language", ""),
        )
        source.published = row["published"]
        source.save()
        return source

    def _reading(self, row: dict[str, Any]) -> Reading:
        """Our own articles, frozen as if captured on the day they say they were published."""
        path = self.folder / row["file"]
        published = PartialDate.parse(row["published"]).first
        if published is None:
            raise ValueError(f"{row['key']} needs the day it was published.")
        captured = Captured(
            method=CaptureMethod.UPLOADED,
            content=path.read_bytes(),
            media_type=_TYPES[path.suffix],
            url=row["url"],
            taken_at=datetime.combine(published, time(12), UTC),
        )
        snapshot = record_capture(captured).snapshot
        if snapshot is None:
            raise ValueError(f"{path.name} gave no snapshot.")
        return record_reading(snapshot, read(captured.content, captured.media_type, address=row["url"]))

    def _origin(self, row: dict[str, Any]) -> Origin:
        speaker = None
        if row["party"]:
            party = self.parties[row["party"]]
            speaker, _ = Speaker.objects.get_or_create(party=party, name=row["speaker_name"], office=row["office"])
        origin = Origin(speaker=speaker, first_said=row["where"])
        origin.said = row["said_on"]
        origin.save()
        return origin


def _outlet(row: dict[str, Any]) -> Outlet:
    outlet = outlet_named(row["name"])
    if outlet is None:
        raise ValueError(f"The outlet {row['key']} has no name.")
    if row.get("domain") and not outlet.domain:
        outlet.domain = row["domain"]
        outlet.save(update_fields=["domain"])
    return outlet
