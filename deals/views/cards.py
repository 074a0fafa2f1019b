"""A suggestion as the desk shows it: what accepting it would store, or what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deals.suggestions.drafting import drafted_claim
from deals.suggestions.models import SuggestionState
from deals.views.wording import facts_of
from deals.vocabulary.kinds import Kind, Modality

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.models import Deal
    from deals.suggestions.drafting import DraftClaim
    from deals.suggestions.models import Suggestion
    from deals.views.wording import Facts


_READ_AS = {"stage": Kind.STAGE.label, "value": Kind.VALUATION.label}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """“Stage report: agreed in principle on joint production, says Turkey.” The headline is our drafted sentence."""

    suggestion: Suggestion
    kind: str
    headline: str
    facts: Facts

    @property
    def is_waiting(self) -> bool:
        return bool(self.suggestion.state == SuggestionState.WAITING)


def card(suggestion: Suggestion, deal: Deal | None) -> Card:
    """What it would be on this deal; without one, what was read. A decided one shows the claim as it stands."""
    if suggestion.claim:
        claim = suggestion.claim
        track = _filled((("Track", "" if claim.track.is_main else claim.track.name),))
        facts = (*facts_of(claim), *track)
        return Card(suggestion=suggestion, kind=Kind(claim.kind).label, headline=claim.text, facts=facts)
    if deal is None:
        return _as_read(suggestion)
    draft = drafted_claim(suggestion, deal)
    facts = (*facts_of(draft.claim), *_said(draft))
    return Card(suggestion=suggestion, kind=Kind(draft.claim.kind).label, headline=draft.claim.text, facts=facts)


def _said(draft: DraftClaim) -> Facts:
    who = ", ".join(str(part) for part in (draft.speaker, draft.office, draft.speaker_party) if part)
    told = (("Track", draft.track), ("Said by", who or "the source itself"), ("First said in", draft.first_said))
    return _filled(told)


def _as_read(suggestion: Suggestion) -> Card:
    """In the reader’s plain words: the register’s sentence needs the deal’s parties and systems."""
    told = {name: str(value).replace("_", " ") for name, value in suggestion.candidate.items() if value}
    if told.get("modality") == Modality.ASSERTED:
        del told["modality"]
    headline = told.get("stage") or told.get("act") or suggestion.kind
    names = (
        "track",
        "modality",
        "date",
        "phrase",
        "amount",
        "currency",
        "quantity",
        "unit",
        "actor",
        "speaker",
        "outlet",
    )
    facts = _filled((name.capitalize(), told.get(name, "")) for name in names)
    return Card(
        suggestion=suggestion, kind=_READ_AS.get(suggestion.kind, suggestion.kind), headline=headline, facts=facts
    )


def _filled(facts: Iterable[tuple[str, str]]) -> Facts:
    return tuple((name, text) for name, text in facts if text)
