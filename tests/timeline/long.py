"""A programme of seventeen years with hundreds of entries, as a researcher would keep it: `a_long_deal(300)`.

Two states, an agency and a company, all invented, call vehicles off a framework: yearly budgets, quarterly instalments,
lots that come late, threats, tests and visits. The same number gives the same record each time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count, islice
from typing import TYPE_CHECKING, Any

from deals.record.shape import PartyRecord, SequelRecord, SystemRecord, TrackRecord
from deals.vocabulary.kinds import Kind, Modality, Weight
from deals.vocabulary.parties import Category, PartyKind
from deals.vocabulary.relations import Became
from tests.timeline.records import MAIN, citation, claim, origin, quoted, record, source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.record.shape import CitationRecord, ClaimRecord, Record, SourceRecord

BUYER, SELLER, AGENCY, MAKER, OTHER = "norland", "oststad", "agency", "maker", "sudmark"
OFFSETS, UPGRADE = "offsets", "upgrade"
PARTIES = {
    BUYER: ("Norland", PartyKind.STATE),
    SELLER: ("Oststad", PartyKind.STATE),
    AGENCY: ("Norland Procurement Agency", PartyKind.AGENCY),
    MAKER: ("Hovik Vehicles", PartyKind.COMPANY),
    OTHER: ("Sudmark", PartyKind.STATE),
}
FIRST, LAST = 2008, 2024
OUTLETS = ("Norland Courier", "Harbour Gazette", "Oststad Wire", "Parliament of Norland")
STATEMENTS = (
    ("warn", "Auditors warn of late lots", "The auditors warned that the lots of {year} would come late."),
    ("confirm", "Minister: the programme goes on", "The defence minister said that the programme would go on."),
    ("assess", "Analyst doubts the price", "An analyst held the price of {year} for a tenth too low."),
    ("demand", "Norland demands spare parts", "Norland demanded the spare parts that it had been promised."),
    ("promise", "Hovik promises to catch up", "Hovik promised to make up for the delay within the year."),
)


def a_long_deal(number: int) -> Record:
    """With so many claims in all, from 2008 to 2024; at least those that no such deal is without."""
    fixed = [*_cast(), *_steps(), *_terms(), *_delays()]
    told = [*fixed, *islice(_routine(), number - len(fixed))]
    cited = {each.source for one in told for each in one.citations}
    return replace(
        record(*told),
        deal_id="longdeal",
        title="Norland – Oststad: Varg armoured vehicles",
        summary="A framework of 2011 under which some four hundred vehicles had come by 2024, most of them late.",
        rests_on=tuple(one.id for one in told if one.weight is Weight.KEY)[:3],
        not_known=("What the upgrade of 2019 costs.", "Whether the last option was used."),
        is_fictional=True,
        parties={key: PartyRecord(id=key, kind=kind, name=name) for key, (name, kind) in PARTIES.items()},
        systems={
            "varg": SystemRecord(
                id="varg", designation="Varg", description="armoured vehicle", category=Category.ARMOURED_VEHICLES
            )
        },
        tracks=(
            TrackRecord(id=MAIN, name="Deal", is_main=True),
            TrackRecord(id=OFFSETS, name="Offsets", is_main=False),
            TrackRecord(id=UPGRADE, name="Upgrade", is_main=False),
        ),
        sources={key: one for key, one in _sources().items() if key in cited},
    )


def _sources() -> dict[str, SourceRecord]:
    """One a month: what came about in it was told a few days later."""
    months = [(year, month) for year in range(FIRST, LAST + 1) for month in range(1, 13)]
    return {
        f"s{year}{month:02}": source(
            f"s{year}{month:02}",
            f"{year}-{month:02}-27",
            title=f"The Varg programme in {date(year, month, 1):%B %Y}",
            outlet=OUTLETS[(year + month) % len(OUTLETS)],
        )
        for year, month in months
    }


def _said(day: date, party: str, quote: str = "") -> tuple[CitationRecord, ...]:
    office = {BUYER: "minister of defence", SELLER: "trade office", AGENCY: "head of the agency"}.get(
        party, "spokesman"
    )
    spoken = origin(party, f"{party}{day:%Y%m}", office=office)
    of = f"s{day:%Y%m}"
    return (quoted(quote, of, spoken) if quote else citation(of, spoken),)


def _told(kind: Kind, day: date, label: str, text: str, party: str = BUYER, **given: Any) -> ClaimRecord:
    said = _said(day, party, given.pop("quote", ""))
    return claim(kind, given.pop("happened", day.isoformat()), label=label, text=text, citations=said, **given)


def _cast() -> Iterator[ClaimRecord]:
    roles = {BUYER: "recipient", SELLER: "supplier", AGENCY: "contracting_agency", MAKER: "manufacturer",
             OTHER: "affected_third_party"}  # fmt: skip
    for party, role in roles.items():
        name = PARTIES[party][0]
        details = {"participant": party, "role": role}
        yield _told(Kind.PARTICIPATION, date(2008, 3, 4), f"{name}: {role}", f"{name} takes part.", details=details,
                    happened="")  # fmt: skip


def _steps() -> Iterator[ClaimRecord]:
    steps = (
        (date(2008, 5, 20), "tender", MAIN, "Tender for 600 vehicles", Weight.KEY, AGENCY),
        (date(2009, 11, 3), "selected", MAIN, "Hovik selected", Weight.KEY, AGENCY),
        (date(2011, 6, 14), "contract_signed", MAIN, "Framework signed", Weight.KEY, BUYER),
        (date(2011, 12, 1), "in_force", MAIN, "Framework in force", Weight.NORMAL, AGENCY),
        (date(2012, 9, 10), "in_production", MAIN, "Production begun", Weight.NORMAL, MAKER),
        (date(2013, 10, 21), "delivering", MAIN, "Deliveries begin", Weight.KEY, AGENCY),
        (date(2011, 6, 14), "contract_signed", OFFSETS, "Offsets signed", Weight.NORMAL, SELLER),
        (date(2016, 4, 5), "in_production", OFFSETS, "Parts made in Norland", Weight.NORMAL, BUYER),
        (date(2018, 2, 8), "talks", UPGRADE, "Talks on an upgrade", Weight.NORMAL, BUYER),
        (date(2019, 9, 17), "agreed_in_principle", UPGRADE, "Upgrade agreed in principle", Weight.KEY, BUYER),
        (date(2021, 3, 30), "contract_signed", UPGRADE, "Upgrade contract signed", Weight.KEY, SELLER),
    )
    for day, step, track, label, weight, party in steps:
        instrument = {"instrument": "framework" if track == MAIN else "amendment"} if step == "contract_signed" else {}
        yield _told(Kind.STAGE, day, label, f"{label}, {PARTIES[party][0]} said.", party, track=track, weight=weight,
                    details={"stage": step, **instrument}, quote=f"{label} today.")  # fmt: skip


def _terms() -> Iterator[ClaimRecord]:
    vehicles = {"system": "varg", "quantity_unit": "vehicles"}
    for number, mark, commitment in (("480", "exactly", "firm"), ("120", "up_to", "option")):
        label = f"{number} vehicles, {commitment}"
        yield _told(Kind.ORDER, date(2011, 6, 14), label, f"The framework names {label}.", details={
            **vehicles, "quantity": f"{number}.00", "quantity_mark": mark, "commitment": commitment})  # fmt: skip
    price = {"amount": "4200000000.00", "currency": "EUR", "amount_mark": "about", "basis": "contract"}
    yield _told(Kind.VALUATION, date(2011, 6, 14), "About €4.2 bn", "The framework is worth some 4.2 billion euros.",
                SELLER, details=price, weight=Weight.KEY)  # fmt: skip


def _routine() -> Iterator[ClaimRecord]:
    """What comes again and again, for as long as anybody asks: round after round, spread over the years."""
    for turn in count():
        shift = timedelta(days=turn * 11 % 27)
        for year in range(2012, LAST + 1):
            yield _instalment(date(year, 1 + turn * 3 % 12, 1) + shift, turn)
            yield _lot(date(year, 1 + (turn * 5 + 2) % 12, 1) + shift, turn)
            yield _statement(date(year, 1 + (turn * 7 + 4) % 12, 1) + shift, turn + year)
            if turn == 0:
                yield _budget(date(year, 12, 5))
            if turn % 3 == 1:
                yield _outside(date(year, 1 + (turn + 6) % 12, 1) + shift, turn + year)


def _instalment(day: date, turn: int) -> ClaimRecord:
    millions = 20 + (day.year * 7 + turn * 13) % 45
    amount = {"amount": f"{millions}000000.00", "currency": "EUR", "amount_mark": "exactly"}
    details = {"payment_state": "paid", "payment_measure": "flow", "payer": BUYER, "payee": MAKER, **amount}
    return _told(Kind.PAYMENT, day, f"€{millions} m paid", f"Norland paid an instalment of {millions} million euros.",
                 AGENCY, details=details, quote=f"{millions} million euros were transferred")  # fmt: skip


def _lot(day: date, turn: int) -> ClaimRecord:
    number = 2 + (day.year + turn * 5) % 9
    details = {"system": "varg", "quantity": f"{number}.00", "quantity_unit": "vehicles", "quantity_mark": "exactly",
               "delivery_measure": "flow"}  # fmt: skip
    if day.year < 2014:
        return _told(Kind.EVENT, day, "Trials in the north", "A prototype was tried in the north.", AGENCY,
                     details={"event_type": "test", "actor": BUYER})  # fmt: skip
    return _told(Kind.DELIVERY, day, f"{number} vehicles come", f"A lot of {number} vehicles came to Norland.", AGENCY,
                 details=details)  # fmt: skip


def _statement(day: date, which: int) -> ClaimRecord:
    act, label, text = STATEMENTS[which % len(STATEMENTS)]
    party = {"promise": MAKER, "assess": OTHER}.get(act, BUYER)
    modality = Modality.PLANNED if act == "promise" else Modality.ASSERTED
    return _told(Kind.STATEMENT, day, label, text.format(year=day.year), party, details={"act": act},
                 modality=modality, quote=label)  # fmt: skip


def _budget(day: date) -> ClaimRecord:
    outcome = "refused" if day.year == 2015 else "granted"
    details = {"organ": BUYER, "subject": "budget", "outcome": outcome}
    return _told(Kind.AUTHORISATION, day, f"Budget for {day.year + 1} {outcome}",
                 f"Parliament voted on the budget of {day.year + 1}: {outcome}.", details=details)  # fmt: skip


def _outside(day: date, which: int) -> ClaimRecord:
    sort, label = (("visit", "Visit to the works"), ("inquiry", "Inquiry into the price"))[which % 2]
    return _told(
        Kind.EVENT, day, label, f"{label}, the papers wrote.", OTHER, details={"event_type": sort, "actor": OTHER}
    )


def _delays() -> Iterator[ClaimRecord]:
    """When the first vehicles were promised for, and how often that was moved."""
    came = _told(Kind.DELIVERY, date(2014, 3, 3), "First lot accepted", "Norland accepted the first lot.", AGENCY,
                 details={"system": "varg", "delivery_measure": "flow"})  # fmt: skip
    yield came
    promised = (("2012-12", date(2011, 6, 20)), ("2013-06", date(2012, 5, 2)), ("2013-12", date(2013, 2, 18)))
    for planned, said in promised:
        plan = _told(Kind.DELIVERY, said, f"First lot promised for {planned}", "The first lot was promised.", MAKER,
                     happened=planned, modality=Modality.PLANNED, details=dict(came.details))  # fmt: skip
        yield replace(plan, sequels=(SequelRecord(claim=came.id, became=Became.FULFILLED),))
