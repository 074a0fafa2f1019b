"""One deal of a large register: made by the actions, so that each row is as the program writes it."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from django.db.models import Model

from deals.actions.citing import OriginDraft
from deals.actions.claims import approve_claim, edit_claim
from deals.actions.deals import create_deal, party_for, speaker_for, system_for
from deals.models import Claim, Deal
from deals.vocabulary.gazetteer import states
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import PartyKind
from deals.vocabulary.stages import Stage
from tests import factories
from tests.benchmarks.shapes import outlet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.actions.citing import CitationDraft
    from deals.models import Member, Party, Speaker, WeaponSystem
    from tests.benchmarks.shapes import Shape

NUMBER = "No 0000000"
"""Stands in the title; each copy has its own number there."""
NAMES_A_DEAL = 10
LAST_YEAR = 1940
"""Of a pattern's facts. A copy's are of a time of its own: years before 1950 stand for it, and for nothing else."""
CLAIMS_A_SOURCE = 4
EDITED = 10
"""One claim of so many was edited and approved again."""
MODALITIES = ("asserted", "asserted", "asserted", "planned", "asserted", "possible", "asserted", "asserted", "denied")
QUOTES = (
    "The ministry said on Tuesday that the talks on the radars would go on in the capital until the end of the month.",
    "Two officials who know the paper confirmed the number to the Morning Post and asked not to be named.",
    "The first battery is to arrive by sea; the crews are trained at the maker's yard since the spring.",
    "Neither side would say who pays for the spare parts, which the earlier paper had left open.",
    "Le ministère a précisé que la première tranche avait été versée à la signature du contrat.",
    "Das Verteidigungsministerium bestätigte, dass die Übergabe der Fahrzeuge im Frühjahr beginnt.",
    "Savunma bakanı, sözleşmenin yıl sonuna kadar imzalanacağını söyledi.",
    "Министр обороны сообщил, что поставки начнутся осенью.",
    "وقال الوزير إن المحادثات مستمرة بشأن التمويل.",
    "El gobierno aplazó el pago de la última cuota hasta después de las elecciones.",
    "Szef resortu obrony zapowiedział, że umowa zostanie podpisana w Krakowie.",
    "The committee asked for the price of each vehicle and was told that it was part of the offer.",
)
FILLER = "Nothing else that was new could be learnt on that day, and the yard gave no answer to our questions. " * 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Whom and what the claims of a deal name."""

    supplier: Party
    recipient: Party
    maker: Party
    system: WeaponSystem
    speakers: tuple[Speaker | None, ...]
    """Of the recipient, of the supplier, and nobody."""


def make(shape: Shape, author: Member, publisher: Member) -> Deal:
    """The deal, published once."""
    with _checked_by_the_database_alone():
        cast = _cast(shape, author)
        deal = Deal(
            title=f"{cast.recipient} – {cast.supplier}: {cast.system}, lot {shape.number}, {NUMBER}",
            transfer=shape.transfer,
            route=shape.route,
            last_checked_on=date(LAST_YEAR, 12, 1) if shape.number % 3 else None,
        )
        create_deal(deal=deal, systems=[cast.system], by=author)
        columns = _claims(shape, cast)[: shape.claims]
        readings = [_reading(shape, place, author) for place in range(0, len(columns), CLAIMS_A_SOURCE)]
        for place, (kind, told) in enumerate(columns):
            citation = _citation(place, readings[place // CLAIMS_A_SOURCE], cast)
            more = {"text": _text(shape, place), "citations": [citation], **told}
            claim = factories.an_approved_claim(deal, kind, by=author, publisher=publisher, **more)
            if place % EDITED == 0:
                edit_and_approve(claim, author, publisher)
        factories.a_release(deal, publisher=publisher)
    return deal


def edit_and_approve(claim: Claim, author: Member, publisher: Member) -> None:
    edited = edit(claim, author)
    approve_claim(claim=edited, seen_version=edited.version, by=publisher)


def edit(claim: Claim, author: Member) -> Claim:
    claim.text = f"{claim.text.split(';')[0]}; version {claim.version + 1}"
    return edit_claim(claim=claim, seen_version=claim.version, by=author, why="a slip of the pen")


@contextmanager
def _checked_by_the_database_alone() -> Iterator[None]:
    """A form's checks of a row's constraints are a question to the database each: most of the time that it takes."""
    with patch.object(Model, "validate_constraints"):
        yield


def _cast(shape: Shape, by: Member) -> Cast:
    supplier, recipient = (
        party_for(name=states()[code].name, code=code, by=by) for code in (shape.supplier, shape.recipient)
    )
    minister, agent = (
        speaker_for(party=party, name=name, office="minister of defence", by=by)
        for party, name in ((recipient, "Ada Brook"), (supplier, "Şule Çınar"))
    )
    maker = party_for(name=f"{shape.system} Works", kind=PartyKind.COMPANY, by=by)
    system = system_for(designation=shape.system, category=shape.category, by=by)
    return Cast(supplier=supplier, recipient=recipient, maker=maker, system=system, speakers=(minister, agent, None))


def _claims(shape: Shape, cast: Cast) -> list[tuple[Kind, dict[str, Any]]]:
    """Who takes part, how far it has come, and then what the sources say of it, in turns."""
    steps = [(Kind.STAGE, _step(shape, place)) for place in range(len(shape.path))]
    first = [
        (Kind.PARTICIPATION, {"participant": cast.recipient, "role": "recipient"}),
        (Kind.PARTICIPATION, {"participant": cast.supplier, "role": "supplier"}),
        *reversed(steps),
        (Kind.PARTICIPATION, {"participant": cast.maker, "role": "manufacturer"}),
    ]
    said = _said(shape, cast)
    rest = [said[place % len(said)] for place in range(shape.claims)]
    return first + [
        (kind, {**told, "happened": _day(shape, place), "modality": MODALITIES[place % len(MODALITIES)]})
        for place, (kind, told) in enumerate(rest)
    ]


def _step(shape: Shape, place: int) -> dict[str, Any]:
    stage, last = shape.path[place], len(shape.path) - 1
    year = LAST_YEAR - (shape.years * (last - place) // last if last else 0)
    signed = {"instrument": "mou" if stage is Stage.PRELIMINARY_SIGNED else "supply_contract"}
    told = {"stage": stage, "happened": f"{year}-{3 + 2 * place:02}-{1 + shape.number % 28:02}"}
    return told | signed if stage.is_signed else told


def _said(shape: Shape, cast: Cast) -> list[tuple[Kind, dict[str, Any]]]:
    minister, agent, _ = cast.speakers
    counted = {"system": cast.system, "quantity": 4, "quantity_unit": "batteries", "quantity_mark": "exactly"}
    other = {**counted, "quantity": 6} if shape.disagrees else counted
    money = {"amount": shape.amount, "currency": shape.currency, "amount_mark": "about"}
    paid = {**money, "payment_state": "paid", "payment_measure": "flow", "purpose": "instalment"}
    return [
        (Kind.STATEMENT, {"speaker": minister, "act": "confirm"}),
        (Kind.ORDER, {**counted, "commitment": "firm"}),
        (Kind.VALUATION, {**money, "basis": "contract"}),
        (Kind.PAYMENT, paid),
        (Kind.STATEMENT, {"speaker": agent, "act": "offer"}),
        (Kind.DELIVERY, {**counted, "delivery_measure": "flow"}),
        (Kind.ORDER, {**other, "commitment": "firm"}),
        (Kind.STAGE, {"stage": "talks", "track": "Joint production"}),
        (Kind.STATEMENT, {"speaker": minister, "act": "threaten", "consequence": "It buys elsewhere."}),
        (Kind.PAYMENT, {**paid, "payer": cast.recipient}),
        (Kind.EVENT, {"event_type": "test", "actor": cast.recipient}),
        (Kind.AUTHORISATION, {"organ": cast.supplier, "subject": "export", "outcome": "granted"}),
    ]


def _day(shape: Shape, place: int) -> str:
    """Mostly a day. No month is February: what it can mean depends on the year."""
    year, month = LAST_YEAR - place % (shape.years + 1), 3 + place % 10
    if place % 11 == 10:
        return str(year)
    return f"{year}-{month:02}" if place % 7 == 6 else f"{year}-{month:02}-{1 + place % 28:02}"


def _text(shape: Shape, place: int) -> str:
    words = " and ".join((*shape.words, "paper"))
    return f"What the article says of the {words}, point {place + 1}, by {name_mark(place % NAMES_A_DEAL)}."


def name_mark(number: int) -> str:
    """Stands in the texts of claims; each copy has a name of its own there."""
    return f"Xq{number}q"


def _citation(place: int, reading: Any, cast: Cast) -> CitationDraft:
    passage = factories.a_passage(QUOTES[place % len(QUOTES)], reading=reading)
    return replace(passage, origin=OriginDraft(speaker=cast.speakers[place % len(cast.speakers)]))


def _reading(shape: Shape, first: int, by: Member) -> Any:
    quotes = [QUOTES[(first + place) % len(QUOTES)] for place in range(CLAIMS_A_SOURCE)]
    text = "\n".join([f"Article {first}.", *quotes, FILLER]).strip()
    return factories.a_reading(text, by=by, published=f"{LAST_YEAR}-10-09", outlet=outlet(shape.number, first))
