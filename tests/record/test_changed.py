"""What the list of changes tells of a release: numbers of claims, the first of them, stages that moved, an ending."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from deals.record.changed import CLAIMS_MOST, changed
from deals.record.shape import EndingRecord, Record
from deals.vocabulary.kinds import Kind, Weight
from deals.vocabulary.relations import Ending
from tests.timeline.records import BUYER, SIDE_TRACK, citation, claim, origin, participation, record, stage

TALKS, SIGNED = stage("talks", "2016", text="Talks."), stage("contract_signed", "2017", text="Signed.")
CAST = participation(BUYER, "recipient")


def first(*claims: object) -> Record:
    return record(*claims, number=1)  # type: ignore[arg-type]


def second(*claims: object, **given: object) -> Record:
    return record(*claims, number=2, **given)  # type: ignore[arg-type]


def test_of_the_first_release_all_is_new() -> None:
    told = changed(None, first(TALKS, SIGNED))
    assert (told["number"], told["since"], told["counts"], told["ended"]) == (1, None, {"new": 2}, "")
    (moved,) = told["stages"]
    assert (moved["track"], moved["before"], moved["after"]["stage"]) == ("", None, "contract_signed")


def test_each_sort_is_counted_and_what_readers_would_miss_comes_first() -> None:
    dear = claim(
        Kind.VALUATION, "2017", text="Dear.", details={"amount": "1.00", "currency": "EUR", "basis": "contract"}
    )
    cheap = replace(dear, text="Cheap.")
    gone = replace(TALKS, retraction_reason="Another deal.")
    told = changed(first(TALKS, dear), second(gone, cheap, SIGNED))
    assert told["counts"] == {"retracted": 1, "corrected": 1, "new": 1}
    assert [(line["sort"], line["text"], line["number"]) for line in told["claims"]] == [
        ("retracted", "Talks.", 2), ("corrected", "Cheap.", 2), ("new", "Signed.", 2),
    ]  # fmt: skip


def test_what_is_gone_is_shown_by_the_release_before() -> None:
    told = changed(first(TALKS, SIGNED), second(TALKS))
    assert [(line["sort"], line["text"], line["number"]) for line in told["claims"]] == [("gone", "Signed.", 1)]


def test_a_stage_that_moved_tells_both_and_who_says_so() -> None:
    says = replace(SIGNED, citations=(citation("post", origin(BUYER)),))
    (moved,) = changed(first(CAST, TALKS), second(CAST, TALKS, says))["stages"]
    assert moved["before"]["stage"] == "talks"
    assert moved["after"] == {"stage": "contract_signed", "since": "2017", "said_by": ["Meridor"], "is_disputed": False}
    (beside,) = changed(first(TALKS), second(TALKS, replace(SIGNED, track=SIDE_TRACK)))["stages"]
    assert (beside["track"], beside["before"]) == ("Joint production", None)


def test_of_many_claims_the_first_are_told_and_all_are_counted() -> None:
    told = changed(None, first(*(claim(Kind.EVENT, details={"event_type": "visit"}) for _ in range(9))))
    assert (told["counts"], len(told["claims"])) == ({"new": 9}, CLAIMS_MOST)


def test_of_one_sort_key_claims_come_first_then_in_time() -> None:
    late, key = stage("talks", "2015", text="Late."), stage("tender", "2018", text="Key.", weight=Weight.KEY)
    early = stage("interest", "2014", text="Early.")
    assert [line["text"] for line in changed(None, first(late, key, early))["claims"]] == ["Key.", "Early.", "Late."]


def test_an_ending_is_told() -> None:
    ending = EndingRecord(ending=Ending.WITHDRAWN, why="Twice.", on=date(2020, 2, 1), merged_into="")
    assert changed(first(TALKS), second(TALKS, ending=ending))["ended"] == "withdrawn"
    assert changed(second(TALKS, ending=ending), replace(first(TALKS), number=3))["ended"] == "followed_again"


def test_what_else_changed_is_named() -> None:
    told = changed(first(TALKS), second(TALKS, title="Another title"))
    assert (told["counts"], told["claims"], told["beside"]) == ({}, [], ["the deal’s own lines"])
