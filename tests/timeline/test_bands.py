from datetime import date
from itertools import pairwise

from deals.vocabulary.kinds import Rank
from deals.vocabulary.stages import Stage
from tests.timeline.records import (
    BUYER,
    MAIN,
    SELLER,
    SIDE_TRACK,
    citation,
    hard_record,
    origin,
    participation,
    record,
    stage,
)
from timeline.bands import Band, bands
from timeline.scale import Window, window_of

CAST = (participation(BUYER, "recipient"), participation(SELLER, "supplier"))


def of(*steps: object) -> tuple[tuple[Band, ...], Window]:
    whole = record(*CAST, *steps)  # type: ignore[arg-type]
    window = window_of((c.day for c in whole.claims if c.day), 0, 1000)
    return bands(whole, MAIN, window), window


def test_bands_follow_each_other_and_the_last_ends_with_the_window() -> None:
    found, window = of(stage("talks", "2016"), stage("contract_signed", "2017-09-12"), stage("delivered", "2019-11"))
    assert [band.stage for band in found] == [Stage.TALKS, Stage.CONTRACT_SIGNED, Stage.DELIVERED]
    assert all(band.until == after.first for band, after in pairwise(found))
    assert found[-1].until == window.last
    assert all(band.first <= band.sure <= band.told <= band.until for band in found)


def test_a_start_that_is_not_exact_is_doubted_until_its_last_day() -> None:
    (band,), _ = of(stage("talks", "2016-11"))
    assert band.sure - band.first == 30


def test_a_stage_reported_again_is_one_band() -> None:
    found, _ = of(stage("talks", "2016"), stage("talks", "2017"), stage("talks", "2018-02-01"))
    assert len(found) == 1


def test_after_the_last_report_a_band_is_faint() -> None:
    found, window = of(stage("talks", "2016-01-01"), stage("talks", "2017-01-01"))
    assert found[0].told < window.last == found[0].until


def test_a_cancelled_deal_has_no_faint_rest() -> None:
    found, _ = of(stage("talks", "2016"), stage("cancelled", "2017-05-01"))
    assert found[-1].until == found[-1].told


def test_a_report_of_one_side_alone_is_said_to_be() -> None:
    found, _ = of(stage("talks", "2016-01-01", citations=(citation("post", origin(SELLER)),)))
    assert found[0].is_one_sided
    assert found[0].title == "Talks, on 1 January 2016, said by Kestovia alone"


def test_a_track_has_bands_of_its_own() -> None:
    whole = hard_record()
    window = window_of((c.day for c in whole.claims if c.day), 0, 1000)
    assert [band.stage for band in bands(whole, SIDE_TRACK, window)] == [Stage.AGREED_IN_PRINCIPLE]


def test_between_two_days_told_for_one_signature_its_band_is_hatched_and_says_so() -> None:
    found, _ = of(
        stage("talks", "2016"), stage("contract_signed", "2017-07-25"), stage("contract_signed", "2017-09-12")
    )
    signed = found[-1]
    assert signed.sure - signed.first == (date(2017, 9, 13) - date(2017, 7, 25)).days
    assert signed.title.endswith("; since when is disputed")


def test_a_preferred_day_and_a_stage_that_lasts_are_not_hatched_between_reports() -> None:
    chosen = stage("contract_signed", "2017-09-12", rank=Rank.PREFERRED, rank_reason="Both announced it.")
    found, _ = of(
        stage("talks", "2016-01-01"), stage("talks", "2017-01-01"), stage("contract_signed", "2017-07-25"), chosen
    )
    assert all(band.sure == band.first for band in found)


def test_the_last_band_knows_when_it_was_last_heard_of() -> None:
    found, _ = of(stage("talks", "2016"), stage("contract_signed", "2017-09-12"), stage("in_force", "2017-12-01"))
    assert [str(band.heard) for band in found if band.heard] == ["2017-12-01"]
