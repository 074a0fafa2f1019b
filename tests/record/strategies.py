"""Valid records for property-based tests: any claims of any kind, on two tracks, told by any of seven sources.

`records()` gives whole records; `claims()` the claims alone, whose ids `numbered` makes unique. What a claim of a kind
may say stands in DETAILS: a new column belongs there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from deals.record.shape import DealName, EndingRecord, MovedRecord, SequelRecord
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.kinds import Kind, Modality, Rank, Weight
from deals.vocabulary.parties import Role, Route, Transfer
from deals.vocabulary.proof import Bearing, CitationBasis, CitationKind, InformationGrade, SourceGrade
from deals.vocabulary.relations import Became, Ending, Relation
from deals.vocabulary.stages import Instrument, Stage, Suspended
from deals.vocabulary.terms import (
    Act,
    Basis,
    Commitment,
    Condition,
    EventType,
    Mark,
    Means,
    Measure,
    NoAmount,
    Outcome,
    PaymentState,
    Production,
    Purpose,
    Subject,
    Tax,
)
from tests.timeline.records import BUYER, MAIN, OTHER, SELLER, SIDE_TRACK, SOURCES, citation, claim, origin, record
from tests.vocabulary.strategies import any_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.record.shape import CitationRecord, ClaimRecord, OriginRecord, Record
    from deals.vocabulary.words import Word

    Texts = st.SearchStrategy[str]

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cf"))
FEW_DAYS = ("2016", "2017-09", "2017-09-12", "2017-09-13", "2018~", "../2017-10", "2018/..", "2017-07-25/2017-09-12")
"""Days that often meet, or fall on one another: any two dates of `any_date` hardly do."""

drawn_records = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""For tests that draw whole records."""

# --- Words, days and numbers ------------------------------------------------------------------------------------------
texts = st.text(LETTERS, min_size=1, max_size=20)
texts_or_none = st.text(LETTERS, max_size=20)
near_days = st.sampled_from(FEW_DAYS)
partial_dates = st.none() | st.builds(PartialDate.parse, near_days | any_date)
party_ids = st.sampled_from([BUYER, SELLER, OTHER])
quantity_units = st.sampled_from(["batteries", "battalions", "aircraft"])


def words(vocabulary: type[Word]) -> Texts:
    """Any word of it, as details hold it."""
    return st.sampled_from([word.value for word in vocabulary])


def numbers(digits: int) -> Texts:
    """Positive decimal numbers of at most so many digits, two of them decimals; as text, as releases keep them."""
    few = st.sampled_from([1, 2, 3, 100, 105, 10**9]).map(lambda number: number * 100)
    return (few | st.integers(1, 10**digits - 1)).map(_number_text)


def _number_text(hundredths: int) -> str:
    text = f"{Decimal(hundredths).scaleb(-2):f}"
    return text.rstrip("0").rstrip(".")


amounts, quantities = numbers(20), numbers(12)

# --- What a claim of each kind says: the columns it always has, and those it may have ---------------------------------
MONEY = {
    "amount": amounts,
    "currency": st.sampled_from(["USD", "EUR", "TRY"]),
    "amount_mark": words(Mark),
}
MONEY_IF_TOLD = {"own_conversion": texts}
QUANTITY = {"quantity": quantities, "quantity_unit": quantity_units, "quantity_mark": words(Mark)}
EQUALS = {"equal_quantity": quantities, "equal_unit": st.just("regiments"), "production": words(Production)}
SYSTEM = {"system": st.just("q9")}

DETAILS: dict[Kind, tuple[dict[str, Texts], dict[str, Texts]]] = {
    Kind.PARTICIPATION: ({"participant": party_ids, "role": words(Role)}, {}),
    Kind.STAGE: ({"stage": words(Stage)}, {"step_back_reason": texts}),
    Kind.PAYMENT: (
        {"payment_state": words(PaymentState), "payment_measure": words(Measure)},
        {
            **MONEY,
            "payer": party_ids,
            "payee": party_ids,
            "share_percent": st.integers(1, 10_000).map(_number_text),
            "purpose": words(Purpose),
            "means": words(Means),
            "no_amount": words(NoAmount),
        },
    ),
    Kind.DELIVERY: (
        {**SYSTEM, "delivery_measure": words(Measure)},
        {**QUANTITY, **EQUALS, "condition": words(Condition)},
    ),
    Kind.ORDER: ({**SYSTEM, **QUANTITY, "commitment": words(Commitment)}, {**EQUALS, "condition": words(Condition)}),
    Kind.VALUATION: (
        {**MONEY, "basis": words(Basis)},
        {**MONEY_IF_TOLD, "includes": texts, "price_year": st.integers(1900, 2100).map(str), "tax": words(Tax)},
    ),
    Kind.AUTHORISATION: ({"organ": party_ids, "subject": words(Subject), "outcome": words(Outcome)}, {}),
    Kind.STATEMENT: ({"act": words(Act), "speaker": texts}, {"if_condition": texts, "consequence": texts}),
    Kind.EVENT: ({"event_type": words(EventType), "actor": party_ids}, {}),
}
TOGETHER = (
    ("amount", "currency", "amount_mark"),
    ("quantity", "quantity_unit", "quantity_mark"),
    ("equal_quantity", "equal_unit"),
)
"""All of these or none."""
EXCLUDED = (("no_amount", "", "amount"), ("equal_quantity", "quantity", ""), ("equal_unit", "quantity", ""))
"""A column, what it goes with, and what it does not go with."""


@st.composite
def details(draw: st.DrawFn, kind: Kind) -> dict[str, str]:
    """The filled columns of a claim of this kind, as the database would let them stand."""
    always, perhaps = DETAILS[kind]
    told = draw(st.fixed_dictionaries(always, optional=perhaps))
    for group in TOGETHER:
        if not all(column in told for column in group):
            told = {column: value for column, value in told.items() if column not in group}
    for column, only_with, without in EXCLUDED:
        if (only_with and only_with not in told) or (without and without in told):
            told.pop(column, None)
    return {**told, **draw(_of_stage(Stage(told["stage"])))} if kind is Kind.STAGE else told


def _of_stage(stage: Stage) -> st.SearchStrategy[dict[str, str]]:
    if stage.is_signed:
        return st.fixed_dictionaries({"instrument": words(Instrument)})
    if stage is Stage.SUSPENDED:
        return st.fixed_dictionaries({}, optional={"suspended_what": words(Suspended), "suspended_by": party_ids})
    return st.just({})


# --- Citations, claims, records ---------------------------------------------------------------------------------------
def origins() -> st.SearchStrategy[OriginRecord]:
    """One of six utterances: of a party or of nobody named, in two places each."""
    return st.builds(
        lambda party, place: origin(party, f"{party}-{place}", first_said=place),
        st.sampled_from([BUYER, SELLER, OTHER, ""]),
        st.sampled_from(["remarks to reporters", "an interview"]),
    )


def citations() -> st.SearchStrategy[CitationRecord]:
    return st.builds(
        citation,
        st.sampled_from(sorted(SOURCES)),
        origins(),
        basis=st.sampled_from(CitationBasis),
        kind=st.sampled_from(CitationKind),
        bearing=st.sampled_from([*[Bearing.SUPPORTS] * 3, *Bearing]),
        passages=st.lists(texts, max_size=2).map(tuple),
        relays=st.lists(texts, max_size=2).map(tuple),
        paraphrase=texts_or_none,
        translation=texts_or_none,
        translated_by=texts_or_none,
        source_grade=st.none() | st.sampled_from(SourceGrade),
        information_grade=st.none() | st.sampled_from(InformationGrade),
    )


def sequels() -> st.SearchStrategy[tuple[SequelRecord, ...]]:
    """Mostly none; else of claims that the record may or may not have."""
    one = st.builds(SequelRecord, claim=st.sampled_from(["c00001", "c00002", "c00003"]), became=st.sampled_from(Became))
    return st.just(()) | st.lists(one, max_size=2).map(tuple)


def moved() -> st.SearchStrategy[tuple[MovedRecord, ...]]:
    one = st.builds(MovedRecord, claim=st.just("cgone"), label=texts, deal=st.sampled_from(["", "dealtwo"]), why=texts)
    return st.just(()) | one.map(lambda told: (told,))  # a claim is moved away once


def endings() -> st.SearchStrategy[EndingRecord | None]:
    one = st.builds(
        EndingRecord,
        ending=st.sampled_from(Ending),
        why=texts,
        on=st.dates(date(1990, 1, 1)),
        merged_into=st.sampled_from(["", "dealtwo"]),
    )
    return st.none() | one


@st.composite
def claims(draw: st.DrawFn, kinds: Iterable[Kind] = tuple(Kind), **given: Any) -> ClaimRecord:
    """A claim of one of these kinds; mostly asserted and standing. `given` fixes fields by value."""
    kind = draw(st.sampled_from(list(kinds)))
    retraction = draw(st.sampled_from(["", "", "", "", "A slip."]))
    rank = draw(st.sampled_from([*[Rank.NORMAL] * 4, *Rank]))
    drawn = {
        "track": draw(st.sampled_from([MAIN, MAIN, SIDE_TRACK])),
        "version": draw(st.integers(1, 9)),
        "text": draw(texts),
        "label": draw(texts),
        "weight": draw(st.sampled_from(Weight)),
        "modality": draw(st.sampled_from([*[Modality.ASSERTED] * 5, *Modality])),
        "is_negated": draw(st.sampled_from([False, False, False, True])),
        "happened": draw(partial_dates),
        "announced": draw(partial_dates),
        "rank": rank,
        "rank_reason": "" if rank is Rank.NORMAL else "The later one.",
        "retraction_reason": retraction,
        "is_by_author": draw(st.booleans()),
        "details": draw(details(kind)),
        "relation": (relation := draw(st.sampled_from([None, None, *Relation]))),
        "related_deal": "dealtwo" if relation else "",
        "sequels": draw(sequels()),
        "citations": tuple(draw(st.lists(citations(), min_size=1, max_size=3))),
    }
    return replace(claim(kind), **{"id": "unnumbered", **drawn, **given})


def numbered(told: Iterable[ClaimRecord], *, first: int = 1) -> list[ClaimRecord]:
    """The claims with ids of their own: two claims never share one."""
    return [replace(one, id=f"c{number:05}") for number, one in enumerate(told, first)]


def claim_lists(
    *, kinds: Iterable[Kind] = tuple(Kind), most: int = 8, **given: Any
) -> st.SearchStrategy[list[ClaimRecord]]:
    return st.lists(claims(kinds, **given), max_size=most).map(numbered)


@st.composite
def records(draw: st.DrawFn, *, kinds: Iterable[Kind] = tuple(Kind), most: int = 8, **given: Any) -> Record:
    """A whole record of at most so many claims. `given` fixes fields by value."""
    drawn = {
        "number": draw(st.integers(0, 99)),
        "published_at": draw(st.datetimes(timezones=st.just(UTC))),
        "title": draw(texts),
        "summary": draw(texts_or_none),
        "not_known": tuple(draw(st.lists(texts, max_size=2))),
        "rests_on": draw(st.none() | st.lists(st.sampled_from(["c00001", "c00002", "cgone"]), unique=True).map(tuple)),
        "transfer": draw(st.sampled_from(Transfer)),
        "route": draw(st.sampled_from(Route)),
        "is_fictional": draw(st.booleans()),
        "last_checked_on": draw(st.none() | st.dates(date(1990, 1, 1))),
        "deals": draw(st.sampled_from([{}, {"dealtwo": DealName(id="dealtwo", title="Another deal")}])),
        "moved": draw(moved()),
        "ending": draw(endings()),
    }
    return record(*draw(claim_lists(kinds=kinds, most=most)), **{**drawn, **given})
