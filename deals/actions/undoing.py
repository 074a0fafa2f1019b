"""Undoing a change: everything that one signature did is put back, as a new change that is signed too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import ProtectedError, RestrictedError, TextField
from django.db.models.functions import Cast

from deals import permissions
from deals.actions.claims import edit_claim, new_version
from deals.actions.deals import edit_deal
from deals.actions.refused import RefusedError, require
from deals.actions.sources import edit_source
from deals.actions.standing_in_the_way import in_the_way
from deals.models import Approval, Citation, Claim, Deal, Origin, Passage
from deals.models.past import columns, differing, matter, parent, row_from, turns_signed
from deals.signing import signed
from deals.sources.models import Outlet, Source
from deals.vocabulary.kinds import ClaimState
from deals.vocabulary.proof import Bearing

if TYPE_CHECKING:
    from uuid import UUID

    from deals.models import Member
    from deals.models.past import Turn

MAY_NOT_UNDO = "Your account may not undo changes. Ask an administrator."
SAY_WHY = "Say why you undo this: it stands in the history."
NAMES = {"party", "speaker", "weaponsystem", "outlet", "source", "origin", "track"}
"""Rows that are made along the way, and stay where something else names them by now."""
CITING = {Source, Outlet, Origin, Citation, Passage}
"""What a citation editor makes and corrects."""


def undo_change(*, signature: UUID, by: Member, why: str) -> None:
    """Put back all that this signature did. Raises RefusedError where a later change stands on it or a rule forbids it.

    What was edited gets its former words as a new version; what was added is removed; what was removed is there again.
    Raises ValidationError where the former words are no longer right by today's rules.
    """
    found = turns_signed(signature)
    require(permissions.may_cite(by) if _is_about_citing(found) else permissions.may_draft(by), MAY_NOT_UNDO)
    if not why.strip():
        raise RefusedError(SAY_WHY)
    with signed(by=by.pk, why=why):
        _lock(found)
        sentence = in_the_way(signature, found, by)
        if sentence:
            raise RefusedError(sentence)
        for turn in found:
            if turn.after is None:
                row_from(turn.table, turn.before).save(force_insert=True)
        edited = {turn.number for turn in found if turn.before and turn.after and _put_back(turn, by, why)}
        for number in sorted(_claims_that_lose_or_get_a_part(found) - edited):
            _say_so(Claim.objects.get(pk=number), by)
        for turn in reversed(found):
            if turn.before is None:
                _remove(turn, is_all=len(found) == 1)


def _is_about_citing(found: list[Turn]) -> bool:
    """Of sources and citations alone: no word of what is claimed changed."""
    claims = [turn for turn in found if turn.table is Claim]
    others = {turn.table for turn in found} - {Claim}
    return others <= CITING and all(
        turn.before and turn.after and not differing(matter(Claim), turn.before, turn.after) for turn in claims
    )


def _lock(found: list[Turn]) -> None:
    for turn in found:
        list(turn.table._base_manager.select_for_update().filter(pk=turn.number))  # noqa: SLF001


def _claims_that_lose_or_get_a_part(found: list[Turn]) -> set[int]:
    """Numbers of the claims that stay. A citation more or less, or the like, is a new version of its claim."""
    come_or_go = {turn.number for turn in found if turn.table is Claim and not (turn.before and turn.after)}
    parts = [(turn.after or turn.before).claim_id for turn in found if parent(turn.table) == ("claim", Claim)]
    return set(filter(None, parts)) - come_or_go


def _say_so(claim: Claim, by: Member) -> None:
    _prove_again(claim)
    new_version(claim, by)
    claim.save()


def _put_back(turn: Turn, by: Member, why: str) -> bool:
    """Give the row its former words. True for a claim that got a new version thereby."""
    stored: Any = turn.table._base_manager.get(pk=turn.number)  # noqa: SLF001
    if turn.table is Claim:
        return _put_back_claim(turn, stored, by, why)
    is_edited = turn.table in {Deal, Source}
    fields = differing(matter(turn.table) if is_edited else columns(turn.table), turn.before, turn.after)
    for field in fields:
        setattr(stored, field.attname, getattr(turn.before, field.attname))
    if turn.table is Deal and fields:
        edit_deal(deal=stored, seen_version=stored.version, by=by, why=why)
    elif turn.table is Source and fields:
        edit_source(source=stored, seen_version=stored.version, by=by, why=why)
    elif not is_edited:
        stored.full_clean()
        stored.save()
    return False


def _put_back_claim(turn: Turn, stored: Any, by: Member, why: str) -> bool:
    if turn.after.state == ClaimState.RETRACTED != turn.before.state:
        stored.state, stored.retraction_reason = turn.before.state, ""
        stored.save(update_fields=["state", "retraction_reason"])
        return False
    fields = differing(matter(Claim), turn.before, turn.after)
    for field in fields:
        setattr(stored, field.attname, getattr(turn.before, field.attname))
    if fields:
        edit_claim(claim=stored, seen_version=stored.version, by=by, why=why)
    return bool(fields)


def _remove(turn: Turn, *, is_all: bool) -> None:
    """Delete what was added. A name that others use by now stays, unless it is all that there is to undo."""
    row: Any = turn.table._base_manager.get(pk=turn.number)  # noqa: SLF001
    is_a_name = turn.table._meta.model_name in NAMES  # noqa: SLF001
    if stands_in_an_approval(getattr(row, "public_id", "")):
        if is_a_name and not is_all:
            return
        raise RefusedError(f"“{row}” stands in what was approved, and readers may know it: it stays.")
    if turn.table is Citation:
        _prove_otherwise(row)
    try:
        row.delete()
    except (ProtectedError, RestrictedError) as error:
        if not is_a_name or is_all:
            raise RefusedError(_used_by(row, error)) from error


def stands_in_an_approval(public_id: str) -> bool:
    """Whether a document that was approved names this id. No foreign key protects what stands in JSON alone."""
    documents = Approval.objects.annotate(text=Cast("document", TextField()))
    return bool(public_id) and documents.filter(text__contains=public_id).exists()


def _prove_otherwise(citation: Citation) -> None:
    """The claim that this citation proves gets another one that supports it, or none: then nobody can approve it."""
    others = Citation.objects.filter(claim=citation.claim_id, bearing=Bearing.SUPPORTS).exclude(pk=citation.pk)
    Claim.objects.filter(proof=citation.pk).update(proof=others.first())


def _prove_again(claim: Claim) -> None:
    """A citation that supports the claim once more can be its proof."""
    if claim.proof_id is None:
        claim.proof = claim.citations.filter(bearing=Bearing.SUPPORTS).order_by("id").first()


def _used_by(row: Any, error: ProtectedError | RestrictedError) -> str:
    objects = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
    user = next(iter(objects), None)
    return f"“{row}” is used by now, in “{user}”. Change that first, then undo this."
