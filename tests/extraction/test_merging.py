"""One candidate a fact."""

from dataclasses import replace
from decimal import Decimal

import pytest

from deals.extraction import extract
from deals.extraction.candidate import Candidate
from deals.extraction.merging import merged, with_item

STAGE = Candidate(kind="stage", stage="talks", quote="talks continue", start=0, end=14, rule="talks", date="2017-10")
THREAT = Candidate(kind="statement", act="threaten", quote="x" * 50, start=100, end=150, rule="threat", actor="Turkey")
VALUE = Candidate(kind="value", quote="$1", start=0, end=2, rule="value", amount=Decimal(1), currency="USD")
ORDER = Candidate(kind="order", quote="4 tanks", start=0, end=7, rule="order", quantity=4, unit="tank")


def later(candidate: Candidate, **changes: object) -> Candidate:
    return replace(candidate, start=candidate.start + 500, end=candidate.end + 500, **changes)  # type: ignore[arg-type]


ONE = [
    (STAGE, later(STAGE)),
    (VALUE, later(VALUE)),
    (ORDER, later(ORDER, item="T-72")),
    (THREAT, later(THREAT)),
    (replace(STAGE, date="2017", phrase="in 2017"), later(STAGE, date="2017-09", phrase="in September 2017")),
]
TWO = [
    (STAGE, later(STAGE, stage="suspended")),
    (STAGE, later(STAGE, track="joint production")),
    (STAGE, later(STAGE, modality="planned")),
    (replace(STAGE, phrase="in 2016", date="2016"), later(STAGE, phrase="in 2017", date="2017")),
    (VALUE, later(VALUE, currency="EUR")),
    (ORDER, later(ORDER, quantity=5)),
    (replace(ORDER, item="T-90"), later(ORDER, item="T-72")),
    (THREAT, later(THREAT, actor="Dmitry Peskov", speaker="Dmitry Peskov")),
]


@pytest.mark.parametrize(("one", "other"), ONE)
def test_a_restatement_folds_into_the_first(one: Candidate, other: Candidate) -> None:
    assert len(merged([(one, False), (other, False)])) == 1


@pytest.mark.parametrize(("one", "other"), TWO)
def test_different_facts_stay_apart_in_the_order_of_the_text(one: Candidate, other: Candidate) -> None:
    assert merged([(other, False), (one, False)]) == (one, other)


def test_direct_speech_by_a_named_speaker_stands_for_its_restatements() -> None:
    spoken = later(STAGE, speaker="Dmitry Peskov")
    assert merged([(STAGE, False), (spoken, True)]) == (spoken,)


def test_inside_a_threat_no_stage_is_found_but_a_value_is() -> None:
    stage = replace(STAGE, start=110, end=124)
    value = replace(VALUE, start=120, end=122)
    assert merged([(THREAT, False), (stage, False), (value, False)]) == (THREAT, value)


def test_the_deals_only_system_is_what_an_order_without_a_name_is_about() -> None:
    assert [candidate.item for candidate in with_item([ORDER, replace(ORDER, item="T-72"), STAGE], "S-400")] == [
        "S-400", "T-72", None
    ]  # fmt: skip


def test_an_article_that_repeats_itself_yields_its_facts_once() -> None:
    text = "Turkey signed a contract with Russia for four S-400 batteries worth $2.5 billion. " * 3
    assert [candidate.kind for candidate in extract(text).candidates] == ["stage", "value", "order"]
