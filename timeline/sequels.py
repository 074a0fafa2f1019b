"""What became of a plan or a threat, and how far it slipped, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.vocabulary.kinds import Modality
from timeline.dates import in_words
from timeline.words import word

if TYPE_CHECKING:
    from datetime import date

    from deals.record.shape import ClaimRecord, Record, SequelRecord
    from deals.vocabulary.dates import PartialDate

_DAYS_A_MONTH, _DAYS_A_YEAR = 30.44, 365.25
_IN_DAYS, _IN_MONTHS = 60, 730
"""Up to two months are told in days, up to two years in months."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequel:
    """“Fulfilled on 12 July 2019, about 8 months earlier than planned”, and the claim that says so."""

    became: str
    claim: ClaimRecord
    when: str
    slip: str
    """Empty where the claim is no plan, or one of the two has no date."""


def sequels(record: Record, claim: ClaimRecord) -> tuple[Sequel, ...]:
    known = record.by_id
    return tuple(_sequel(claim, link, known[link.claim]) for link in claim.sequels if link.claim in known)


def _sequel(plan: ClaimRecord, link: SequelRecord, came: ClaimRecord) -> Sequel:
    is_plan = plan.modality is Modality.PLANNED
    return Sequel(
        became=word(link.became),
        claim=came,
        when=in_words(came.day) if came.day else "",
        slip=slip(plan.happened, came.day) if is_plan and plan.happened and came.day else "",
    )


def slip(planned: PartialDate, came: PartialDate) -> str:
    """“about 8 months earlier than planned”, “12 days later than planned”, “as planned” where both can mean one day."""
    if came.meets(planned):
        return _("as planned")
    days = (_middle(came) - _middle(planned)).days
    if planned.is_exact and came.is_exact:
        words = _("{length} later than planned") if days > 0 else _("{length} earlier than planned")
    else:
        words = _("about {length} later than planned") if days > 0 else _("about {length} earlier than planned")
    return words.format(length=_length(abs(days)))


def _middle(day: PartialDate) -> date:
    """The middle of the days that it can mean; of an open interval its one end."""
    first, last = day.first or day.last, day.last or day.first
    if first is None or last is None:
        raise ValueError(f"{day.text} has no day at either end.")
    return first + (last - first) / 2


def _length(days: int) -> str:
    if days <= _IN_DAYS:
        return ngettext("{number} day", "{number} days", days).format(number=days)
    if days <= _IN_MONTHS:
        months = round(days / _DAYS_A_MONTH)
        return ngettext("{number} month", "{number} months", months).format(number=months)
    years = round(days / _DAYS_A_YEAR)
    return ngettext("{number} year", "{number} years", years).format(number=years)
