"""What became of a plan, and how far it slipped."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deals.record.shape import SequelRecord
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.relations import Became
from tests.timeline.records import claim, record
from timeline.sequels import sequels, slip

FLOW = {"system": "q9", "delivery_measure": "flow"}


@pytest.mark.parametrize(
    ("planned", "came", "words"),
    [
        ("2020-03", "2019-07-12", "about 8 months earlier than planned"),
        ("2019-07-01", "2019-07-13", "12 days later than planned"),
        ("2019-07-12", "2019-07-13", "1 day later than planned"),
        ("2019-07-12~", "2019-07-13", "about 1 day later than planned"),
        ("2020-33", "2020-02-10", "as planned"),
        ("../2019-12", "2019-11-01", "as planned"),
        ("../2019-12", "2020-03-31", "about 3 months later than planned"),
        ("2019", "2023", "about 4 years later than planned"),
        ("2020/..", "2019", "about 6 months earlier than planned"),
    ],
)
def test_the_slip_in_words_as_exact_as_the_dates(planned: str, came: str, words: str) -> None:
    assert slip(PartialDate.parse(planned), PartialDate.parse(came)) == words


def test_a_plan_names_what_became_of_it_and_that_names_the_plan() -> None:
    arrived = claim(Kind.DELIVERY, "2019-07-12", details=FLOW)
    plan = replace(
        claim(Kind.DELIVERY, "2020-03", details=FLOW, modality=Modality.PLANNED),
        sequels=(SequelRecord(claim=arrived.id, became=Became.FULFILLED),),
    )
    told = record(plan, arrived)
    (sequel,) = sequels(told, plan)
    assert (sequel.became, sequel.claim, sequel.when) == ("fulfilled", arrived, "12 July 2019")
    assert sequel.slip == "about 8 months earlier than planned"
    assert told.plans[arrived.id] == (plan,)
    assert plan.id not in told.plans


def test_a_threat_has_an_outcome_and_no_slip() -> None:
    left = claim(Kind.EVENT, "2019-07-17", details={"event_type": "exclusion"})
    threat = claim(Kind.STATEMENT, "2019-06-06", details={"act": "threaten"})
    threat = replace(threat, sequels=(SequelRecord(claim=left.id, became=Became.FULFILLED),))
    (sequel,) = sequels(record(threat, left), threat)
    assert sequel.slip == ""


def test_a_link_to_a_claim_that_is_not_in_the_record_shows_nothing() -> None:
    link = SequelRecord(claim="gone", became=Became.FULFILLED)
    plan = claim(Kind.DELIVERY, "2020", details=FLOW, sequels=(link,))
    assert sequels(record(plan), plan) == ()
