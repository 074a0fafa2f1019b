"""What each kind of claim asks for: its columns in order, what it cannot do without, and what does not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deals.models.kinds import COLUMNS
from deals.vocabulary.kinds import Kind
from deals.vocabulary.money import NO_CURRENCY, is_currency
from deals.vocabulary.stages import Stage
from deals.vocabulary.terms import Act, Mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

TOO_SMALL = "It must be more than zero. What is not told is left empty."
PARTIES = ("participant", "suspended_by", "payer", "payee", "organ", "actor")
LABELS = {
    "participant": "Party",
    "role": "Role",
    "stage": "Stage",
    "instrument": "Instrument",
    "suspended_what": "What is suspended",
    "suspended_by": "Suspended by",
    "step_back_reason": "Why the track goes back",
    "amount": "Amount",
    "currency": "Currency",
    "amount_mark": "The amount is",
    "own_conversion": "The source’s own conversion",
    "no_amount": "Why there is no amount",
    "payer": "Payer",
    "payee": "Payee",
    "share_percent": "Share of the price in %",
    "purpose": "Purpose",
    "means": "Means",
    "payment_state": "State of the payment",
    "payment_measure": "A flow or a level",
    "delivery_measure": "A flow or a level",
    "system": "Weapon system",
    "quantity": "Quantity",
    "quantity_unit": "Unit",
    "quantity_mark": "The quantity is",
    "equal_quantity": "The same in another unit",
    "equal_unit": "That other unit",
    "production": "Where it is made",
    "commitment": "Commitment",
    "condition": "Condition of the goods",
    "organ": "Whose organ decides",
    "subject": "For what",
    "outcome": "Outcome",
    "act": "What the speaker does",
    "if_condition": "Condition",
    "consequence": "Consequence",
    "event_type": "Event",
    "actor": "Who acts",
    "basis": "The value of what",
    "includes": "What it includes",
    "price_year": "In prices of",
    "tax": "Tax",
}
HELP = {
    "instrument": "Only for what is signed.",
    "suspended_what": "Only if the stage is “suspended”.",
    "suspended_by": "Only if the stage is “suspended”.",
    "amount": "In full units: 2500000000. Leave empty if it is not told.",
    "currency": "ISO 4217, as in USD or EUR.",
    "quantity_unit": "As the source counts: systems, batteries, aircraft.",
    "payment_measure": "Flow: this was paid. Level: paid in all by that day.",
    "delivery_measure": "Flow: this was delivered. Level: delivered in all by that day.",
    "own_conversion": "As in “€450 million”, where the source gives both.",
    "no_amount": "Only where the amount is empty: withheld is not the same as not reported.",
    "equal_quantity": "Only where the source gives both: “four batteries, that is two battalions”.",
    "step_back_reason": "Only if this later report puts the track back to an earlier phase. Readers see it.",
    "price_year": "The year, if the source names one: 2016.",
}
HELP_WHERE_NEEDED = {
    "amount": "In full units: 2500000000.",
    "speaker_party": "For whom they speak, as in Turkey.",
}
"""In place of a help that says what an empty field means, where it may not be empty."""
REQUIRED: dict[Kind, tuple[str, ...]] = {
    Kind.PARTICIPATION: ("participant", "role"),
    Kind.STAGE: ("stage",),
    Kind.PAYMENT: ("payment_state", "payment_measure"),
    Kind.DELIVERY: ("system", "delivery_measure"),
    Kind.ORDER: ("system", "quantity", "commitment"),
    Kind.VALUATION: ("amount", "basis"),
    Kind.AUTHORISATION: ("organ", "subject", "outcome"),
    Kind.STATEMENT: ("act", "speaker_party"),
    Kind.EVENT: ("actor", "event_type"),
}


def plain_columns(kind: Kind) -> tuple[str, ...]:
    """The kind's columns that are typed or chosen as they are; parties and speakers go by name."""
    return tuple(column for column in COLUMNS[kind] if column not in PARTIES and column != "speaker")


def party_columns(kind: Kind) -> tuple[str, ...]:
    return tuple(column for column in COLUMNS[kind] if column in PARTIES)


def complaints(kind: Kind, told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs of field and sentence for what the database would refuse, said where it can be mended."""
    if "amount" in COLUMNS[kind]:
        yield from _about_money(told)
    if "quantity" in COLUMNS[kind]:
        yield from _about_quantity(told)
    if kind is Kind.STAGE and told.get("stage"):
        yield from _about_stage(told)
    is_conditional = kind is Kind.STATEMENT and told.get("act") in {Act.THREATEN, Act.DEMAND}
    if is_conditional and not told.get("if_condition") and not told.get("consequence"):
        yield "consequence", "A threat or demand has a condition or a consequence: fill in one."


def completed(told: dict[str, Any]) -> dict[str, Any]:
    """A number without a mark is exact; a currency is written in capitals."""
    filled = dict(told)
    if filled.get("currency"):
        filled["currency"] = filled["currency"].upper()
    for number, mark in (("amount", "amount_mark"), ("quantity", "quantity_mark")):
        if mark in filled:
            filled[mark] = (filled[mark] or Mark.EXACTLY.value) if filled.get(number) else None
    return filled


def _is_too_small(number: Decimal | None) -> bool:
    return number is not None and number <= 0


def _about_money(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    code = told.get("currency") or ""
    if code and not is_currency(code):
        yield "currency", NO_CURRENCY.format(code)
    if _is_too_small(told.get("amount")):
        yield "amount", TOO_SMALL
        return
    if told.get("amount") and told.get("no_amount"):
        yield "no_amount", "There is an amount: leave this empty."
    if told.get("amount") and not told.get("currency"):
        yield "currency", "Say in which currency, as in USD."
    for column in ("currency", "own_conversion"):
        if told.get(column) and not told.get("amount"):
            yield "amount", "Give the amount, or leave currency and conversion empty."
            return


def _about_quantity(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if _is_too_small(told.get("quantity")):
        yield "quantity", TOO_SMALL
        return
    if told.get("quantity") and not told.get("quantity_unit"):
        yield "quantity_unit", "Say what is counted, as in systems or batteries."
    if told.get("quantity_unit") and not told.get("quantity"):
        yield "quantity", "Give the number, or leave the unit empty."
    yield from _about_the_other_unit(told)


def _about_the_other_unit(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    number, unit = told.get("equal_quantity"), told.get("equal_unit")
    if _is_too_small(number):
        yield "equal_quantity", TOO_SMALL
    elif number and not unit:
        yield "equal_unit", "Say what is counted there, as in battalions."
    elif unit and not number:
        yield "equal_quantity", "Give the number in that unit, or leave the unit empty."
    elif unit and unit == told.get("quantity_unit"):
        yield "equal_unit", "This is the unit above. Give another one, or leave both empty."
    elif unit and not told.get("quantity"):
        yield "quantity", "Give the number that equals it, or leave the other unit empty."


def _about_stage(told: dict[str, Any]) -> Iterator[tuple[str, str]]:
    stage = Stage(told["stage"])
    if stage.is_signed and not told.get("instrument"):
        yield "instrument", "Say what was signed; “instrument not told” if the source does not."
    if not stage.is_signed and told.get("instrument"):
        yield "instrument", "Only a signed step has an instrument: leave this empty."
    if stage is not Stage.SUSPENDED:
        for column in ("suspended_what", "suspended_by"):
            if told.get(column):
                yield column, "Only for the stage “suspended”: leave this empty."
