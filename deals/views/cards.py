"""A suggestion as the desk shows it: what accepting it would store, or what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deals.models import Deal
from deals.suggestions.drafting import drafted_claim
from deals.suggestions.models import SuggestionState
from deals.views.wording import SHORT, facts_of
from deals.vocabulary.kinds import Kind

if TYPE_CHECKING:
    from deals.models import Claim
    from deals.suggestions.drafting import DraftClaim
    from deals.suggestions.models import Suggestion
    from deals.views.wording import Facts

SAID_BY = SHORT["speaker"]


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
    """What it would be on this deal; without one, as far as the article tells. A decided one shows its claim."""
    if suggestion.claim:
        claim = suggestion.claim
        facts = (*(fact for fact in facts_of(claim) if fact[0] != SAID_BY), *_said_of(claim))
        return Card(suggestion=suggestion, kind=Kind(claim.kind).label, headline=claim.text, facts=facts)
    # A deal that is nowhere stored has neither parties nor systems.
    draft = drafted_claim(suggestion, deal or Deal())
    facts = (*facts_of(draft.claim), *_said(draft))
    return Card(suggestion=suggestion, kind=Kind(draft.claim.kind).label, headline=draft.claim.text, facts=facts)


def _said(draft: DraftClaim) -> Facts:
    who = ", ".join(str(part) for part in (draft.speaker, draft.office, draft.speaker_party) if part)
    return _told(draft.track, who, draft.first_said)


def _said_of(claim: Claim) -> Facts:
    """As its first citation has it, under the same labels as before the claim was made."""
    origin = claim.proof.origin if claim.proof else None
    speaker = claim.speaker or (origin.speaker if origin else None)
    track = "" if claim.track.is_main else claim.track.name
    return _told(track, str(speaker or ""), origin.first_said if origin else "")


def _told(track: str, who: str, first_said: str) -> Facts:
    told = (("Track", track), (SAID_BY, who or "the source itself"), ("First said in", first_said))
    return tuple((name, text) for name, text in told if text)
