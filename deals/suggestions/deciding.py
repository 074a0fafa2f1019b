"""A person's decision on a suggestion: accept it, amend it, or reject it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from deals import permissions
from deals.actions.citing import CitationDraft, OriginDraft
from deals.actions.claims import add_claim
from deals.actions.deals import speaker_for, track_named
from deals.actions.refused import RefusedError, require
from deals.models import Decision
from deals.signing import signed
from deals.suggestions.drafting import DraftClaim, drafted_claim
from deals.suggestions.models import Suggestion, SuggestionState
from deals.vocabulary.kinds import Kind
from deals.vocabulary.proof import CitationKind, Verdict

if TYPE_CHECKING:
    from deals.models import Claim, Deal, Member, Speaker
    from deals.sources.models import Reading


def accept(*, suggestion: Suggestion, deal: Deal, by: Member, amended: DraftClaim | None = None) -> Claim:
    """Make a claim with its citation of the suggestion, as proposed or as `amended`. A second click changes nothing.

    Raises ValidationError where the claim lacks something, RefusedError where it was rejected.
    """
    with signed(by=by.pk, why="decided on a suggestion"):
        waiting = _locked(suggestion, by)
        if waiting.claim is not None:
            return waiting.claim
        if waiting.state == SuggestionState.REJECTED:
            raise RefusedError("This suggestion was rejected meanwhile. Select the passage to add it by hand.")
        draft = amended or drafted_claim(waiting, deal)
        verdict = Verdict.AMENDED if amended else Verdict.ACCEPTED
        decision = _decide(by, verdict)
        waiting.claim = _claim((waiting.reading, waiting.start, waiting.end), deal, draft, decision, by)
        waiting.state, waiting.decision = SuggestionState(verdict), decision
        waiting.save(update_fields=["claim", "state", "decision"])
        return waiting.claim


def reject(*, suggestion: Suggestion, by: Member, reason: str = "") -> Suggestion:
    """Set the suggestion aside. A second click changes nothing; one that was accepted stays accepted."""
    with signed(by=by.pk, why="decided on a suggestion"):
        waiting = _locked(suggestion, by)
        if waiting.claim is not None:
            raise RefusedError("This suggestion was accepted meanwhile. Retract or edit the claim instead.")
        if waiting.state == SuggestionState.WAITING:
            waiting.state, waiting.decision = SuggestionState.REJECTED, _decide(by, Verdict.REJECTED, reason)
            waiting.save(update_fields=["state", "decision"])
        return waiting


def _locked(suggestion: Suggestion, by: Member) -> Suggestion:
    require(permissions.may_decide(by), "Your account may not decide on suggestions. Ask an administrator.")
    return Suggestion.objects.select_for_update().get(pk=suggestion.pk)


def _decide(by: Member, verdict: Verdict, reason: str = "") -> Decision:
    return Decision.objects.create(verdict=verdict, reason=reason[:500], decided_by=by, decided_at=timezone.now())


def add_from_passage(
    *,
    reading: Reading,
    start: int,
    end: int,
    deal: Deal,
    draft: DraftClaim,
    by: Member,
    decision: Decision | None = None,
) -> Claim:
    """A new claim that quotes characters `start` to `end` of the reading. A `decision` where a program proposed it.

    Raises ValidationError where the claim lacks something.
    """
    with signed(by=by.pk, why="new claim from a passage"):
        return _claim((reading, start, end), deal, draft, decision, by)


def _claim(
    passage: tuple[Reading, int, int], deal: Deal, draft: DraftClaim, decision: Decision | None, by: Member
) -> Claim:
    claim = draft.claim
    speaker = _speaker(draft, by)
    claim.deal, claim.track = deal, track_named(deal=deal, name=draft.track, by=by)
    if claim.kind == Kind.STATEMENT:
        claim.speaker = speaker
    citation = CitationDraft(
        source=passage[0].snapshot.source,
        origin=OriginDraft(speaker=speaker, first_said=draft.first_said),
        passages=(passage,),
        relays=(draft.first_said,) if draft.first_said else (),
        kind=CitationKind.RELAYED_REPORT if draft.first_said else CitationKind.OWN_REPORTING,
    )
    return add_claim(claim=claim, citations=[citation], by=by, decision=decision)


def _speaker(draft: DraftClaim, by: Member) -> Speaker | None:
    if draft.speaker_party is None:
        return None
    return speaker_for(party=draft.speaker_party, name=draft.speaker, office=draft.office, by=by)
