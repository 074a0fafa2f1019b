"""The sentence and the short label that a drafted claim starts with. In our own words; a person may amend them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deals.models.claim import LABEL_LENGTH
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.stages import Instrument, Stage
from deals.vocabulary.terms import Act, Purpose

if TYPE_CHECKING:
    from deals.models import Claim, Party

TEXT_LENGTH = 300

_STAGES = {
    Stage.INTEREST: "Interest is shown",
    Stage.REQUESTED: "A request is made",
    Stage.TENDER: "A tender is held",
    Stage.TALKS: "Talks are held",
    Stage.SELECTED: "The supplier is selected",
    Stage.AGREED_IN_PRINCIPLE: "Agreed in principle",
    Stage.PRELIMINARY_SIGNED: "A preliminary document is signed",
    Stage.CONTRACT_SIGNED: "The contract is signed",
    Stage.IN_FORCE: "The contract is in force",
    Stage.IN_PRODUCTION: "Production is under way",
    Stage.DELIVERING: "Deliveries are under way",
    Stage.DELIVERED: "All is delivered",
    Stage.IN_SERVICE: "In service",
    Stage.SUSPENDED: "The deal is suspended",
    Stage.CANCELLED: "The deal is cancelled",
}
_ACTS = {
    Act.CONFIRM: "states its position",
    Act.THREATEN: "threatens",
    Act.DEMAND: "demands",
    Act.OFFER: "offers",
    Act.PROMISE: "promises",
    Act.REQUEST: "asks",
    Act.REFUSE: "refuses",
    Act.WARN: "warns",
    Act.ASSESS: "assesses",
    Act.NO_COMMENT: "does not comment",
}
_NOUNS = {
    Act.CONFIRM: "Position",
    Act.THREATEN: "Threat",
    Act.DEMAND: "Demand",
    Act.OFFER: "Offer",
    Act.PROMISE: "Promise",
    Act.REQUEST: "Request",
    Act.REFUSE: "Refusal",
    Act.WARN: "Warning",
    Act.ASSESS: "Assessment",
    Act.NO_COMMENT: "No comment",
}
_MODALITIES = {Modality.PLANNED: "planned", Modality.POSSIBLE: "possible", Modality.DENIED: "denied"}


def sentence_of(claim: Claim, candidate: dict[str, Any], speaker: Party | None) -> str:
    """One plain sentence; the condition and the consequence in the source's words, which the claim holds too."""
    if claim.kind == Kind.STATEMENT:
        return _cut(_statement(claim, candidate, speaker), TEXT_LENGTH)
    topic = f" on {candidate['track']}" if candidate["track"] else ""
    who = f", says {speaker.name}" if speaker else ""
    return _cut(f"{_fact(claim)}{topic}{_marked(claim)}{who}.", TEXT_LENGTH)


def label_of(claim: Claim, candidate: dict[str, Any]) -> str:
    """At most 40 characters, cut after a word."""
    if claim.kind == Kind.STATEMENT:
        about = claim.consequence or claim.if_condition or "on the deal"
        return _cut(f"{_NOUNS[Act(str(claim.act))]}: {about}", LABEL_LENGTH)
    topic = f": {candidate['track']}" if candidate["track"] else ""
    return _cut(f"{_fact(claim)}{topic}{_marked(claim)}", LABEL_LENGTH)


def _statement(claim: Claim, candidate: dict[str, Any], speaker: Party | None) -> str:
    who = speaker.name if speaker else candidate["speaker"] or "A speaker"
    told = f": “{claim.consequence}”" if claim.consequence else ""
    return f"{who} {_ACTS[Act(str(claim.act))]}{told}{_condition(claim.if_condition or '')}."


def _condition(told: str) -> str:
    """The source's words without their own "if"; "unless" stays, it turns the sense."""
    if not told:
        return ""
    if told.lower().startswith("if "):
        return f", if “{told[3:]}”"
    return f", on the condition “{told}”"


def _fact(claim: Claim) -> str:
    if claim.kind == Kind.STAGE:
        return _stage(claim)
    if claim.kind == Kind.PAYMENT:
        return _payment(claim)
    if claim.kind == Kind.VALUATION:
        return f"Valued at {_number(claim.amount)} {claim.currency}"
    if claim.kind == Kind.AUTHORISATION:
        return f"Approval {claim.outcome} by {claim.organ or 'an authority'}"
    return _things(claim)


def _stage(claim: Claim) -> str:
    told = _STAGES[Stage(str(claim.stage))]
    known = claim.instrument and claim.instrument not in {Instrument.UNKNOWN, Instrument.SUPPLY_CONTRACT}
    return f"{told} ({Instrument(claim.instrument).label})" if known else told


def _payment(claim: Claim) -> str:
    what = {Purpose.ADVANCE: "Advance payment", Purpose.FINAL: "Final payment"}.get(claim.purpose, "Payment")
    payer = f" by {claim.payer}" if claim.payer else ""
    amount = f" of {_number(claim.amount)} {claim.currency}" if claim.amount else ""
    return f"{what}{amount}{payer}"


def _things(claim: Claim) -> str:
    what = "Delivery" if claim.kind == Kind.DELIVERY else "Order"
    number = f"{_number(claim.quantity)} {claim.quantity_unit} of " if claim.quantity else ""
    return f"{what} of {number}{claim.system or 'the system'}"


def _marked(claim: Claim) -> str:
    word = _MODALITIES.get(Modality(claim.modality))
    return f" ({word})" if word else ""


def _number(value: Any) -> str:
    """2.5 billion, 240 million, 66: as newspapers write them."""
    for size, name in ((10**9, " billion"), (10**6, " million")):
        if value >= size:
            return f"{value / size:.10g}{name}"
    return f"{value:,.10g}"


def _cut(text: str, most: int) -> str:
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    return (text[: most - 1].rsplit(" ", 1)[0] or text[: most - 1]).rstrip(",:;") + "…"
