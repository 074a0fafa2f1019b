"""Drafting, editing, approving and retracting claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from deals import permissions
from deals.actions.citing import CitationDraft, OriginDraft, cite, origin_of
from deals.actions.deals import refuse_ended
from deals.actions.refused import ChangedMeanwhileError, RefusedError, require
from deals.models import Approval, Claim, Deal
from deals.publishing.claims import claim_document
from deals.record.shape import SCHEMA
from deals.signing import signed
from deals.vocabulary.kinds import ClaimState, Entry
from deals.vocabulary.money import NO_CURRENCY, is_currency
from deals.vocabulary.proof import Bearing, CitationBasis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from deals.models import Citation, Decision, Member
    from deals.models.claim import ClaimQuerySet


MAY_NOT_DRAFT = "Your account may not change the register. Ask an administrator."


def add_claim(
    *, claim: Claim, citations: Sequence[CitationDraft], by: Member, decision: Decision | None = None
) -> Claim:
    """Store a new draft with its citations. `decision` is the person's on what a program or an import proposed.

    Raises ValidationError for wrong values; then nothing is stored.
    """
    require(permissions.may_draft(by), MAY_NOT_DRAFT)
    if not citations:
        raise RefusedError("A claim needs a citation: say which source says so.")
    claim.decision = decision
    claim.entry = _entry(decision)
    claim.drafted_by, claim.drafted_at, claim.authors = by, timezone.now(), [by.pk]
    _check(claim, exclude=["proof"])
    with signed(by=by.pk, why="new claim"):
        deal = Deal.objects.select_for_update().get(pk=claim.deal_id)
        refuse_ended(deal)
        if decision is None:
            _refuse_double(claim)
        claim.save(force_insert=True)
        for draft in citations:
            _keep_as_proof(claim, draft)
        claim.save(update_fields=["proof"])
    return claim


def add_citation(*, claim: Claim, citation: CitationDraft, by: Member, why: str = "another citation") -> Claim:
    """One more source for, or against, a claim. What was approved stays public until this version is approved too."""
    require(permissions.may_cite(by), "Your account may not add citations. Ask an administrator.")
    with signed(by=by.pk, why=why):
        stored = _locked(claim)
        refuse_retracted(stored)
        _keep_as_proof(stored, citation)
        new_version(stored, by)
        stored.save()
    return stored


def correct_citation(
    *, citation: Citation, origin: OriginDraft, said: Mapping[str, Any], seen_version: int, by: Member, why: str
) -> Claim:
    """Store what a citation says otherwise, as a new version of its claim; `said` by column. Its source stays.

    Raises ChangedMeanwhileError where `seen_version` is no longer the claim's newest, ValidationError for wrong values.
    """
    require(permissions.may_cite(by), "Your account may not correct citations. Ask an administrator.")
    with signed(by=by.pk, why=why):
        claim = _locked(citation.claim)
        if claim.version != seen_version:
            raise ChangedMeanwhileError("Somebody else saved this claim meanwhile. Read it, then save yours again.")
        refuse_retracted(claim)
        if claim.state == ClaimState.APPROVED and not why.strip():
            raise RefusedError("Say why you change the proof of a claim that was approved.")
        stored = claim.citations.get(pk=citation.pk)
        for column, value in said.items():
            setattr(stored, column, list(value) if column == "relays" else value)
        if stored.basis != CitationBasis.QUOTED:
            stored.basis = CitationBasis.TRANSCRIBED if stored.transcript else CitationBasis.PARAPHRASED
        stored.origin = origin_of(origin, stored.source)
        stored.full_clean(exclude=["claim", "origin"])
        stored.save()
        claim.proof = claim.citations.filter(bearing=Bearing.SUPPORTS).order_by("id").first()
        new_version(claim, by)
        claim.save()
    return claim


def edit_claim(*, claim: Claim, seen_version: int, by: Member, why: str) -> Claim:
    """Store a changed claim as a draft. Raises ChangedMeanwhileError where `seen_version` is no longer the newest."""
    require(permissions.may_draft(by), MAY_NOT_DRAFT)
    with signed(by=by.pk, why=why):
        stored = _locked(claim)
        if stored.version != seen_version or stored.deal_id != claim.deal_id:
            raise ChangedMeanwhileError("Somebody else saved this claim meanwhile. Compare, then save yours again.")
        refuse_retracted(stored)
        if stored.state == ClaimState.APPROVED and not why.strip():
            raise RefusedError("Say why you change a claim that was approved.")
        claim.proof_id, claim.state, claim.authors = stored.proof_id, stored.state, stored.authors
        new_version(claim, by, after=seen_version)
        _check(claim)
        claim.save()
    return claim


def approve_claim(*, claim: Claim, seen_version: int, by: Member) -> Approval:
    """Pin this version. Raises RefusedError for its own author, ChangedMeanwhileError where it is not the newest."""
    require(permissions.may_review(by), "Only a publisher approves.")
    with signed(by=by.pk, why="approved"):
        stored = _locked(claim)
        if stored.version != seen_version or stored.state != ClaimState.DRAFT:
            raise ChangedMeanwhileError("This claim is not as you saw it. Look at it again, then approve it.")
        if not permissions.may_approve(by, stored, alone=settings.AUTHORS_MAY_APPROVE):
            raise RefusedError("Whoever wrote a claim does not approve it. Ask another publisher.")
        if stored.proof_id is None:
            raise RefusedError("No source supports this claim. Add a citation that does, then approve it.")
        return _approve(stored, by)


def approve_drafts(*, among: ClaimQuerySet, seen_versions: dict[int, int], by: Member) -> list[Approval]:
    """Approve the drafts, of a deal or citing a source, that the publisher saw, in one go: all of them or none."""
    with signed(by=by.pk, why="approved in one go"):
        drafts = list(among.waiting().filter(pk__in=seen_versions).order_by("pk"))
        return [approve_claim(claim=claim, seen_version=seen_versions[claim.pk], by=by) for claim in drafts]


def retract_claim(*, claim: Claim, by: Member, why: str) -> Claim:
    """Say that it does not hold. It stays visible as retracted; the next release shows it."""
    if not why.strip():
        raise RefusedError("Say why the claim is retracted: readers will see it.")
    require(permissions.may_retract(by), "Only a publisher retracts.")
    with signed(by=by.pk, why=why):
        stored = Claim.objects.select_for_update().get(pk=claim.pk)
        if stored.state == ClaimState.RETRACTED:
            raise RefusedError("This claim is retracted already, and readers see why.")
        if not stored.approvals.exists():
            raise RefusedError("This claim was never approved: reject or edit it instead.")
        stored.state, stored.retraction_reason = ClaimState.RETRACTED, why.strip()
        stored.save(update_fields=["state", "retraction_reason"])
    return stored


def _check(claim: Claim, exclude: Sequence[str] = ()) -> None:
    """What the database would refuse, and what it cannot know. Raises ValidationError."""
    claim.full_clean(exclude=exclude)
    if claim.currency and not is_currency(claim.currency):
        raise ValidationError({"currency": NO_CURRENCY.format(claim.currency)})


def refuse_retracted(claim: Claim) -> None:
    if claim.state == ClaimState.RETRACTED:
        raise RefusedError("A retracted claim is not edited. Make a new one.")


def _approve(claim: Claim, by: Member) -> Approval:
    is_by_author = by.pk in claim.authors
    claim.state = ClaimState.APPROVED
    claim.save(update_fields=["state"])
    return Approval.objects.create(
        claim=claim,
        version=claim.version,
        schema=SCHEMA,
        document=claim_document(claim, is_by_author=is_by_author),
        drafted_by_id=claim.drafted_by_id,
        approved_by=by,
        approved_at=timezone.now(),
        is_by_author=is_by_author,
    )


def _entry(decision: Decision | None) -> Entry:
    if decision is None:
        return Entry.TYPED
    return Entry.IMPORTED if decision.verdict == "imported" else Entry.SUGGESTED


def _locked(claim: Claim) -> Claim:
    """As stored, and waited for. Raises RefusedError in a deal that is followed no longer."""
    stored = Claim.objects.select_for_update(of=("self",)).select_related("deal__merged_into").get(pk=claim.pk)
    refuse_ended(stored.deal)
    return stored


def _refuse_double(claim: Claim) -> None:
    """A double click types the same claim twice; the deal's lock makes the second one wait and see the first."""
    same = Claim.objects.not_retracted().filter(
        deal=claim.deal, track=claim.track, kind=claim.kind, text=claim.text, happened_edtf=claim.happened_edtf
    )
    if same.exists():
        raise RefusedError("This deal has that claim already. Add your source to it as another citation.")


def _keep_as_proof(claim: Claim, draft: CitationDraft) -> None:
    citation = cite(claim=claim, draft=draft)
    if claim.proof_id is None and citation.bearing == Bearing.SUPPORTS:
        claim.proof = citation


def new_version(claim: Claim, by: Member, *, after: int | None = None) -> None:
    claim.version = (claim.version if after is None else after) + 1
    claim.authors = sorted({*([] if claim.state == ClaimState.APPROVED else claim.authors), by.pk})
    claim.state = ClaimState.DRAFT
    claim.drafted_by, claim.drafted_at = by, timezone.now()
