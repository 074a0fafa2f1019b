from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from deals.record.restating import in_time
from deals.vocabulary.kinds import Kind, Modality, Weight
from deals.vocabulary.parties import Side
from tests.timeline.records import BUYER, SELLER, citation, claim, hard_record, origin, participation, record, stage
from timeline.entries import Entry, entries, modality_in_words

if TYPE_CHECKING:
    from deals.vocabulary.dates import PartialDate

PAID = {"payment_state": "paid", "payment_measure": "flow"}


def entry_of(found: tuple[Entry, ...], claim_id: str) -> Entry:
    return next(entry for entry in found if entry.id == claim_id)


def test_every_claim_is_found_once_as_an_entry_or_in_one() -> None:
    whole = hard_record()
    found = [c.id for entry in entries(whole) for c in (entry.claim, *entry.restatements)]
    assert sorted(found) == sorted(c.id for c in whole.claims)


def test_entries_stand_in_time_and_undated_ones_last() -> None:
    undated, late, early = claim(Kind.EVENT), claim(Kind.EVENT, "2019"), claim(Kind.EVENT, "../2018-05-01")
    assert [entry.id for entry in entries(record(undated, late, early))] == [early.id, late.id, undated.id]


def test_the_order_of_the_records_claims_does_not_matter() -> None:
    whole = hard_record()
    turned = record(*reversed(whole.claims))
    assert [entry.id for entry in entries(turned)] == [entry.id for entry in entries(whole)]


def test_a_second_report_of_the_same_payment_folds_into_the_key_one() -> None:
    one = claim(Kind.PAYMENT, "2017-09", details=PAID)
    key = claim(
        Kind.PAYMENT, "2017-09-20", details=PAID, weight=Weight.KEY, citations=(citation("post", origin(SELLER)),)
    )
    (entry,) = entries(record(one, key))
    assert (entry.id, entry.restatements, entry.number_origins) == (key.id, (one,), 2)


def test_payments_whose_dates_cannot_be_one_do_not_fold() -> None:
    found = entries(record(claim(Kind.PAYMENT, "2017-09", details=PAID), claim(Kind.PAYMENT, "2017-10", details=PAID)))
    assert [entry.number_times_said for entry in found] == [1, 1]


NEAR_DAYS = ["", "2017", "2017-09", "2017-09-20", "2017-09-20~", "2017-09-21", "2017-10", "2017-10-02", "2018-01-01",
             "../2017-09-25", "../2019", "2017-09-28/..", "2016/2017-09-20", "2017-09-21/2017-10-01"]  # fmt: skip


@given(st.lists(st.sampled_from(NEAR_DAYS), max_size=12))
def test_a_payment_folds_into_the_first_whose_day_may_be_its_own(days: list[str]) -> None:
    told = [claim(Kind.PAYMENT, day, details=PAID) for day in days]
    groups: list[list[str]] = []
    firsts: list[PartialDate | None] = []
    for one in sorted(told, key=in_time):
        same = (at for at, day in enumerate(firsts) if (one.day.meets(day) if one.day and day else one.day is day))
        at = next(same, len(groups))
        if at == len(groups):
            groups.append([])
            firsts.append(one.day)
        groups[at].append(one.id)
    found = entries(record(*told))
    assert [[entry.id, *(again.id for again in entry.restatements)] for entry in found] == groups


def test_two_statements_of_one_day_stay_two() -> None:
    said = {"act": "confirm"}
    found = entries(record(claim(Kind.STATEMENT, "2017", details=said), claim(Kind.STATEMENT, "2017", details=said)))
    assert len(found) == 2


def test_a_retracted_claim_stays_an_entry_of_its_own() -> None:
    gone = claim(Kind.PAYMENT, "2017-09", details=PAID, retraction_reason="Mixed up.")
    found = entries(record(gone, claim(Kind.PAYMENT, "2017-09", details=PAID)))
    assert entry_of(found, gone.id).is_struck
    assert len(found) == 2


def test_an_entry_is_known_since_the_earliest_source_that_supports_it() -> None:
    known = stage("talks", "2016", citations=(citation("gazette"), citation("courier")))
    assert entries(record(known))[0].known_since == date(2016, 11, 20)


def test_contradicting_claims_name_each_other() -> None:
    found = entries(hard_record())
    assert entry_of(found, "csigned").contradicts == ("csignedjuly",)
    assert entry_of(found, "csignedjuly").contradicts == ("csigned",)


def test_who_says_it_is_told_by_side_and_name() -> None:
    whole = record(participation(BUYER, "recipient"), participation(SELLER, "supplier"), stage("talks", "2016"))
    entry = entries(whole)[0]
    assert (entry.side, entry.said_by, entry.is_step) == (Side.RECIPIENT, ("Meridor",), True)


def test_a_plan_is_no_step() -> None:
    assert not entries(record(stage("contract_signed", "2018", modality=Modality.PLANNED)))[0].is_step


def test_a_negated_claim_is_said_not_to_be_so() -> None:
    assert modality_in_words(claim(Kind.EVENT, is_negated=True)) == "asserted not to be so"
