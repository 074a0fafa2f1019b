"""A track's stages as bands in time: how sure their start is, who says so, until when anything was heard of them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from deals.record.sides import sides
from deals.record.standing import Step, is_disputed, steps
from deals.vocabulary.kinds import Modality
from deals.vocabulary.parties import Side
from timeline.dates import on_or_in
from timeline.entries import anchor
from timeline.scale import Window, beginning, place_of
from timeline.words import capital, listed, word

if TYPE_CHECKING:
    from deals.record.shape import Record
    from deals.vocabulary.dates import PartialDate
    from deals.vocabulary.stages import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Hatched from `first` to `sure`, full to `told`, faint to `until`; in days."""

    track: str
    claim: str
    stage: Stage
    title: str
    first: float
    sure: float
    told: float
    heard: PartialDate | None
    """The last day for which anything was heard of its track, where nothing was since; of its last stage only."""
    until: float
    is_disputed: bool
    is_one_sided: bool
    is_last: bool

    @property
    def anchor(self) -> str:
        return anchor(self.claim)


def bands(record: Record, track: str, window: Window) -> tuple[Band, ...]:
    """The track's stages in time; a stage that is reported again goes on. Reports without a date draw nothing."""
    runs = [list(run) for _, run in groupby(steps(record, track), key=lambda step: step.stage)]
    drawn = [run for run in runs if run[0].since]
    starts = _starts(drawn, window)
    ends = [*(first for first, _ in starts[1:]), window.last][: len(starts)]
    heard = _last_heard(record, track, window)
    return tuple(
        _band(record, run, window, start=start, end=end, heard=heard if run is drawn[-1] else None)
        for run, start, end in zip(drawn, starts, ends, strict=True)
    )


def _starts(runs: list[list[Step]], window: Window) -> list[tuple[float, float]]:
    """For each run the first and the last day on which it can have begun, none before its predecessor surely did."""
    starts: list[tuple[float, float]] = []
    for run in runs:
        since = run[0].since
        if since is None:
            continue
        first, sure = beginning(since, window)
        sure = max([sure, *(place_of(day, window).last for day in _other_days(run))])
        floor = starts[-1][1] if starts else first
        starts.append((max(first, floor), max(sure, floor)))
    return starts


def _other_days(run: list[Step]) -> list[PartialDate]:
    """The days that other reports give for the moment of the run's first, and that exclude its own."""
    step, since = run[0], run[0].since
    instrument = step.claim.details.get("instrument")
    if not step.stage.is_a_moment or since is None:
        return []
    same = (other.since for other in run[1:] if other.claim.details.get("instrument") == instrument)
    return [day for day in same if day and not day.meets(since)]


def _band(
    record: Record,
    run: list[Step],
    window: Window,
    *,
    start: tuple[float, float],
    end: float,
    heard: PartialDate | None,
) -> Band:
    step, deciding = run[0], run[-1]
    told = place_of(heard, window).last if heard else end
    side = sides(record, deciding.claim)
    disputed = is_disputed(record, step)
    first, sure = start
    return Band(
        track=step.claim.track,
        claim=step.claim.id,
        stage=step.stage,
        title=_title(record, run, side, is_disputed=disputed),
        first=first,
        sure=min(sure, end),
        told=min(max(told, sure), end),
        heard=heard,
        until=min(max(told, sure), end) if step.stage.is_end else end,
        is_disputed=disputed,
        is_one_sided=side in {Side.RECIPIENT, Side.SUPPLIER},
        is_last=told != end,
    )


def _title(record: Record, run: list[Step], side: Side, *, is_disputed: bool) -> str:
    since = run[0].since
    words = capital(word(run[0].stage))
    if since:
        words = pgettext("band", "{stage}, {since}").format(stage=words, since=on_or_in(since))
    if side in {Side.RECIPIENT, Side.SUPPLIER}:
        names = [record.parties[c.origin.party].name for c in run[-1].claim.supporting if c.origin.party]
        words = _("{stage}, said by {names} alone").format(stage=words, names=listed(dict.fromkeys(names)))
    if is_disputed:
        return _("{stage}; disputed").format(stage=words)
    return _("{stage}; since when is disputed").format(stage=words) if _other_days(run) else words


def _last_heard(record: Record, track: str, window: Window) -> PartialDate | None:
    """The last day for which anything was asserted on the track: silence after it is not continuation."""
    days = [c.day for c in record.on_track(track) if c.stands and c.modality is Modality.ASSERTED and c.day]
    return max(days, key=lambda day: place_of(day, window).last, default=None)
