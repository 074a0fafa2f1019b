"""What a deal has in the lists over all deals: its conflicts with every answer, and what one side alone says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from deals.record.lines import BETWEEN_SIDES, VERSIONS_MOST, lines
from deals.record.shape import EndingRecord
from deals.vocabulary.kinds import Kind, Modality, Rank
from deals.vocabulary.listings import Listing
from deals.vocabulary.relations import Ending
from tests.timeline.records import (
    BUYER,
    OTHER,
    SELLER,
    SIDE_TRACK,
    citation,
    hard_record,
    origin,
    participation,
    record,
    stage,
)

if TYPE_CHECKING:
    from deals.record.lines import Line
    from deals.record.shape import ClaimRecord

CAST = participation(BUYER, "recipient"), participation(SELLER, "supplier")


def listed(listing: Listing, *claims: ClaimRecord, **given: Any) -> list[Line]:
    return [line for line in lines(record(*CAST, *claims, **given)) if line.listing is listing]


def one_sided(*claims: ClaimRecord, **given: Any) -> list[Line]:
    alone = {Listing.RECIPIENT_ALONE, Listing.SUPPLIER_ALONE}
    return [line for line in lines(record(*CAST, *claims, **given)) if line.listing in alone]


def signed(day: str, source: str = "post", **given: Any) -> ClaimRecord:
    return stage("contract_signed", day, citations=(citation(source),), **given)


def test_a_conflict_has_its_question_and_its_answers_as_they_became_known() -> None:
    late, early = signed("2017-09-12", "later"), signed("2017-07-25", "herald")
    (line,) = listed(Listing.CONFLICT, late, early)
    assert (line.kind, line.day) == (Kind.STAGE, date(2018, 1, 2))
    assert (line.told["asks"], line.told["is_decided"], line.told["track"]) == ("On which day?", False, "")
    assert [(version["claim"], version["day"]) for version in line.told["versions"]] == [
        (early.id, "2017-07-25"), (late.id, "2017-09-12"),
    ]  # fmt: skip


def test_a_choice_is_told_with_its_reason() -> None:
    chosen = signed("2017-09-12", rank=Rank.PREFERRED, rank_reason="The contract was shown.", track=SIDE_TRACK)
    (line,) = listed(Listing.CONFLICT, chosen, signed("2017-07-25", track=SIDE_TRACK))
    assert (line.told["is_decided"], line.told["track"]) == (True, "Joint production")
    assert ("preferred", "The contract was shown.") in [(v["rank"], v["rank_reason"]) for v in line.told["versions"]]


def test_of_many_answers_the_first_are_told_and_all_are_counted() -> None:
    (line,) = listed(Listing.CONFLICT, *(signed(f"2017-{month:02}-01") for month in range(1, 12)))
    assert (line.told["number"], len(line.told["versions"])) == (11, VERSIONS_MOST)


def test_what_does_not_stand_contradicts_nothing() -> None:
    assert listed(Listing.CONFLICT, signed("2017-09-12"), signed("2017-07-25", retraction_reason="Wrong.")) == []


@pytest.mark.parametrize(
    ("parties", "side"),
    [([BUYER], "recipient"), ([SELLER], "supplier"), ([BUYER, OTHER], "recipient"), ([BUYER, SELLER], None),
     ([OTHER], None), ([], None)],
)  # fmt: skip
def test_a_fact_is_one_sided_where_one_side_and_not_the_other_says_so(parties: list[str], side: str | None) -> None:
    cited = tuple(citation("post", origin(party)) for party in parties) or (citation("post", origin("")),)
    told = one_sided(stage("delivering", "2019-07", citations=cited))
    assert [(line.told["side"], line.listing) for line in told] == ([(side, f"{side}_alone")] if side else [])


def test_two_reports_of_one_fact_are_told_together() -> None:
    one, other = (
        stage("delivering", "2019-07", citations=(citation("wire", origin(party)),)) for party in (BUYER, SELLER)
    )
    assert one_sided(one, other) == []
    again = replace(one, id="cagain", citations=(citation("post"),))
    (line,) = one_sided(one, again)
    assert (line.told["claim"], line.told["again"]) == (one.id, [again.id])
    assert (line.day, line.told["known_since"]) == (date(2017, 9, 13), "2017-09-13")


@pytest.mark.parametrize(
    "given",
    [{"modality": Modality.PLANNED}, {"modality": Modality.DENIED}, {"is_negated": True},
     {"retraction_reason": "Wrong."}, {"rank": Rank.DEPRECATED}],
)  # fmt: skip
def test_only_what_stands_and_is_said_to_be_so_is_one_sided(given: dict[str, Any]) -> None:
    assert one_sided(stage("delivering", "2019-07", **given)) == []


def test_a_statement_and_a_decision_are_no_matter_between_sides() -> None:
    found = one_sided(*hard_record().claims)
    assert {line.kind for line in found} <= BETWEEN_SIDES
    assert {claim.kind for claim in hard_record().claims} - BETWEEN_SIDES >= {Kind.STATEMENT, Kind.AUTHORISATION}


def test_a_deal_that_is_followed_no_longer_is_in_no_list() -> None:
    ending = EndingRecord(ending=Ending.WITHDRAWN, why="Twice.", on=date(2020, 2, 1), merged_into="")
    assert lines(hard_record())
    assert lines(hard_record(ending=ending)) == ()


def test_what_has_no_known_day_comes_last() -> None:
    undated = {"sources": {"post": replace(record().sources["post"], published=None)}}
    (line,) = one_sided(stage("delivering", "2019-07", citations=(citation("post"),)), **undated)
    assert (line.day, line.told["known_since"]) == (date.min, "")
