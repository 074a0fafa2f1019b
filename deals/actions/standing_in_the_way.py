"""Why a change cannot be undone: a later change that stands on it, or a rule."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pghistory.models import Context

from deals import permissions
from deals.models import Approval, Claim, Deal, Member, Release
from deals.models.past import DECIDED, columns, differing, events, matter, row_from
from deals.sources.models import Source
from deals.vocabulary.kinds import ClaimState
from deals.vocabulary.withholding import BLOCK

if TYPE_CHECKING:
    from uuid import UUID

    from deals.models.past import Turn

NOTHING = "There is no such change, or it changed nothing."
BY_A_PROGRAM = "A program did this while it read an article. Decide on its suggestions instead."
OF_MEMBERS = "Who is a member, and as what, an administrator changes on the page of members."
APPROVED = "An approval is not undone. Edit the claim, or retract it."
WAS_APPROVED = "“{}” was approved: readers may know it. Retract it instead."
IS_RETRACTED = "“{}” is retracted, and a retracted claim is not edited. Make a new one."
MOVED = "“{}” was moved between deals. Move it back instead."
ENDED = "“{}” was ended or followed again. Do that the other way round at the deal."
READERS_KNOW = "Readers know from the newest release that “{}” was retracted. Make a new claim instead."
ONLY_A_PUBLISHER = "Only a publisher takes a retraction back."
THERE_AGAIN = "“{}” is there again already."
GONE = "“{}” is gone already."
WITHHELD = "Part of what “{}” said is withheld. It is not brought back."
CHANGED_SINCE = "“{row}” was changed since, by {by} on {on:%Y-%m-%d at %H:%M} UTC. Undo that first."


def in_the_way(signature: UUID, found: list[Turn], by: Member) -> str:
    """One sentence that says why, and what to do instead; empty where nothing is in the way."""
    context = Context.objects.filter(pk=signature).first()
    if context is None or not found:
        return NOTHING
    if context.metadata.get("via") == "worker":
        return BY_A_PROGRAM
    if any(turn.table is Member for turn in found):
        return OF_MEMBERS
    return next(filter(None, (_of_row(turn, by) for turn in found)), "")


def _of_row(turn: Turn, by: Member) -> str:
    stored = turn.table._base_manager.filter(pk=turn.number).first()  # noqa: SLF001
    if turn.after is None:
        return _named(THERE_AGAIN, turn) if stored else _withheld(turn, row_from(turn.table, turn.before), None)
    if stored is None:
        return _named(GONE, turn)
    rule = _rule(turn, stored, by)
    if rule:
        return rule
    if turn.before is None:
        return _changed_since(turn) if _last(turn).pgh_id != turn.after.pgh_id else ""
    later = [field for field in _set_back(turn) if field in differing(columns(turn.table), turn.after, stored)]
    return _changed_since(turn) if later else _withheld(turn, turn.before, turn.after)


def _set_back(turn: Turn) -> list[Any]:
    edited = {Claim, Deal, Source}
    return differing(matter(turn.table) if turn.table in edited else columns(turn.table), turn.before, turn.after)


def _rule(turn: Turn, stored: Any, by: Member) -> str:
    if turn.table is Claim:
        return _rule_of_claims(turn, stored, by)
    decided = [field for field in columns(turn.table) if field.name in DECIDED.get(Deal._meta.label_lower, ())]  # noqa: SLF001
    if turn.table is Deal and turn.before and differing(decided, turn.before, turn.after):
        return _named(ENDED, turn)
    return ""


def _rule_of_claims(turn: Turn, stored: Claim, by: Member) -> str:
    if turn.before is None:
        return _named(WAS_APPROVED, turn) if Approval.objects.filter(claim=stored).exists() else ""
    if turn.before.deal_id != turn.after.deal_id:
        return _named(MOVED, turn)
    if turn.after.state == ClaimState.RETRACTED != turn.before.state:
        return _rule_of_retractions(turn, stored, by)
    if turn.before.state == ClaimState.DRAFT and turn.after.state == ClaimState.APPROVED:
        return APPROVED
    return _named(IS_RETRACTED, turn) if stored.state == ClaimState.RETRACTED else ""


def _rule_of_retractions(turn: Turn, stored: Claim, by: Member) -> str:
    if not permissions.may_retract(by):
        return ONLY_A_PUBLISHER
    if stored.state != ClaimState.RETRACTED:
        return _changed_since(turn)
    # Of the deals that it was moved from too: readers of those know as well.
    deals = {stored.deal_id, *stored.moves.values_list("from_deal", flat=True)}
    telling = Release.objects.filter(deal__in=deals, document__contains=stored.public_id).values_list(
        "document", flat=True
    )
    shown = [claim for document in telling for claim in json.loads(document)["claims"]]
    is_known = any(claim["id"] == stored.public_id and claim["retraction_reason"] for claim in shown)
    return _named(READERS_KNOW, turn) if is_known else ""


def _withheld(turn: Turn, row: Any, other: Any) -> str:
    """Nothing that was blanked takes the place of words that stand now."""

    def blanked(one: Any) -> bool:
        return any(BLOCK in str(getattr(one, field.attname)) for field in columns(turn.table))

    return _named(WITHHELD, turn) if blanked(row) and not (other and blanked(other)) else ""


def _named(sentence: str, turn: Turn) -> str:
    return sentence.format(row_from(turn.table, turn.after or turn.before))


def _last(turn: Turn) -> Any:
    return events(turn.table).filter(pgh_obj=turn.number).select_related("pgh_context").last()


def _changed_since(turn: Turn) -> str:
    last = _last(turn)
    member = Member.objects.filter(pk=last.pgh_context.metadata["member"]).first()
    return CHANGED_SINCE.format(row=row_from(turn.table, turn.after), by=member, on=last.pgh_created_at)
