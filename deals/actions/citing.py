"""The proof of a claim: who said it, where, in which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from deals.actions.refused import RefusedError
from deals.models import Citation, Origin, Passage
from deals.vocabulary.proof import Bearing, CitationBasis, CitationKind

if TYPE_CHECKING:
    from deals.models import Claim, Speaker
    from deals.sources.models import Reading, Source

CONTEXT_CHARACTERS = 32
"""How much stands before and after a passage, for finding it again in a later reading (W3C text quote selector)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginDraft:
    """Who said it first, where and when. Equal drafts are one origin."""

    speaker: Speaker | None = None
    first_said: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationDraft:
    """A citation before its claim has a number. With `passages` it is quoted, else paraphrased or transcribed."""

    source: Source
    origin: OriginDraft | Origin = field(default_factory=OriginDraft)
    passages: tuple[tuple[Reading, int, int], ...] = ()
    paraphrase: str = ""
    transcript: str = ""
    locator: str = ""
    relays: tuple[str, ...] = ()
    kind: CitationKind = CitationKind.OWN_REPORTING
    bearing: Bearing = Bearing.SUPPORTS
    language: str = ""
    translation: str = ""
    translated_by: str = ""
    source_grade: str = ""
    information_grade: str = ""

    @property
    def basis(self) -> CitationBasis:
        if self.passages:
            return CitationBasis.QUOTED
        return CitationBasis.TRANSCRIBED if self.transcript else CitationBasis.PARAPHRASED


def cite(*, claim: Claim, draft: CitationDraft) -> Citation:
    """Store the citation. Only inside a signed action; the action decides what becomes of the claim's state."""
    citation = Citation(
        claim=claim,
        source=draft.source,
        origin=origin_of(draft.origin, draft.source),
        relays=list(draft.relays),
        basis=draft.basis,
        kind=draft.kind,
        bearing=draft.bearing,
        paraphrase=draft.paraphrase,
        transcript=draft.transcript,
        locator=draft.locator,
        language=draft.language or draft.source.language,
        translation=draft.translation,
        translated_by=draft.translated_by,
        source_grade=draft.source_grade,
        information_grade=draft.information_grade,
    )
    citation.full_clean(exclude=["claim", "origin"])
    citation.save()
    for reading, start, end in draft.passages:
        _passage(citation, reading, start, end).save()
    return citation


def _passage(citation: Citation, reading: Reading, start: int, end: int) -> Passage:
    if not 0 <= start < end <= len(reading.text):
        raise RefusedError("That passage lies outside the article's text. Select it again.")
    return Passage(
        citation=citation,
        reading=reading,
        text=reading.text[start:end],
        start=start,
        end=end,
        prefix=reading.text[max(0, start - CONTEXT_CHARACTERS) : start],
        suffix=reading.text[end : end + CONTEXT_CHARACTERS],
    )


def origin_of(wanted: OriginDraft | Origin, source: Source) -> Origin:
    """The origin given; or the equal one that this source's citations name already; or a new one."""
    if isinstance(wanted, Origin):
        return wanted
    if wanted.speaker or wanted.first_said:
        known = Origin.objects.filter(
            speaker=wanted.speaker, first_said=wanted.first_said, said_edtf=wanted.said.strip()
        )
        same_utterance = known if wanted.said else known.filter(citations__source=source)
    else:
        same_utterance = Origin.objects.filter(speaker=None, first_said="", citations__source=source)
    return same_utterance.first() or _new_origin(wanted)


def _new_origin(draft: OriginDraft) -> Origin:
    origin = Origin(speaker=draft.speaker, first_said=draft.first_said)
    origin.said = draft.said
    origin.full_clean()
    origin.save()
    return origin
