"""Where a deal and its tracks stand, in one sentence each and as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deals.record.standing import Standing, standing
from deals.vocabulary.stages import Stage
from timeline.dates import on_or_in, since
from timeline.entries import anchor
from timeline.words import capital, listed, word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.record.shape import Record, TrackRecord
    from deals.vocabulary.dates import PartialDate

LASTING = {Stage.INTEREST, Stage.TENDER, Stage.TALKS, Stage.IN_FORCE, Stage.IN_PRODUCTION, Stage.DELIVERING,
           Stage.IN_SERVICE, Stage.SUSPENDED}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where one track stands: its `sentence` is “Agreed in principle by 9 October 2017, said by Turkey alone”."""

    track: str
    is_main: bool
    phase: str
    sentence: str
    anchor: str
    """The id of the claim that says so; empty where none does."""


def stands(record: Record) -> tuple[Stand, ...]:
    """The main track, and each other one that something is said of."""
    used = (track for track in record.tracks if track.is_main or record.on_track(track.id))
    return tuple(_stand(record, track) for track in used)


def stage_sentence(stage: Stage, day: PartialDate | None, said_by: Iterable[str], *, is_disputed: bool) -> str:
    """`said_by`: names of the parties, where one side alone says so."""
    words = capital(word(stage))
    if day:
        words = pgettext("stage", "{stage} {since}").format(stage=words, since=stage_since(stage, day))
    names = listed(said_by)
    if names:
        words = _("{stage}, said by {names} alone").format(stage=words, names=names)
    return _("{stage}; disputed").format(stage=words) if is_disputed else words


def stage_since(stage: Stage, day: PartialDate) -> str:
    """What lasts is so “since” a day, what happens is “on” it."""
    return since(day) if stage in LASTING else on_or_in(day)


def standing_document(record: Record) -> dict[str, object]:
    """Where each track stands, for the JSON, by the track's id; null where no report has moved it."""
    return {track.id: _standing_parts(standing(record, track.id)) for track in record.tracks}


def _stand(record: Record, track: TrackRecord) -> Stand:
    name = _("The deal") if track.is_main else track.name[:1].upper() + track.name[1:]
    found = standing(record, track.id)
    if not found:
        silence = _("No source in this register reports a stage.")
        return Stand(track=name, is_main=track.is_main, phase="", sentence=silence, anchor="")
    names = (record.parties[party].name for party in found.said_by if party in record.parties)
    return Stand(
        track=name,
        is_main=track.is_main,
        phase=found.stage.phase,
        sentence=stage_sentence(found.stage, found.since, names, is_disputed=found.is_disputed),
        anchor=anchor(found.claim),
    )


def _standing_parts(found: Standing | None) -> dict[str, object] | None:
    if found is None:
        return None
    return {
        "stage": found.stage,
        "phase": found.stage.phase,
        "since": found.since.text if found.since else None,
        "claim": found.claim,
        "is_disputed": found.is_disputed,
        "side": found.side,
        "said_by": list(found.said_by),
    }
