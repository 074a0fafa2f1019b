"""All that was forecast of one thing, in the order in which it was said, and when it came: how a deal slipped."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from deals.record.promises import AHEAD, FORECAST, said_on, thing
from deals.vocabulary.kinds import Kind
from deals.vocabulary.stages import Stage
from timeline.dates import in_words, on_or_in
from timeline.entries import anchor
from timeline.sequels import slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.record.shape import ClaimRecord, Record
    from deals.vocabulary.dates import PartialDate

FORECASTS_LEAST = 2
"""One forecast is a mark on the chart, no slip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """“Said on 27 December 2017: in March 2020”, and how far off it was where it is known."""

    claim: ClaimRecord
    said: PartialDate
    promised: PartialDate
    off: str
    """“about 8 months earlier than planned”; empty where nothing has come yet."""

    @property
    def anchor(self) -> str:
        return anchor(self.claim.id)

    @property
    def words(self) -> str:
        told = _("Said {day}: {promised}.")
        return told.format(day=on_or_in(self.said), promised=in_words(self.promised))


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """The forecasts of one thing, first said first, and the claim that tells when it came."""

    forecasts: tuple[Forecast, ...]
    outcome: ClaimRecord | None

    @property
    def came(self) -> PartialDate | None:
        return self.outcome.day if self.outcome else None

    @property
    def outcome_anchor(self) -> str:
        return anchor(self.outcome.id) if self.outcome else ""

    @property
    def title(self) -> str:
        """“Deliveries were promised by the end of 2018, most recently in March 2020; they began on 12 July 2019.”"""
        first, last = self.forecasts[0].promised, self.forecasts[-1].promised
        if self.came and self._is_of_deliveries():
            words = _("Deliveries were first promised {first}, most recently {last}; they began {came}.")
        elif self.came:
            words = _("“{label}” was first promised {first}, most recently {last}; it came about {came}.")
        else:
            words = _(
                "“{label}” was first promised {first}, most recently {last}; nothing says yet that it came about."
            )
        thing = self.outcome or self.forecasts[0].claim
        came = on_or_in(self.came) if self.came else ""
        return words.format(label=thing.label, first=on_or_in(first), last=on_or_in(last), came=came)

    def _is_of_deliveries(self) -> bool:
        if self.outcome is None:
            return False
        return self.outcome.kind is Kind.DELIVERY or self.outcome.details.get("stage") == Stage.DELIVERING


def slips(record: Record) -> tuple[Slip, ...]:
    """Every thing of which there are two or more forecasts, in the order of the first."""
    found: dict[object, list[ClaimRecord]] = defaultdict(list)
    for claim in record.claims:
        is_forecast = claim.kind in FORECAST and claim.modality in AHEAD and claim.happened
        if is_forecast and claim.stands and not claim.is_negated:
            found[thing(record, claim)].append(claim)
    made = (_slip(record, record.by_id.get(str(thing)), claims) for thing, claims in found.items())
    return tuple(sorted((slip for slip in made if len(slip.forecasts) >= FORECASTS_LEAST), key=_first_said))


def _slip(record: Record, outcome: ClaimRecord | None, claims: list[ClaimRecord]) -> Slip:
    came = outcome.day if outcome else None
    made = [forecast for claim in claims for forecast in _forecasts(record, claim, came)]
    return Slip(forecasts=tuple(sorted(made, key=_said_first)), outcome=outcome)


def _forecasts(record: Record, claim: ClaimRecord, came: PartialDate | None) -> Iterator[Forecast]:
    """One, or none where nobody knows when it was said or for when."""
    said = said_on(record, claim)
    if said and claim.happened:
        off = slip(claim.happened, came) if came else ""
        yield Forecast(claim=claim, said=said, promised=claim.happened, off=off)


def _said_first(forecast: Forecast) -> tuple[date, str]:
    return forecast.said.first or forecast.said.last or date.max, forecast.claim.id


def _first_said(slip: Slip) -> tuple[date, str]:
    return _said_first(slip.forecasts[0])
