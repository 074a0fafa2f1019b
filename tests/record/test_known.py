"""What the sources held had said by a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from deals.record.known import as_of, known_since
from deals.record.sides import number_of_origins, sides
from deals.record.standing import standing
from deals.vocabulary.kinds import Rank
from deals.vocabulary.parties import Side
from deals.vocabulary.proof import Bearing
from tests.timeline.records import (
    BUYER,
    MAIN,
    SELLER,
    citation,
    hard_record,
    origin,
    participation,
    record,
    source,
    stage,
)

if TYPE_CHECKING:
    from deals.record.shape import Record

DAY = date(2017, 10, 31)


def told_by(published: str, captured: date | None = None) -> Record:
    known = source("gazette", published, first_captured_on=captured)
    return record(stage("talks", "2016"), sources={"gazette": known})


@pytest.mark.parametrize(
    ("published", "captured", "since"),
    [
        ("2017-10-09", date(2020, 1, 1), date(2017, 10, 9)),
        ("2017-10", None, date(2017, 10, 31)),
        ("2017-10-09~", None, date(2017, 10, 9)),
        ("2017", None, date(2017, 12, 31)),
        ("2017-10/..", date(2018, 3, 1), date(2018, 3, 1)),
        ("", date(2018, 3, 1), date(2018, 3, 1)),
        ("", None, None),
    ],
)
def test_an_uncertain_publication_counts_at_its_last_day_and_a_missing_one_at_the_first_capture(
    published: str, captured: date | None, since: date | None
) -> None:
    told = told_by(published, captured)
    assert known_since(told, told.claims[0]) == since
    if since:
        assert as_of(told, since).claims
        assert not as_of(told, since.replace(day=since.day - 1) if since.day > 1 else date(2018, 2, 28)).claims
    else:
        assert not as_of(told, date.max).claims


def test_a_claim_is_known_since_its_earliest_supporting_source() -> None:
    against = citation("courier", bearing=Bearing.DISPUTES)
    told = record(stage("talks", "2016", citations=(citation("later"), citation("post"), against)))
    assert known_since(told, told.claims[0]) == date(2017, 9, 13)


def test_citations_of_later_sources_are_left_out_and_so_are_their_sources() -> None:
    told = record(stage("talks", "2016", citations=(citation("post"), citation("later"))))
    then = as_of(told, DAY)
    assert [c.source for c in then.claims[0].citations] == ["post"]
    assert set(then.sources) == {"post"}


def test_later_ranks_and_retractions_are_not_applied() -> None:
    retracted = stage("talks", "2016", retraction_reason="A slip.")
    deprecated = stage("talks", "2016", rank=Rank.DEPRECATED, rank_reason="An old one.")
    then = as_of(record(retracted, deprecated), DAY)
    assert [claim.stands for claim in then.claims] == [True, True]
    assert {claim.rank_reason + claim.retraction_reason for claim in then.claims} == {""}


def test_the_stage_is_derived_anew() -> None:
    delivered = stage("delivered", "2019-11", citations=(citation("wire"),))
    told = record(stage("contract_signed", "2017-09-12"), delivered)
    now, then = standing(told, MAIN), standing(as_of(told, DAY), MAIN)
    assert now is not None
    assert then is not None
    assert (now.stage, then.stage) == ("delivered", "contract_signed")


def test_what_we_wrote_ourselves_later_is_not_shown() -> None:
    then = as_of(hard_record(), DAY)
    assert (then.summary, then.not_known, then.last_checked_on, then.as_of) == ("", (), None, DAY)


def test_a_later_day_never_shows_less() -> None:
    told = hard_record()
    days = [date(2016, 1, 1), date(2016, 12, 31), DAY, date(2018, 6, 1), date(2020, 12, 31)]
    shown = [{claim.id for claim in as_of(told, day).claims} for day in days]
    assert shown == sorted(shown, key=len)
    assert all(earlier <= later for earlier, later in pairwise(shown))
    assert len(shown[0]) < len(shown[-1])


def test_three_papers_that_relay_one_interview_are_one_origin() -> None:
    one = tuple(citation(paper, origin(BUYER, "interview")) for paper in ("post", "wire", "herald"))
    claim = stage("talks", "2016", citations=(*one, citation("courier", origin(SELLER, "remarks"))))
    assert number_of_origins(claim) == 2
    assert number_of_origins(replace(claim, citations=one)) == 1


def test_a_minister_is_on_his_side_before_a_source_names_his_country_the_recipient() -> None:
    cast = replace(participation(BUYER, "recipient"), citations=(citation("later"),))
    told = record(cast, stage("talks", "2016"))
    then = as_of(told, DAY)
    assert [claim.kind for claim in then.claims] == ["stage"]
    assert sides(then, then.claims[0]) is Side.RECIPIENT
