"""One deal of a large register: made by the actions, so that each row is as the program writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from deals.actions.claims import approve_claim, edit_claim
from deals.actions.deals import speaker_for
from deals.models import Claim, MemberRole
from deals.vocabulary.kinds import Kind
from tests import factories

if TYPE_CHECKING:
    from deals.models import Deal, Member

NUMBER = "No 0000000"
"""Stands in the title; each copy has its own number there."""
CLAIMS_A_SOURCE = 4
EDITED = 4
"""One claim of so many was edited and approved again."""
SENTENCES = (
    "The ministry said on Tuesday that the talks on the radars would go on in the capital until the end of the month.",
    "Two officials who know the paper confirmed the number to the Morning Post and asked not to be named.",
    "The first battery is to arrive by sea; the crews are trained at the maker's yard since the spring.",
    "Neither side would say who pays for the spare parts, which the earlier paper had left open.",
)


def make(number_claims: int) -> tuple[Deal, Member, Member]:
    """The deal, published once; its author and its publisher."""
    author, publisher = factories.a_member(), factories.a_member(MemberRole.PUBLISHER)
    deal = factories.a_deal(f"Highland sells radars to Lowland, {NUMBER}", by=author)
    kinds = columns_by_kind(author)
    readings = [_reading(number, author) for number in range(-(-number_claims // CLAIMS_A_SOURCE))]
    for number in range(number_claims):
        kind, columns = kinds[number % len(kinds)]
        sentence, reading = SENTENCES[number % CLAIMS_A_SOURCE], readings[number // CLAIMS_A_SOURCE]
        passage = factories.a_passage(sentence, reading=reading)
        day = {"happened": f"20{30 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}"}
        text = f"What the article says, point {number + 1}."
        claim = factories.an_approved_claim(
            deal, kind, by=author, publisher=publisher, citations=[passage], text=text, **columns, **day
        )
        if number % EDITED == 0:
            edit_and_approve(claim, author, publisher)
    factories.a_release(deal, publisher=publisher)
    return deal, author, publisher


def edit_and_approve(claim: Claim, author: Member, publisher: Member) -> None:
    edited = edit(claim, author)
    approve_claim(claim=edited, seen_version=edited.version, by=publisher)


def edit(claim: Claim, author: Member) -> Claim:
    claim.text = f"{claim.text.split(';')[0]}; version {claim.version + 1}"
    return edit_claim(claim=claim, seen_version=claim.version, by=author, why="a slip of the pen")


def columns_by_kind(by: Member) -> list[tuple[Kind, dict[str, Any]]]:
    """Twenty claims in the shares that the sample's deals have: stages and statements most, one of each at least."""
    buyer, seller = (factories.a_party(name, by=by) for name in ("Lowland", "Highland"))
    speaker = speaker_for(party=buyer, name="Ada Brook", office="minister of defence", by=by)
    counted = {"quantity": 4, "quantity_unit": "batteries", "quantity_mark": "exactly"}
    thing = {"system": factories.a_system(by=by), **counted}
    money = {"amount": 250_000_000, "currency": "USD", "amount_mark": "about"}
    stages = [(Kind.STAGE, {"stage": stage}) for stage in ("interest", "talks", "talks", "selected", "delivering")]
    return [
        (Kind.PARTICIPATION, {"participant": buyer, "role": "recipient"}),
        (Kind.PARTICIPATION, {"participant": seller, "role": "supplier"}),
        *stages,
        (Kind.STAGE, {"stage": "contract_signed", "instrument": "supply_contract"}),
        *[(Kind.STATEMENT, {"speaker": speaker, "act": act, "consequence": "It buys elsewhere."}) for act in
          ("threaten", "demand", "confirm", "offer")],
        *[(Kind.PAYMENT, {**money, "payment_state": "paid", "payment_measure": "flow"})] * 2,
        *[(Kind.DELIVERY, {**thing, "delivery_measure": "flow"})] * 2,
        (Kind.ORDER, {**thing, "commitment": "firm"}),
        (Kind.VALUATION, {**money, "basis": "contract"}),
        (Kind.AUTHORISATION, {"organ": seller, "subject": "export", "outcome": "granted"}),
        (Kind.EVENT, {"event_type": "test", "actor": buyer}),
    ]  # fmt: skip


def _reading(number: int, by: Member) -> Any:
    filler = (
        "Nothing else that was new could be learnt on that day, and the yard gave no answer to our questions. " * 30
    )
    return factories.a_reading("\n".join([f"Article {number}.", *SENTENCES, filler]).strip(), by=by)
