"""An invented deal that has one of everything, for the page that shows every part of the design."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from itertools import count
from typing import TYPE_CHECKING

from deals.record.shape import (
    SCHEMA,
    CitationRecord,
    ClaimRecord,
    OriginRecord,
    PartyRecord,
    Record,
    SequelRecord,
    SourceRecord,
    SystemRecord,
    TrackRecord,
)
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.kinds import Kind, Modality, Rank, Weight
from deals.vocabulary.parties import Category, PartyKind, Route, Transfer
from deals.vocabulary.proof import Bearing, CitationBasis, CitationKind, SourceKind
from deals.vocabulary.relations import Became
from deals.vocabulary.terms import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

_BUYER, _SELLER, _MAIN, _SIDE, _SYSTEM = "meridor", "kestovia", "main", "assembly", "quillon"
_SOURCE = "gazette"
_NUMBERS = count(1)


@cache
def sample_record() -> Record:
    return Record(
        schema=SCHEMA,
        deal_id="sample",
        number=1,
        published_at=datetime(2026, 1, 5, 9, tzinfo=UTC),
        title="Meridor – Kestovia: Quillon-9 air defence",
        summary="Signed in September 2021, delivered in 2024.",
        not_known=("How much the first payment was.",),
        transfer=Transfer.SALE,
        route=Route.STATE_TO_STATE,
        is_fictional=True,
        last_checked_on=date(2026, 1, 4),
        parties={_BUYER: _party(_BUYER, "Meridor"), _SELLER: _party(_SELLER, "Kestovia")},
        systems={_SYSTEM: SystemRecord(id=_SYSTEM, designation="Quillon-9", description="SAM system",
                                       category=Category.AIR_DEFENCE_SYSTEMS)},
        tracks=(TrackRecord(id=_MAIN, name="Deal", is_main=True),
                TrackRecord(id=_SIDE, name="Assembly in Meridor", is_main=False)),
        sources={_SOURCE: _source()},
        claims=(*_cast(), *_steps(), *_gates(), *_goods(), *_words()),
    )  # fmt: skip


def _party(key: str, name: str) -> PartyRecord:
    return PartyRecord(id=key, kind=PartyKind.STATE, name=name)


def _source() -> SourceRecord:
    return SourceRecord(
        id=_SOURCE, kind=SourceKind.ARTICLE, title="Batteries for the coast", title_is_description=False,
        author="A. Writer", outlet="Harbour Gazette", url="https://gazette.example/batteries", language="en",
        published=PartialDate.parse("2021-09-13"), first_captured_on=None,
    )  # fmt: skip


def _proof(party: str, said: str = "", words: str = "") -> CitationRecord:
    origin = OriginRecord(
        id=f"{party}{said}", speaker="", office="minister of defence", party=party, first_said="remarks to reporters",
        said=PartialDate.parse(said) if said else None,
    )  # fmt: skip
    return CitationRecord(
        source=_SOURCE, origin=origin, relays=(), basis=CitationBasis.QUOTED if words else CitationBasis.PARAPHRASED,
        kind=CitationKind.DIRECT_QUOTE if words else CitationKind.PARAPHRASE, bearing=Bearing.SUPPORTS,
        passages=(words,) if words else (), paraphrase="", transcript="", locator="paragraph 2", language="en",
    )  # fmt: skip


def _claim(kind: Kind, day: str, label: str, **given: object) -> ClaimRecord:
    fields: dict[str, object] = {
        "id": f"sample{next(_NUMBERS)}", "track": _MAIN, "version": 1, "text": f"{label}.", "weight": Weight.NORMAL,
        "modality": Modality.ASSERTED, "is_negated": False, "announced": None, "phrase": "", "anchored_on": None,
        "rank": Rank.NORMAL, "rank_reason": "", "retraction_reason": "", "is_by_author": False, "details": {},
        "citations": (_proof(_BUYER), _proof(_SELLER)), **given,
    }  # fmt: skip
    happened = PartialDate.parse(day) if day else None
    return ClaimRecord(kind=kind, happened=happened, label=label, **fields)  # type: ignore[arg-type]


def _cast() -> Iterator[ClaimRecord]:
    for party, role in ((_BUYER, "recipient"), (_SELLER, "supplier")):
        yield _claim(Kind.PARTICIPATION, "", f"The {role}", details={"participant": party, "role": role})


def _steps() -> Iterator[ClaimRecord]:
    alone, contract = (_proof(_SELLER),), {"stage": "contract_signed", "instrument": "supply_contract"}
    yield _claim(Kind.STAGE, "2020-05", "Talks begin", details={"stage": "talks"})
    yield _claim(Kind.STAGE, "2020-11-20", "Agreed in principle", details={"stage": "agreed_in_principle"})
    yield _claim(Kind.STAGE, "2021-07-25", "Signed, says Kestovia", details=contract, citations=alone)
    yield _claim(
        Kind.STAGE, "2021-09-12", "Contract signed", details=contract, weight=Weight.KEY, rank=Rank.PREFERRED,
        rank_reason="Both sides announced this day.",
        citations=(_proof(_BUYER, words="We have signed the contract today"), _proof(_SELLER)),
    )  # fmt: skip
    yield _claim(Kind.STAGE, "2022-04", "Production begins", details={"stage": "in_production"}, citations=alone)
    yield _claim(Kind.STAGE, "2024-02", "All delivered", details={"stage": "delivered"}, weight=Weight.KEY)
    yield _claim(Kind.STAGE, "2021-11", "Talks on assembly", details={"stage": "talks"}, track=_SIDE)
    yield _claim(Kind.STAGE, "2022-09-01", "Talks suspended", track=_SIDE,
                 details={"stage": "suspended", "suspended_what": "talks"})  # fmt: skip


def _gates() -> Iterator[ClaimRecord]:
    days = ("2020-08-10", "2020-12-28", "2021-03-20", "2021-06-10", "2022-10-10", "2023-02-20", "2023-07-10")
    for outcome, day in zip(Outcome, days, strict=True):
        details = {"organ": _SELLER, "subject": "export", "outcome": outcome.value}
        yield _claim(Kind.AUTHORISATION, day, f"Export permit {outcome.label}", details=details)


def _goods() -> Iterator[ClaimRecord]:
    goods = {"system": _SYSTEM, "delivery_measure": "flow"}
    came = (SequelRecord(claim="sampledelivery", became=Became.FULFILLED),)
    plans = (("2022-12", "2021-09-12"), ("2023-06", "2022-08-01"), ("2023-36", "2023-03-15"))
    for planned, said in plans:
        yield _claim(Kind.DELIVERY, planned, "First battery planned", modality=Modality.PLANNED, details=goods,
                     sequels=came, citations=(_proof(_SELLER, said),))  # fmt: skip
    yield _claim(Kind.DELIVERY, "2023-11-05", "First battery arrives", details=goods, weight=Weight.KEY,
                 id="sampledelivery")  # fmt: skip
    yield _claim(Kind.ORDER, "2021-09-12", "4 batteries", details={"system": _SYSTEM, "quantity": "4",
                 "quantity_unit": "batteries", "quantity_mark": "exactly", "commitment": "firm"})  # fmt: skip
    yield _claim(Kind.PAYMENT, "2021-10", "First payment made",
                 details={"payment_state": "paid", "payment_measure": "flow", "purpose": "advance"})  # fmt: skip


def _words() -> Iterator[ClaimRecord]:
    condition = {"act": "threaten", "if_condition": "the batteries come late", "consequence": "Meridor buys elsewhere"}
    yield _claim(Kind.STATEMENT, "2022-11-02", "Meridor may leave", modality=Modality.POSSIBLE, details=condition,
                 citations=(_proof(_BUYER, words="If they are late, we will buy elsewhere"),))  # fmt: skip
    yield _claim(Kind.STATEMENT, "2021-06", "Kestovia: no comment", details={"act": "no_comment"})
    yield _claim(Kind.EVENT, "2022-06-14", "Sanctions, then withdrawn", details={"event_type": "sanction"},
                 retraction_reason="About another deal.")  # fmt: skip
    yield _claim(Kind.EVENT, "2024-05-20", "First test", details={"event_type": "test"})
