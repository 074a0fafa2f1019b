"""A candidate, in the plain words of reading -> an unsaved claim, in the register's words. A person may amend it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from deals.actions.deals import party_named
from deals.models import Claim, Party, WeaponSystem
from deals.suggestions.wording import label_of, sentence_of
from deals.vocabulary.gazetteer import mentions
from deals.vocabulary.kinds import Kind, Modality, Weight
from deals.vocabulary.parties import Role
from deals.vocabulary.stages import Instrument, Stage
from deals.vocabulary.terms import Act, Basis, Commitment, Mark, Means, Measure, Outcome, PaymentState, Purpose, Subject

if TYPE_CHECKING:
    from deals.models import Deal
    from deals.suggestions.models import Suggestion

# What reading calls the nature of a payment, as the register's purpose, means and state.
_NATURES: dict[str, dict[str, str]] = {
    "advance": {"purpose": Purpose.ADVANCE},
    "instalment": {"purpose": Purpose.INSTALMENT},
    "final": {"purpose": Purpose.FINAL},
    "loan": {"means": Means.LOAN},
    "arrears": {"payment_state": PaymentState.IN_ARREARS},
}
_KEY_KINDS = {Kind.STAGE, Kind.DELIVERY}


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftClaim:
    """An unsaved claim; its track and its speaker by name, because accepting may have to make them."""

    claim: Claim
    track: str = ""
    speaker: str = ""
    office: str = ""
    speaker_party: Party | None = None
    first_said: str = ""


def drafted_claim(suggestion: Suggestion, deal: Deal) -> DraftClaim:
    """The claim that accepting the suggestion as it is would make of it. Of a deal without a number: as far as told."""
    candidate = suggestion.candidate
    kind, columns = _KINDS[suggestion.kind](candidate, deal)
    claim = Claim(
        deal=deal,
        kind=kind,
        modality=Modality(candidate["modality"]),
        phrase=(candidate["phrase"] or "")[:100] if candidate["date"] else "",
        anchored_on=_anchor(candidate),
        weight=Weight.KEY if kind in _KEY_KINDS else Weight.NORMAL,
        **columns,
    )
    claim.happened = candidate["date"]
    party = _speaking_party(candidate, kind)
    claim.text, claim.label = sentence_of(claim, candidate, party), label_of(claim, candidate)
    return DraftClaim(
        claim=claim,
        track=candidate["track"] or "",
        speaker=candidate["speaker"] or "",
        speaker_party=party,
        first_said=candidate["outlet"] or "",
    )


def _anchor(candidate: dict[str, Any]) -> date | None:
    anchored_on = candidate["anchored_on"]
    return date.fromisoformat(anchored_on) if anchored_on and candidate["phrase"] and candidate["date"] else None


def _speaking_party(candidate: dict[str, Any], kind: Kind) -> Party | None:
    """The party that says so: named by the text, else, for a statement, the one that acts."""
    name = candidate["speaker_party"] or (candidate["actor"] if kind is Kind.STATEMENT else None)
    return party_named(name) if name else None


def _stage(candidate: dict[str, Any], deal: Deal) -> tuple[Kind, dict[str, Any]]:
    word = candidate["stage"]
    if word == "approved":
        return _authorisation(candidate, deal)
    if word == "mou":
        return Kind.STAGE, {"stage": Stage.PRELIMINARY_SIGNED, "instrument": Instrument.MOU}
    stage = Stage(word)
    instrument = Instrument(candidate["instrument"] or Instrument.UNKNOWN) if stage.is_signed else None
    return Kind.STAGE, {"stage": stage, "instrument": instrument}


def _authorisation(candidate: dict[str, Any], _: Deal) -> tuple[Kind, dict[str, Any]]:
    organ = party_named(candidate["actor"]) if candidate["actor"] else _first_named(candidate["quote"])
    return Kind.AUTHORISATION, {"organ": organ, "subject": Subject.CONTRACT, "outcome": Outcome.GRANTED}


def _payment(candidate: dict[str, Any], deal: Deal) -> tuple[Kind, dict[str, Any]]:
    is_asserted = candidate["modality"] == Modality.ASSERTED
    columns = {
        **_money(candidate),
        **_who_pays(candidate, deal),
        "payment_state": PaymentState.PAID if is_asserted else PaymentState.DUE,
        "payment_measure": Measure.FLOW,
    }
    return Kind.PAYMENT, {**columns, **_NATURES.get(candidate["nature"] or "", {})}


def _who_pays(candidate: dict[str, Any], deal: Deal) -> dict[str, Any]:
    """The recipient pays the supplier. A loan goes the other way and by other hands: a person has to say."""
    if candidate["nature"] == "loan":
        return {}
    return {"payer": _party_as(deal, Role.RECIPIENT), "payee": _party_as(deal, Role.SUPPLIER)}


def _first_named(quote: str) -> Party | None:
    """“Congress in Washington gave its consent”: the United States. None where nobody is named: a person has to say."""
    names = (mention.name.name for mention in mentions(quote) if mention.name.kind == "state")
    return next((party for name in names if (party := party_named(name))), None)


def _delivery(candidate: dict[str, Any], deal: Deal) -> tuple[Kind, dict[str, Any]]:
    return Kind.DELIVERY, {**_quantity(candidate, deal), "delivery_measure": Measure.FLOW}


def _order(candidate: dict[str, Any], deal: Deal) -> tuple[Kind, dict[str, Any]]:
    return Kind.ORDER, {**_quantity(candidate, deal), "commitment": Commitment.FIRM}


def _value(candidate: dict[str, Any], _: Deal) -> tuple[Kind, dict[str, Any]]:
    is_asserted = candidate["modality"] == Modality.ASSERTED
    return Kind.VALUATION, {**_money(candidate), "basis": Basis.CONTRACT if is_asserted else Basis.ESTIMATE}


def _statement(candidate: dict[str, Any], _: Deal) -> tuple[Kind, dict[str, Any]]:
    act = Act(candidate["act"]) if candidate["act"] else Act.CONFIRM
    condition, consequence = candidate["condition"] or None, candidate["consequence"] or None
    return Kind.STATEMENT, {"act": act, "if_condition": condition, "consequence": consequence}


_KINDS = {
    "stage": _stage,
    "payment": _payment,
    "delivery": _delivery,
    "order": _order,
    "value": _value,
    "statement": _statement,
}


def _money(candidate: dict[str, Any]) -> dict[str, Any]:
    if candidate["amount"] is None or not candidate["currency"]:
        return {}
    return {
        "amount": Decimal(str(candidate["amount"])),
        "currency": candidate["currency"],
        "amount_mark": Mark(candidate["mark"] or Mark.EXACTLY),
    }


def _quantity(candidate: dict[str, Any], deal: Deal) -> dict[str, Any]:
    system = _system(candidate["item"], deal)
    if candidate["quantity"] is None:
        return {"system": system}
    return {
        "system": system,
        "quantity": Decimal(candidate["quantity"]),
        "quantity_unit": candidate["unit"] or "units",
        "quantity_mark": Mark(candidate["mark"] or Mark.EXACTLY),
    }


def _system(item: str | None, deal: Deal) -> WeaponSystem | None:
    """The deal's system that the item names, else the deal's first; the item itself while no deal is chosen."""
    if not deal.pk:
        return WeaponSystem(designation=item) if item else None
    systems = list(deal.systems.order_by("deal_systems__id"))
    named = (system for system in systems if item and system.designation.lower() in item.lower())
    return next(named, systems[0] if systems else None)


def _party_as(deal: Deal, role: Role) -> Party | None:
    if not deal.pk:
        return None
    claim = deal.claims.of_kind(Kind.PARTICIPATION).filter(role=role).select_related("participant").first()
    return claim.participant if claim else None
