"""Where a track stands: derived from its stage reports, never typed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from deals.record.sides import sides, speaking_parties
from deals.vocabulary.kinds import Kind, Modality, Rank
from deals.vocabulary.parties import Side
from deals.vocabulary.proof import Bearing
from deals.vocabulary.stages import Instrument, Phase, Stage
from deals.vocabulary.terms import Measure

if TYPE_CHECKING:
    from deals.record.shape import ClaimRecord, Record
    from deals.vocabulary.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A report that moved its track."""

    claim: ClaimRecord
    stage: Stage

    @property
    def since(self) -> PartialDate | None:
        return self.claim.day

    @property
    def is_back(self) -> bool:
        """A person decided, with a reason, that the track has gone back."""
        return bool(self.claim.details.get("step_back_reason"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """“Contract signed since 12 September 2017”, “agreed in principle, says Turkey alone”."""

    stage: Stage
    since: PartialDate | None
    claim: str
    is_disputed: bool
    side: Side
    said_by: tuple[str, ...]
    """Ids of the parties that say so, where one side alone does; else empty."""


def stage_of(record: Record, claim: ClaimRecord) -> Stage | None:
    """The stage that a claim reports or implies for its own track, or None where it moves nothing.

    Only what is asserted to have happened moves a stage. A delivery that happened implies *delivering*; a loan, an
    offset or a licence that is signed does not sign the deal.
    """
    if not claim.stands or claim.modality is not Modality.ASSERTED or claim.is_negated:
        return None
    if claim.kind is Kind.DELIVERY and claim.details.get("delivery_measure") == Measure.FLOW:
        return Stage.DELIVERING
    if claim.kind is not Kind.STAGE:
        return None
    stage = Stage(claim.details["stage"])
    instrument = Instrument(claim.details.get("instrument", Instrument.UNKNOWN))
    beside = stage.is_signed and not instrument.moves_main_track and claim.track == record.tracks[0].id
    return None if beside else stage


def steps(record: Record, track: str) -> tuple[Step, ...]:
    """The reports that moved the track, in time: each to the same or a later phase, or off the ladder.

    A step back moves it too: from then on the ladder is climbed from there. Of reports that give one step different
    days, a preferred one alone moves it: a person has chosen, with a reason, and the others stay in sight.
    The order of the record's claims does not matter: reports are taken by the last day that they can mean.
    """
    reported = [Step(claim=c, stage=stage) for c in record.on_track(track) if (stage := stage_of(record, c))]
    chosen = [step for step in reported if step.claim.rank is Rank.PREFERRED]
    moves = [step for step in reported if not any(_is_outranked(step, by) for by in chosen)]
    taken: list[Step] = []
    for step in sorted(moves, key=_in_time):
        if not taken or step.is_back or _may_follow(taken, step.stage):
            taken.append(step)
    return tuple(taken)


def standing(record: Record, track: str) -> Standing | None:
    """Where the track stands; None where no report has moved it."""
    taken = steps(record, track)
    if not taken:
        return None
    deciding = taken[-1]
    first = _first_of_the_same(taken)
    side = sides(record, deciding.claim)
    return Standing(
        stage=deciding.stage,
        since=first.since,
        claim=first.claim.id,
        is_disputed=is_disputed(record, first),
        side=side,
        said_by=speaking_parties(deciding.claim) if side in {Side.RECIPIENT, Side.SUPPLIER} else (),
    )


def is_disputed(record: Record, step: Step) -> bool:
    """Another citation disputes it, or a party denies the same stage of the same track, then or later.

    “Not signed yet” in August does not dispute a signature in September.
    """
    if any(citation.bearing is Bearing.DISPUTES for citation in step.claim.citations):
        return True
    return any(
        claim.stands
        and claim.modality is Modality.DENIED
        and claim.kind is Kind.STAGE
        and claim.details["stage"] == step.stage
        and not _is_before(claim, step)
        for claim in record.on_track(step.claim.track)
    )


def _is_before(denial: ClaimRecord, step: Step) -> bool:
    denied, since = denial.day, step.since
    return bool(denied and since and denied.last and since.first and denied.last < since.first)


def _in_time(step: Step) -> tuple[date, date, int, str]:
    day = step.since
    last = (day.last or date.max) if day else date.min
    first = (day.first or date.min) if day else date.min
    return last, first, step.stage.phase.rung, step.claim.id


def _may_follow(taken: list[Step], stage: Stage) -> bool:
    here = taken[-1].stage
    if here.is_end:
        return False
    if here is Stage.SUSPENDED:
        on_ladder = [step.stage.phase.rung for step in _since_the_step_back(taken) if not _is_off_the_ladder(step)]
        return stage.phase.rung >= max(on_ladder, default=0)
    return stage.phase.rung >= here.phase.rung


def _is_outranked(step: Step, by: Step) -> bool:
    """Both report one moment, of one instrument, and exclude each other's day; `by` is preferred, the step is not."""
    same = step.stage is by.stage and step.claim.details.get("instrument") == by.claim.details.get("instrument")
    if not same or not step.stage.is_a_moment or step.claim.rank is Rank.PREFERRED:
        return False
    return bool(step.since and by.since and not step.since.meets(by.since))


def _since_the_step_back(taken: list[Step]) -> list[Step]:
    back = max((number for number, step in enumerate(taken) if step.is_back), default=0)
    return taken[back:]


def _is_off_the_ladder(step: Step) -> bool:
    return step.stage.phase is Phase.OFF_LADDER


def _first_of_the_same(taken: tuple[Step, ...]) -> Step:
    """The first of the run of equal stages at the end: a restated stage holds since it was first said."""
    first = taken[-1]
    for step in reversed(taken):
        if step.stage is not first.stage:
            break
        first = step
    return first
