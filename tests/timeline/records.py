"""Records for the timeline's tests, built by hand: a factory of claims, and one deal with all that is hard.

States, people, outlets and sentences are invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from deals.record.shape import (
    SCHEMA,
    CitationRecord,
    ClaimRecord,
    OriginRecord,
    PartyRecord,
    Record,
    SourceRecord,
    SystemRecord,
    TrackRecord,
)
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.kinds import Kind, Modality, Rank, Weight
from deals.vocabulary.parties import Category, PartyKind, Route, Transfer
from deals.vocabulary.proof import Bearing, CitationBasis, CitationKind, SourceKind

MAIN, SIDE_TRACK = "trackmain", "trackjoint"
BUYER, SELLER, OTHER = "partybuyer", "partyseller", "partyother"
NUMBER = iter(range(1, 100_000))


def partial(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def source(key: str, published: str = "2017-10-09", **given: Any) -> SourceRecord:
    fields = {
        "id": key, "kind": SourceKind.ARTICLE, "title": f"Report {key} on the batteries", "title_is_description": False,
        "author": "", "outlet": "Harbour Gazette", "url": f"https://gazette.example/{key}", "language": "en",
        "published": partial(published), "first_captured_on": None,
    }  # fmt: skip
    return SourceRecord(**{**fields, **given})


def origin(party: str = BUYER, key: str = "", **given: Any) -> OriginRecord:
    fields = {
        "id": key or f"origin-{party}", "speaker": "", "office": "minister of defence", "party": party,
        "first_said": "remarks to reporters", "said": None,
    }  # fmt: skip
    return OriginRecord(**{**fields, **given})


def citation(of: str = "gazette", said: OriginRecord | None = None, **given: Any) -> CitationRecord:
    fields = {
        "source": of, "origin": said or origin(), "relays": (), "basis": CitationBasis.PARAPHRASED,
        "kind": CitationKind.PARAPHRASE, "bearing": Bearing.SUPPORTS, "passages": (),
        "paraphrase": "The minister said that it was so.", "transcript": "", "locator": "paragraph 2", "language": "en",
    }  # fmt: skip
    return CitationRecord(**{**fields, **given})


def quoted(text: str, of: str = "gazette", said: OriginRecord | None = None, **given: Any) -> CitationRecord:
    return citation(of, said, basis=CitationBasis.QUOTED, passages=(text,), paraphrase="", **given)


def claim(kind: Kind, happened: str = "", **given: Any) -> ClaimRecord:
    """A claim that stands, supported by one paraphrase of the buyer; `details` as keyword `details`."""
    number = next(NUMBER)
    fields = {
        "id": f"c{number:05}", "kind": kind, "track": MAIN, "version": 1, "text": f"Fact number {number} came about.",
        "label": f"Fact {number}", "weight": Weight.NORMAL, "modality": Modality.ASSERTED, "is_negated": False,
        "happened": partial(happened), "announced": None, "phrase": "", "anchored_on": None, "rank": Rank.NORMAL,
        "rank_reason": "", "retraction_reason": "", "is_by_author": False, "details": {}, "citations": (citation(),),
    }  # fmt: skip
    return ClaimRecord(**{**fields, **given})


def stage(step: str, happened: str, **given: Any) -> ClaimRecord:
    instrument = {"instrument": "supply_contract"} if step in {"contract_signed", "preliminary_signed"} else {}
    return claim(Kind.STAGE, happened, **{"details": {"stage": step, **instrument}, **given})


def participation(party: str, role: str) -> ClaimRecord:
    return claim(Kind.PARTICIPATION, label=f"{party} is {role}", details={"participant": party, "role": role})


def record(*claims: ClaimRecord, **given: Any) -> Record:
    fields = {
        "schema": SCHEMA, "deal_id": "dealone", "number": 3, "published_at": datetime(2020, 12, 20, 9, tzinfo=UTC),
        "title": "Meridor – Kestovia: Quillon-9 air defence", "summary": "Signed in September 2017, delivered in 2019.",
        "not_known": ("How much the first payment was.",), "transfer": Transfer.SALE, "route": Route.STATE_TO_STATE,
        "is_fictional": False, "last_checked_on": date(2020, 12, 18), "parties": parties(), "systems": systems(),
        "tracks": (
            TrackRecord(id=MAIN, name="Deal", is_main=True),
            TrackRecord(id=SIDE_TRACK, name="Joint production", is_main=False),
        ),
        "sources": {key: source(key, day) for key, day in SOURCES.items()}, "claims": claims,
    }  # fmt: skip
    return Record(**{**fields, **given})


SOURCES = {
    "gazette": "2017-10-09", "post": "2017-09-13", "courier": "2016-11-20", "herald": "2017-07-26",
    "wire": "2019-07-12", "notice": "2020-12-14", "later": "2018-01-02",
}  # fmt: skip


def parties() -> dict[str, PartyRecord]:
    named = {BUYER: "Meridor", SELLER: "Kestovia", OTHER: "الجمهورية العربية للاختبار"}
    return {key: PartyRecord(id=key, kind=PartyKind.STATE, name=name) for key, name in named.items()}


def systems() -> dict[str, SystemRecord]:
    of = Category.AIR_DEFENCE_SYSTEMS
    return {"q9": SystemRecord(id="q9", designation="Quillon-9", description="SAM system", category=of)}


def hard_record(**given: Any) -> Record:
    """Twenty-six claims: two tracks, a conflict, a denial, open and vague dates, threats, payments without amount."""
    return record(*_hard_claims(), **given)


@cache
def _hard_claims() -> tuple[ClaimRecord, ...]:
    """Made once, so that their numbered ids stay the same."""
    return (*_cast(), *_steps(), *_money_and_goods(), *_words_and_events())


def _cast() -> list[ClaimRecord]:
    return [participation(BUYER, "recipient"), participation(SELLER, "supplier"),
            participation(OTHER, "affected_third_party")]  # fmt: skip


def _steps() -> list[ClaimRecord]:
    seller, both = origin(SELLER), (citation("post"), citation("post", origin(SELLER)))
    return [
        stage("talks", "2016-11", label="Talks on air defence begin", citations=(citation("courier", seller),)),
        stage("talks", "2017-04~", label="Talks go on", weight=Weight.MINOR, citations=(citation("herald"),)),
        stage("contract_signed", "2017-07-25", label="Signatures put, says Meridor", citations=(citation("herald"),),
              id="csignedjuly", text="Meridor’s president said that signatures had been put to the contract."),
        stage("contract_signed", "2017-08-22/2017-09-12", label="Contract signed", weight=Weight.KEY, citations=both,
              id="csigned", announced=partial("2017-09-12"), text="Both sides announced that the contract was signed."),
        stage("in_force", "2017-09-29", label="Contract in force", modality=Modality.DENIED,
              citations=(citation("gazette", seller),)),
        stage("in_production", "2018-04", label="Production begins", weight=Weight.KEY,
              citations=(citation("later", seller),)),
        stage("delivered", "2019-11", label="All delivered, says Kestovia", weight=Weight.KEY,
              citations=(citation("wire", seller),)),
        stage("agreed_in_principle", "../2017-10-09", track=SIDE_TRACK, label="Joint production agreed in principle",
              weight=Weight.KEY, id="cjoint", citations=(quoted("We have agreed in principle.", "gazette"),)),
        stage("talks", "2018~", track=SIDE_TRACK, label="Talks on joint production go on"),
    ]  # fmt: skip


def _money_and_goods() -> list[ClaimRecord]:
    paid = {"payment_state": "paid", "payment_measure": "flow", "purpose": "advance", "payer": BUYER, "payee": SELLER}
    euros = {"amount": "2500000000.00", "currency": "EUR", "amount_mark": "about", "basis": "contract"}
    four = {"system": "q9", "quantity": "4.00", "quantity_unit": "batteries", "quantity_mark": "exactly",
            "commitment": "firm"}  # fmt: skip
    return [
        claim(Kind.PAYMENT, "2017-09", label="First payment made", phrase="last month", details=paid, id="cpayment",
              anchored_on=date(2017, 10, 9), text="Meridor made the first payment; the sum was not published.",
              citations=(quoted("Meridor already made the first payment last month", "gazette"),)),
        claim(Kind.VALUATION, "2017-11-02", label="About €2.5 bn, says Kestovia", details=euros, weight=Weight.KEY),
        claim(Kind.VALUATION, "2017-12-27", label="€2 bn, says Meridor",
              details={**euros, "amount": "2000000000.00", "amount_mark": "exactly"}),
        claim(Kind.ORDER, "2017-12", label="4 batteries", details=four),
        claim(Kind.DELIVERY, "2019-07-12", label="First parts arrive at Lindmar", weight=Weight.KEY, id="cfirst",
              details={"system": "q9", "delivery_measure": "flow"}, citations=(citation("wire"),)),
        claim(Kind.DELIVERY, "2019-07-12", label="First parts arrive", citations=(citation("wire", origin(SELLER)),),
              details={"system": "q9", "delivery_measure": "flow"}, id="cagain"),
        claim(Kind.DELIVERY, "2020-33", label="First battery planned", modality=Modality.PLANNED,
              details={"system": "q9", "quantity": "1.00", "quantity_unit": "batteries", "quantity_mark": "exactly",
                       "delivery_measure": "flow"}),
        claim(Kind.PAYMENT, "2017-12-31", label="45% paid", details={**paid, "share_percent": "45.00",
              "payment_measure": "level"}),
    ]  # fmt: skip


def _words_and_events() -> list[ClaimRecord]:
    threat = {"act": "threaten", "if_condition": "the seller does not share its technology",
              "consequence": "the buyer signs with another state"}  # fmt: skip
    sanction = {"event_type": "sanction", "actor": OTHER}
    gate = {"organ": BUYER, "subject": "budget", "outcome": "granted"}
    return [
        claim(Kind.STATEMENT, "2017-10-09", label="Meridor threatens to leave", details=threat, is_by_author=True,
              modality=Modality.POSSIBLE, citations=(quoted("If they do not agree, we will sign with others"),)),
        claim(Kind.STATEMENT, "201X", label='<Tests & "probes"> went well', details={"act": "assess"}),
        claim(Kind.AUTHORISATION, "2017-06-25", label="Budget released", details=gate),
        claim(Kind.EVENT, "2020-12-14", label="Sanctions on the agency", weight=Weight.KEY, details=sanction,
              citations=(citation("notice", origin(OTHER)),)),
        claim(Kind.EVENT, "2019-07-17", label="Shut out of the fighter programme", id="cretracted",
              details={"event_type": "exclusion", "actor": OTHER}, retraction_reason="About another deal.",
              citations=(citation("wire", origin(OTHER)),)),
        claim(Kind.EVENT, label="Visit without a day", details={"event_type": "visit", "actor": SELLER}),
    ]  # fmt: skip


def many_entries(number: int) -> Record:
    """A deal with so many dated statements and payments, seven days apart."""
    first = date(2001, 1, 1).toordinal()
    made = []
    for count in range(number):
        day = date.fromordinal(first + 7 * count).isoformat()
        kind, details = (Kind.STATEMENT, {"act": "confirm"}) if count % 2 else (Kind.PAYMENT, {"payment_state": "paid"})
        made.append(claim(kind, day, details={**details}, weight=Weight.KEY if count % 40 == 0 else Weight.NORMAL))
    return replace(record(), claims=(*_cast(), *_steps(), *made))
