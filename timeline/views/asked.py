"""What a reader asks for, checked: which deal, which release, as of which day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings

from deals.queries.published import NotPublishedError, public_record, release_note
from timeline.proofs import publicly_quoted

if TYPE_CHECKING:
    from django.http import HttpRequest

    from deals.queries.published import ReleaseNote
    from deals.record.shape import Record

QUOTE_CHARACTERS = 300
"""What is quoted for one citation where the settings do not say."""
RELEASES_MOST = 2_147_483_647
"""The database's largest integer: no release has a higher number."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class NotADayError(ValueError):
    """The message says what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    record: Record
    note: ReleaseNote


def asked(request: HttpRequest, deal_id: str, number: int | None) -> Asked:
    """The release, as of the day in the address. Raises NotADayError, or NotPublishedError where there is none."""
    day = asked_day(request)
    if number is not None and not 0 < number <= RELEASES_MOST:
        raise NotPublishedError("There is no such release.")
    record = public_record(deal_id, number=number, day=day)
    most = getattr(settings, "PUBLIC_QUOTE_CHARACTERS", QUOTE_CHARACTERS)
    return Asked(record=publicly_quoted(record, most), note=release_note(deal_id, record.number))


def asked_day(request: HttpRequest) -> date | None:
    """The day in `?as_of=`; none where it is empty or not there."""
    text = request.GET.get("as_of", "").strip()
    if not text:
        return None
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else _refuse(text)
    except ValueError:
        return _refuse(text)


def _refuse(text: str) -> date:
    raise NotADayError(f"“{text[:40]}” is not a day. Write year, month and day, such as 2017-10-31.")
