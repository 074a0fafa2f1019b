"""What a reader asks for, checked: which deal, which release, as of which day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.queries.published import NotPublishedError, newest_release_on, public_record, release_note
from deals.record.known import as_of
from timeline.filters import VALUES, Filters, NotAFilterError
from timeline.proofs import publicly_quoted

if TYPE_CHECKING:
    from django.http import HttpRequest

    from deals.queries.published import ReleaseNote
    from deals.record.shape import Record

QUOTE_CHARACTERS = 300
"""What is quoted for one citation where the settings do not say."""
NUMBER_DIGITS = 9
"""No release has a number of more digits; the database can hold all of so many."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class NotADayError(ValueError):
    """The message says what to write."""


class NoSuchReleaseError(NotPublishedError):
    """The deal is public, and has no release of this number. The message says which it has."""


class NotEarlierError(ValueError):
    """What a release is to be compared with is no earlier release of the deal. The message says what to write."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    record: Record
    whole: Record
    """The same release without a day, which knows all days on which something became known."""
    filters: Filters
    note: ReleaseNote
    shown_then: int | None
    """The release that this register itself showed on the day asked about; None without a day, or before the first."""


def asked(request: HttpRequest, deal_id: str, number: int | None) -> Asked:
    """The release, as of the day in the address. Raises NotADayError, or NotPublishedError where there is none."""
    day = asked_day(request)
    if number is not None:
        _refuse_unknown(deal_id, number)
    whole = _quoted(public_record(deal_id, number=number))
    record = as_of(whole, day) if day else whole
    return Asked(
        record=record,
        whole=whole,
        filters=asked_filters(request),
        note=release_note(deal_id, record.number),
        shown_then=newest_release_on(deal_id, day) if day else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two releases of a deal, the earlier one first; None before the first."""

    before: Record | None
    after: Record
    notes: tuple[ReleaseNote, ...]


def compared(request: HttpRequest, deal_id: str, number: int) -> Compared:
    """Release `number` and the one in `?since=`, else the one before it.

    Raises NotEarlierError for what is no earlier release, NotPublishedError where there is no such release.
    """
    _refuse_unknown(deal_id, number)
    since = _since(request.GET.get("since", "").strip(), number)
    numbers = [each for each in (since, number) if each]
    notes = tuple(release_note(deal_id, each) for each in numbers)
    before = _quoted(public_record(deal_id, number=since)) if since else None
    return Compared(before=before, after=_quoted(public_record(deal_id, number=number)), notes=notes)


def _since(text: str, number: int) -> int:
    """0 before the first release, where none is named."""
    if not text:
        return number - 1
    if _is_number(text) and 0 < int(text) < number:
        return int(text)
    if number == 1:
        words = _("Release {number} cannot be compared with “{text}”. It is the first release: leave “since” out.")
    else:
        words = _(
            "Release {number} cannot be compared with “{text}”. "
            "Write the number of an earlier release after “since=”: 1 to {most}."
        )
    raise NotEarlierError(words.format(number=number, text=text[:40], most=number - 1))


def asked_below(request: HttpRequest) -> int | None:
    """The release in `?before=`; none where it is empty or not there. Raises NotEarlierError for what is no number."""
    text = request.GET.get("before", "").strip()
    if not text:
        return None
    if _is_number(text):
        return int(text)
    words = _("“{text}” is not a release’s number. Write one after “before=”, or nothing.")
    raise NotEarlierError(words.format(text=text[:40]))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= NUMBER_DIGITS


def _refuse_unknown(deal_id: str, number: int) -> None:
    newest = public_record(deal_id).number
    if not 0 < number <= newest:
        words = ngettext(
            "This deal has one release: number 1. There is no release {number} of it.",
            "This deal has the releases 1 to {newest}. There is no release {number} of it.",
            newest,
        )
        raise NoSuchReleaseError(words.format(newest=newest, number=str(number)[:40]))


def _quoted(record: Record) -> Record:
    return publicly_quoted(record, getattr(settings, "PUBLIC_QUOTE_CHARACTERS", QUOTE_CHARACTERS))


def asked_filters(request: HttpRequest) -> Filters:
    """What the chronology is to hold; which values there are, the record knows. Raises NotAFilterError."""
    words = " ".join(request.GET.get("q", "").split())
    if len(words) > settings.SEARCH_CHARACTERS:
        told = _("This search has {number} characters. Search for at most {most}.")
        raise NotAFilterError(told.format(number=len(words), most=settings.SEARCH_CHARACTERS))
    values = {name: frozenset(filter(None, request.GET.getlist(name))) for name in VALUES}
    return Filters(values={name: wanted for name, wanted in values.items() if wanted}, words=words)


def asked_day(request: HttpRequest) -> date | None:
    """The day in `?as_of=`; none where it is empty or not there."""
    text = request.GET.get("as_of", "").strip()
    return day_of(text) if text else None


def day_of(text: str) -> date:
    """Raises NotADayError."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else _refuse(text)
    except ValueError:
        return _refuse(text)


def _refuse(text: str) -> date:
    words = _("“{text}” is not a day. Write year, month and day, such as 2017-10-31.")
    raise NotADayError(words.format(text=text[:40]))
