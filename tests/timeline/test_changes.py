"""What changed between two releases, in words: of any two drawn at random, and as readers read it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from deals.models.kinds import KindColumns
from deals.record.differences import differences
from deals.record.overview import in_short
from deals.record.shape import DealName, EndingRecord, MovedRecord, Record, SequelRecord
from deals.record.telling import TERMS, term
from deals.vocabulary.columns import NUMBER_COLUMNS, WORD_COLUMNS
from deals.vocabulary.kinds import Kind, Rank
from deals.vocabulary.relations import Became, Ending
from tests.record.strategies import drawn_records
from tests.record.test_differences import releases
from tests.timeline.records import BUYER, SELLER, citation, claim, origin, partial, participation, quoted, record, stage
from timeline.changes import ShownGroup, change_document
from timeline.changes import groups as groups_of

TALKS = stage("talks", "2016-11", id="ctalks", text="Talks begin.")
EUROS = {"amount": "2500000000.00", "currency": "EUR", "amount_mark": "about", "basis": "contract"}
PRICE = claim(Kind.VALUATION, "2017-11", id="cprice", text="It costs 2.5 billion euros.", details=EUROS)


def groups(before: Record | None, after: Record) -> tuple[ShownGroup, ...]:
    return groups_of(before, after, differences(before, after))


def told(before: Record | None, after: Record) -> dict[str, list[str]]:
    """Every line under its heading: “name / term: before → after”."""
    found: dict[str, list[str]] = {}
    for group in groups(before, after):
        for shown in group.changes:
            lines = [f"{line.label}: {line.before} → {line.after}" for line in shown.told.lines]
            found.setdefault(group.heading, []).extend(f"{shown.told.name} / {line}" for line in lines or [""])
    return found


# --- Of any two releases ----------------------------------------------------------------------------------------------
@drawn_records
@given(pair=releases())
def test_each_change_is_told_once_and_a_document_of_it_is_plain_data(pair: tuple[Record, Record]) -> None:
    before, after = pair
    changes = differences(before, after)
    shown = [one.told for group in groups(before, after) for one in group.changes]
    by_the_claim = [
        c for c in changes if c.about == "moved" and c.id in {m.change.id for m in shown if m.change.sort == "moved"}
    ]
    assert len(shown) == len(changes) - len(by_the_claim)
    assert all(one.lines or one.parts or one.change.before is None or one.change.after is None or one.is_approved_anew
               for one in shown)  # fmt: skip
    assert all(change_document(change)["about"] == change.about for change in changes)


@drawn_records
@given(pair=releases())
def test_a_release_list_says_something_of_every_release_that_differs(pair: tuple[Record, Record]) -> None:
    before, after = pair
    changes = differences(before, after)
    assert bool(in_short(changes)) == bool(changes)
    assert in_short(differences(after, after)) == ""


# --- The vocabulary of columns ----------------------------------------------------------------------------------------
def test_each_column_that_holds_a_word_has_its_vocabulary() -> None:
    columns = {field.name: field for field in KindColumns._meta.get_fields()}
    choices = {name: field.choices for name, field in columns.items() if getattr(field, "choices", None)}
    assert {name: words.choices() for name, words in WORD_COLUMNS.items()} == choices
    numbers = {name for name, field in columns.items() if field.get_internal_type() == "DecimalField"}
    assert numbers == NUMBER_COLUMNS


def test_a_field_without_a_term_of_its_own_is_told_by_its_name() -> None:
    assert "details.price_year" not in TERMS
    assert term("details.price_year") == "Price year"


# --- As readers read it -----------------------------------------------------------------------------------------------
def test_a_new_claim_and_where_the_deal_stands_since() -> None:
    signed = stage("contract_signed", "2017-09-12", text="It is signed.", citations=(citation("post", origin(SELLER)),))
    cast = (participation(BUYER, "recipient"), participation(SELLER, "supplier"))
    found = told(record(*cast, TALKS), record(*cast, TALKS, signed))
    talks = "Talks since November 2016, said by Meridor alone"
    contract = "Contract signed on 12 September 2017, said by Kestovia alone"
    assert found == {
        "Where it stands": [
            f"The deal / Stage: {talks} → {contract}",
        ],
        "New claims": ["It is signed. / "],
    }


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"happened": partial("2017-12")}, "When it happened: November 2017 → December 2017"),
        ({"details": {**EUROS, "amount": "2000000000.00"}}, "Amount: 2,500,000,000 → 2,000,000,000"),
        ({"details": {**EUROS, "amount_mark": "at_least"}}, "Amount mark: about → at least"),
        ({"details": {**EUROS, "basis": "notification_ceiling"}}, "Basis: contract → "),
        ({"rank": Rank.PREFERRED, "rank_reason": "x"}, "Rank: normal → preferred"),
        ({"is_negated": True}, "It did not, or will not, happen: no → yes"),
        ({"track": "trackjoint"}, "Track: Deal → Joint production"),
        ({"text": "It costs two."}, "Sentence: It costs 2.5 billion euros. → It costs two."),
    ],
)
def test_a_corrected_field_is_told_before_and_after(changed: dict[str, object], line: str) -> None:
    lines = told(record(PRICE), record(replace(PRICE, **changed)))["Corrected claims"]  # type: ignore[arg-type]
    assert any(line in each for each in lines)


def test_a_retraction_is_told_with_its_reason() -> None:
    found = told(record(PRICE), record(replace(PRICE, retraction_reason="A misprint.")))
    assert found["Retracted claims"] == [f"{PRICE.text} / Why it is retracted:  → A misprint."]


def test_who_pays_is_told_by_name() -> None:
    paid = {"payment_state": "paid", "payment_measure": "flow", "payer": BUYER}
    one = claim(Kind.PAYMENT, "2017-09", details=paid)
    lines = told(record(one), record(replace(one, details={**paid, "payer": SELLER})))["Corrected claims"]
    assert lines == [f"{one.text} / Payer: Meridor → Kestovia"]


def test_a_claim_that_moved_is_told_once_with_the_deal_and_the_reason() -> None:
    away = MovedRecord(claim="ctalks", label="Talks", deal="dealtwo", why="About the licence.")
    after = record(moved=(away,), deals={"dealtwo": DealName(id="dealtwo", title="The licence")})
    found = told(record(TALKS), after)
    assert found["Claims that went to another deal"] == [
        "Talks begin. / To the deal:  → The licence", "Talks begin. / Why:  → About the licence.",
    ]  # fmt: skip
    assert found["Named or cited for the first time"] == ["The licence / "]


def test_a_merged_deal_is_told_with_where_it_goes_on() -> None:
    ending = EndingRecord(ending=Ending.MERGED, why="One contract.", on=date(2020, 1, 2), merged_into="dealtwo")
    after = record(TALKS, ending=ending, deals={"dealtwo": DealName(id="dealtwo", title="Both batches")})
    lines = told(record(TALKS), after)["The deal itself"]
    assert [line.partition(" / ")[2] for line in lines] == [
        "Followed no longer:  → merged", "Why it ended:  → One contract.", "Ended on:  → 2 January 2020",
        "Goes on in:  → Both batches",
    ]  # fmt: skip


def test_what_became_of_a_plan_is_told_with_the_claim_that_says_so() -> None:
    sequel = SequelRecord(claim="ctalks", became=Became.PLANNED_ANEW)
    (group,) = groups(record(TALKS, PRICE), record(TALKS, replace(PRICE, sequels=(sequel,))))
    (part,) = group.changes[0].told.parts
    assert (part.what, part.name) == ("what became of it", TALKS.label)
    assert [(line.label, line.before, line.after) for line in part.lines] == [("Became", "", "planned anew")]


def test_a_citation_that_is_added_is_told_with_its_words() -> None:
    more = replace(PRICE, citations=(*PRICE.citations, quoted("Two and a half billion.", "post")))
    (group,) = groups(record(PRICE), record(more))
    (part,) = group.changes[0].told.parts
    assert (part.what, part.name, part.said) == (
        "citation", "Report post on the batteries", ("Two and a half billion.",),
    )  # fmt: skip


def test_a_claim_that_was_approved_anew_as_it_was_says_so() -> None:
    (group,) = groups(record(PRICE), record(replace(PRICE, version=2)))
    assert group.changes[0].told.is_approved_anew


def test_a_new_name_of_a_party_is_told_once() -> None:
    parties = {**record().parties, BUYER: replace(record().parties[BUYER], name="Republic of Meridor")}
    found = told(record(TALKS, PRICE), record(TALKS, PRICE, parties=parties))
    assert found["Names and sources that were corrected"] == [
        "Republic of Meridor / Name: Meridor → Republic of Meridor"
    ]
    assert set(found) == {"Names and sources that were corrected"}


def test_claims_are_told_in_time() -> None:
    late, early = (stage("talks", day, text=f"Of {day}.") for day in ("2019", "2015"))
    names = [shown.told.name for shown in groups(record(), record(late, early))[1].changes]
    assert names == ["Of 2015.", "Of 2019."]


def test_in_short_of_one_sort_it_is_said_once() -> None:
    gone = [replace(told, retraction_reason="A slip.") for told in (PRICE, claim(Kind.EVENT))]
    was = [replace(told, retraction_reason="") for told in gone]
    assert in_short(differences(record(*was), record(*gone))) == "2 claims: all retracted"
    assert in_short(differences(record(was[0]), record(gone[0]))) == "1 claim: retracted"


def test_in_short_counts_the_claims_by_what_became_of_them() -> None:
    later = record(replace(PRICE, retraction_reason="A slip."), replace(TALKS, label="Anew"), stage("talks", "2018"),
                   title="Another", published_at=datetime(2031, 1, 1, tzinfo=UTC))  # fmt: skip
    changes = differences(record(PRICE, TALKS), later)
    assert in_short(changes) == "3 claims: 1 new, 1 corrected, 1 retracted; the deal’s own lines"
