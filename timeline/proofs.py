"""A citation as the page shows it: the words that say it, who said them, through whom, and where to look."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from deals.vocabulary.proof import Bearing, CitationBasis, CitationKind
from deals.vocabulary.subjects import outlet_id
from timeline.dates import in_words
from timeline.words import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.record.shape import CitationRecord, ClaimRecord, Record, SourceRecord

CUT = " […]"
KINDS = {
    CitationKind.DIRECT_QUOTE: gettext_lazy("the source quotes the speaker"),
    CitationKind.PARAPHRASE: gettext_lazy("the source paraphrases the speaker"),
    CitationKind.RELAYED_REPORT: gettext_lazy("relayed from another report"),
    CitationKind.DOCUMENT: gettext_lazy("from a document"),
    CitationKind.OWN_REPORTING: gettext_lazy("the outlet’s own reporting"),
    CitationKind.ANALYSIS: gettext_lazy("an analyst’s opinion"),
}
_BASES = {
    CitationBasis.QUOTED: ngettext_lazy("{number} quoted", "{number} quoted"),
    CitationBasis.TRANSCRIBED: ngettext_lazy("{number} transcribed", "{number} transcribed"),
    CitationBasis.PARAPHRASED: ngettext_lazy("{number} paraphrased", "{number} paraphrased"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    quotes: tuple[str, ...]
    basis: str
    paraphrase: str
    speaker: str
    """“Mevlüt X, foreign minister, Turkey”; empty where nobody is named."""
    first_said: str
    """Where; empty where its relay names it already."""
    said: str
    """When."""
    relays: tuple[str, ...]
    kind: str
    bearing: Bearing
    locator: str
    language: str
    translation: str
    translated_by: str
    source_grade: str
    information_grade: str
    """Empty: not graded."""
    source: SourceRecord
    outlet_id: str
    """Empty where no outlet is known."""
    published: str

    @property
    def is_disputing(self) -> bool:
        return self.bearing is Bearing.DISPUTES


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
    parts = ", ".join(
        (_BASES[basis] % bases[basis]).format(number=bases[basis]) for basis in CitationBasis if bases[basis]
    )
    words = ngettext("{number} citation", "{number} citations", number).format(number=number)
    return _("{citations}: {bases}").format(citations=words, bases=parts) if parts else words


def _proof(record: Record, citation: CitationRecord) -> Proof:
    source, origin = record.sources[citation.source], citation.origin
    relays = {relay.casefold() for relay in citation.relays}
    where = "" if origin.first_said.casefold() in relays else origin.first_said  # said once
    texts = citation.passages or ((citation.transcript,) if citation.transcript else ())
    return Proof(
        quotes=texts,
        basis=_("paraphrased, no quotation") if citation.basis is CitationBasis.PARAPHRASED else word(citation.basis),
        paraphrase=citation.paraphrase,
        speaker=_speaker(record, citation),
        first_said=where,
        said=in_words(origin.said) if origin.said else "",
        relays=citation.relays,
        kind=str(KINDS[citation.kind]),
        bearing=citation.bearing,
        locator=citation.locator,
        language=citation.language,
        translation=citation.translation,
        translated_by=citation.translated_by,
        source_grade=word(citation.source_grade) if citation.source_grade else "",
        information_grade=word(citation.information_grade) if citation.information_grade else "",
        source=source,
        outlet_id=outlet_id(source.outlet) if source.outlet else "",
        published=in_words(source.published) if source.published else "",
    )


def _speaker(record: Record, citation: CitationRecord) -> str:
    origin = citation.origin
    party = record.parties.get(origin.party)
    return ", ".join(part for part in (origin.speaker, origin.office, party.name if party else "") if part)
