"""A citation as the page shows it: the words that say it, who said them, through whom, and where to look."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from deals.vocabulary.proof import Bearing, CitationBasis, CitationKind
from timeline.dates import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.record.shape import CitationRecord, ClaimRecord, Record, SourceRecord

NOT_QUOTED = "paraphrased, no quotation"
CUT = " […]"
KINDS = {
    CitationKind.DIRECT_QUOTE: "the source quotes the speaker",
    CitationKind.PARAPHRASE: "the source paraphrases the speaker",
    CitationKind.RELAYED_REPORT: "relayed from another report",
    CitationKind.DOCUMENT: "from a document",
    CitationKind.OWN_REPORTING: "the outlet’s own reporting",
    CitationKind.ANALYSIS: "an analyst’s opinion",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    quotes: tuple[str, ...]
    basis: str
    paraphrase: str
    speaker: str
    """“Mevlüt X, foreign minister, Turkey”; empty where nobody is named."""
    first_said: str
    relays: tuple[str, ...]
    kind: str
    bearing: str
    """Empty where it supports the claim."""
    locator: str
    language: str
    translation: str
    translated_by: str
    source_grade: str
    information_grade: str
    """Empty: not graded."""
    source: SourceRecord
    published: str

    @property
    def is_disputing(self) -> bool:
        return self.bearing == Bearing.DISPUTES.label


def proofs(record: Record, claim: ClaimRecord) -> tuple[Proof, ...]:
    return tuple(_proof(record, citation) for citation in claim.citations)


def publicly_quoted(record: Record, most: int) -> Record:
    """The record with at most `most` characters quoted a citation. Publishing cuts too: this is the second lock."""
    claims = tuple(replace(c, citations=tuple(_cut(citation, most) for citation in c.citations)) for c in record.claims)
    return record if claims == record.claims else replace(record, claims=claims)


def _cut(citation: CitationRecord, most: int) -> CitationRecord:
    if sum(map(len, citation.passages)) + len(citation.transcript) <= most:
        return citation
    transcript = "".join(shortened([citation.transcript], most)) if citation.transcript else ""
    return replace(citation, passages=shortened(citation.passages, most - len(transcript)), transcript=transcript)


def shortened(quotes: Iterable[str], most: int) -> tuple[str, ...]:
    """Passages with `most` characters in all; the first that does not fit is cut at a word, the rest left out."""
    kept: list[str] = []
    for quote in quotes:
        room = most - sum(map(len, kept))
        if len(quote) <= room:
            kept.append(quote)
            continue
        start = quote[: max(room - len(CUT), 0)].rpartition(" ")[0]
        return (*kept, start + CUT) if start else tuple(kept)
    return tuple(kept)


def counted(record: Record) -> str:
    """“23 citations: 3 quoted, 20 paraphrased”."""
    bases = Counter(citation.basis for claim in record.claims for citation in claim.citations)
    number = bases.total()
    parts = ", ".join(f"{bases[basis]} {basis.label}" for basis in CitationBasis if bases[basis])
    words = f"{number} citation{'' if number == 1 else 's'}"
    return f"{words}: {parts}" if parts else words


def _proof(record: Record, citation: CitationRecord) -> Proof:
    source, origin = record.sources[citation.source], citation.origin
    relays = {relay.casefold() for relay in citation.relays}
    where = "" if origin.first_said.casefold() in relays else origin.first_said  # its relay names it already
    first_said = ", ".join(part for part in (where, in_words(origin.said) if origin.said else "") if part)
    texts = citation.passages or ((citation.transcript,) if citation.transcript else ())
    return Proof(
        quotes=texts,
        basis=NOT_QUOTED if citation.basis is CitationBasis.PARAPHRASED else citation.basis.label,
        paraphrase=citation.paraphrase,
        speaker=_speaker(record, citation),
        first_said=first_said,
        relays=citation.relays,
        kind=KINDS[citation.kind],
        bearing="" if citation.bearing is Bearing.SUPPORTS else citation.bearing.label,
        locator=citation.locator,
        language=citation.language,
        translation=citation.translation,
        translated_by=citation.translated_by,
        source_grade=citation.source_grade.label if citation.source_grade else "",
        information_grade=citation.information_grade.label if citation.information_grade else "",
        source=source,
        published=in_words(source.published) if source.published else "",
    )


def _speaker(record: Record, citation: CitationRecord) -> str:
    origin = citation.origin
    party = record.parties.get(origin.party)
    return ", ".join(part for part in (origin.speaker, origin.office, party.name if party else "") if part)
