"""What holds of any record whatever its claims: drawn at random, not chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from deals.record.known import as_of, known_since
from deals.record.questions import conflicts, disagree
from deals.record.reading import as_document, canonical, record_from
from deals.record.standing import standing, steps
from deals.vocabulary.kinds import Kind, Modality, Rank
from deals.vocabulary.questions import QUESTIONS
from deals.vocabulary.stages import Phase, Stage
from deals.vocabulary.terms import Act, Measure
from tests.record.strategies import claim_lists, claims, drawn_records, numbered, records
from tests.timeline.records import MAIN, SIDE_TRACK, record, stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deals.record.shape import ClaimRecord, Record
    from deals.record.standing import Step
    from deals.vocabulary.questions import Question

TRACKS = (MAIN, SIDE_TRACK)
MOVING = (Kind.STAGE, Kind.DELIVERY)


def moves(told: Record) -> list[tuple[tuple[str, Stage], ...]]:
    """For each track the ids of the claims that moved it, with the stage they moved it to."""
    return [tuple((step.claim.id, step.stage) for step in steps(told, track)) for track in TRACKS]


def with_more(told: Record, *more: ClaimRecord) -> Record:
    return replace(told, claims=(*told.claims, *numbered(more, first=900)))


# --- Any order --------------------------------------------------------------------------------------------------------
@drawn_records
@given(data=st.data(), told=records(kinds=(*MOVING, Kind.PARTICIPATION, Kind.ORDER, Kind.VALUATION)))
def test_any_order_of_the_same_claims_gives_the_same_steps_standing_and_conflicts(
    data: st.DataObject, told: Record
) -> None:
    shuffled = replace(told, claims=tuple(data.draw(st.permutations(told.claims))))
    assert moves(shuffled) == moves(told)
    assert [standing(shuffled, track) for track in TRACKS] == [standing(told, track) for track in TRACKS]
    assert set(conflicts(shuffled)) == set(conflicts(told))


def _climbs(taken: Sequence[Step]) -> list[list[Step]]:
    """The steps between one decided step back and the next."""
    climbs: list[list[Step]] = [[]]
    for step in taken:
        if step.is_back:
            climbs.append([])
        climbs[-1].append(step)
    return climbs


# --- What moves a stage -----------------------------------------------------------------------------------------------
def idle_claims() -> st.SearchStrategy[ClaimRecord]:
    """What never moves a track: reports and deliveries that do not stand or did not happen, and all other kinds."""
    idle: dict[str, list[object]] = {
        "modality": [Modality.PLANNED, Modality.POSSIBLE, Modality.DENIED],
        "is_negated": [True],
        "retraction_reason": ["The paper took it back."],
        "rank": [Rank.DEPRECATED],
    }
    not_so = [claims(MOVING, **{field: value}) for field, values in idle.items() for value in values]
    threat = claims([Kind.STATEMENT], details={"act": Act.THREATEN.value, "consequence": "It ends.", "speaker": "x"})
    level = claims([Kind.DELIVERY], details={"system": "q9", "delivery_measure": Measure.LEVEL.value})
    return st.one_of(*not_so, threat, level, claims([kind for kind in Kind if kind not in MOVING]))


@drawn_records
@given(told=records(kinds=MOVING), idle=idle_claims())
def test_what_did_not_happen_or_is_no_step_moves_no_stage(told: Record, idle: ClaimRecord) -> None:
    assert moves(with_more(told, idle)) == moves(told)


@drawn_records
@given(told=records(kinds=MOVING), early=st.sampled_from([stage for stage in Stage if stage.phase.rung < 2]))
def test_talks_after_a_signature_move_nothing(told: Record, early: Stage) -> None:
    climbing = replace(told, claims=tuple(c for c in told.claims if "step_back_reason" not in c.details))
    signed = with_more(climbing, stage("contract_signed", "2001-01-01"))
    later = replace(stage(early, "9000"), id="c99999")
    assert moves(with_more(signed, later)) == moves(signed)


@drawn_records
@given(told=records(kinds=MOVING, most=12))
def test_a_track_goes_forward_only_and_never_on_from_an_end(told: Record) -> None:
    for track in TRACKS:
        taken = steps(told, track)
        for climb in _climbs(taken):
            on_ladder = [step.stage.phase.rung for step in climb if step.stage.phase is not Phase.OFF_LADDER]
            assert on_ladder == sorted(on_ladder)
            assert not any(step.stage.is_end for step in climb[:-1])
        assert all(step.claim.modality is Modality.ASSERTED and step.claim.stands for step in taken)
        assert all(not step.claim.is_negated and step.claim.track == track for step in taken)


@drawn_records
@given(told=records(kinds=MOVING), more=claims(MOVING, track=SIDE_TRACK))
def test_a_side_track_moves_itself_only(told: Record, more: ClaimRecord) -> None:
    assert moves(with_more(told, more))[0] == moves(told)[0]


@drawn_records
@given(told=records(kinds=MOVING))
def test_a_track_stands_where_its_last_step_left_it_since_the_first_of_its_kind(told: Record) -> None:
    for track in TRACKS:
        found, taken = standing(told, track), steps(told, track)
        assert (found is None) == (not taken)
        if found:
            assert found.stage is taken[-1].stage
            assert found.claim in {step.claim.id for step in taken if step.stage is found.stage}


# --- The past ---------------------------------------------------------------------------------------------------------
PAST = st.dates(date(2015, 1, 1), date(2021, 12, 31))


@drawn_records
@given(told=records(), one=PAST, other=PAST)
def test_what_was_known_by_a_day_is_known_by_later_days(told: Record, one: date, other: date) -> None:
    before, after = (as_of(told, day) for day in sorted((one, other)))
    later = {claim.id: set(claim.citations) for claim in after.claims}
    assert all(set(claim.citations) <= later[claim.id] for claim in before.claims)
    assert set(before.sources) <= set(after.sources) <= set(told.sources)


@drawn_records
@given(told=records(), day=PAST)
def test_each_claim_of_the_past_was_known_and_each_left_out_was_not(told: Record, day: date) -> None:
    known = {claim.id for claim in as_of(told, day).claims}
    for claim in told.claims:
        since = known_since(told, claim)
        assert (claim.id in known) == (since is not None and since <= day)


@drawn_records
@given(told=records(), one=PAST, other=PAST)
def test_the_past_seen_from_a_later_past_is_the_same_past(told: Record, one: date, other: date) -> None:
    earlier, later = sorted((one, other))
    assert as_of(as_of(told, later), earlier).claims == as_of(told, earlier).claims


# --- Conflicts --------------------------------------------------------------------------------------------------------
@drawn_records
@given(told=claim_lists(kinds=(Kind.ORDER, Kind.VALUATION, Kind.STAGE)))
def test_a_claim_does_not_contradict_itself(told: list[ClaimRecord]) -> None:
    for claim in told:
        assert not conflicts(record(claim, replace(claim, id="c99999")))


# --- There and back ---------------------------------------------------------------------------------------------------
@drawn_records
@given(told=records())
def test_any_record_comes_back_from_its_canonical_text_as_it_was(told: Record) -> None:
    text = canonical(as_document(told))
    assert record_from(text) == told
    assert canonical(as_document(record_from(text))) == text


@drawn_records
@given(one=claims((Kind.VALUATION,)), other=claims((Kind.VALUATION,)), question=st.just(QUESTIONS[0]))
def test_two_amounts_disagree_whichever_is_asked_first(
    one: ClaimRecord, other: ClaimRecord, question: Question
) -> None:
    assert disagree(one, other, question, {}) is disagree(other, one, question, {})
    assert not disagree(one, one, question, {})
