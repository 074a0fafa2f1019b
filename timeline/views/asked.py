"""What a reader asks for, checked: which deal, which release, as of which day, which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.queries.shown import shown_release
from deals.record.known import as_of
from timeline.filters import VALUES, Filters, NotAFilterError, query_of
from timeline.proofs import publicly_quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest

    from deals.queries.published import ReleaseNote
    from deals.queries.related import NamingDeal
    from deals.queries.shown import NoSuchReleaseError, ShownRelease
    from deals.record.shape import Record
    from deals.vocabulary.words import Word
    from timeline.marks import Format

    W = TypeVar("W", bound=Word)

QUOTE_CHARACTERS = 300
"""What is quoted for one citation where the settings do not say."""
NUMBER_DIGITS = 9
"""No release has a number of more digits; the database can hold all of so many."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class NotADayError(ValueError):
    """The message says what to write."""


class NotASearchError(ValueError):
    """The message says what to write."""


class NotEarlierError(ValueError):
    """What a release is to be compared with is no earlier release of the deal. The message says what to write."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address says, and the release that it leads to. The record is read when somebody looks at it."""

    shown: ShownRelease
    day: date | None
    filters: Filters
    part: str
    """Of the chronology, as the address says it."""
    is_newest: bool
    """No certain release was asked for."""

    @cached_property
    def whole(self) -> Record:
        """The release without a day, which knows all days on which something became known."""
        return _quoted(self.shown.record)

    @cached_property
    def record(self) -> Record:
        return as_of(self.whole, self.day) if self.day else self.whole

    @property
    def note(self) -> ReleaseNote:
        return self.shown.note

    @property
    def naming(self) -> tuple[NamingDeal, ...]:
        """The deals that name this one: they are told of the present only."""
        return self.shown.naming if self.is_newest and not self.day else ()

    @property
    def state(self) -> str:
        """What its pages depend on beside the address."""
        number = None if self.is_newest else self.shown.newest
        asked = f"{self.day} {number} {query_of(self.filters, self.day)} {self.part}"
        return f"{self.note.state} {asked} {self.shown.shown_then} {self.naming}"


def asked(request: HttpRequest, deal_id: str, number: int | None) -> Asked:
    """With one query.

    Raises NotADayError, NotASearchError, NoSuchReleaseError; NotPublishedError where there is no such deal.
    """
    day, filters = asked_day(request), asked_filters(request)
    shown = shown_release(deal_id, number=number, day=day)
    part = request.GET.get("part", "").strip()
    return Asked(shown=shown, day=day, filters=filters, part=part, is_newest=number is None)


@dataclass(frozen=True, kw_only=True)
class Compared:
    """Two releases of a deal, the earlier one first; None before the first."""

    earlier: ShownRelease | None
    later: ShownRelease

    @property
    def notes(self) -> tuple[ReleaseNote, ...]:
        return tuple(release.note for release in (self.earlier, self.later) if release)

    @cached_property
    def before(self) -> Record | None:
        return _quoted(self.earlier.record) if self.earlier else None

    @cached_property
    def after(self) -> Record:
        return _quoted(self.later.record)


def compared(request: HttpRequest, deal_id: str, number: int) -> Compared:
    """Release `number` and the one in `?since=`, else the one before it.

    Raises NotEarlierError for what is no earlier release, NotPublishedError where there is no such release.
    """
    later = shown_release(deal_id, number=number)
    since = _since(request.GET.get("since", "").strip(), number)
    return Compared(earlier=shown_release(deal_id, number=since) if since else None, later=later)


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


def no_such_release(error: NoSuchReleaseError, text: object) -> str:
    """Which releases there are, in words."""
    words = ngettext(
        "This deal has one release: number 1. There is no release {number} of it.",
        "This deal has the releases 1 to {newest}. There is no release {number} of it.",
        error.newest,
    )
    return words.format(newest=error.newest, number=str(text)[:40])


def _quoted(record: Record) -> Record:
    return publicly_quoted(record, getattr(settings, "PUBLIC_QUOTE_CHARACTERS", QUOTE_CHARACTERS))


def asked_filters(request: HttpRequest) -> Filters:
    """What the chronology is to hold; which values there are, the record knows. Raises NotASearchError."""
    values = {name: frozenset(filter(None, request.GET.getlist(name))) for name in VALUES}
    return Filters(values={name: wanted for name, wanted in values.items() if wanted}, words=asked_words(request))


def asked_words(request: HttpRequest) -> str:
    """What is searched for in `?q=`; empty where nothing is. Raises NotASearchError for too much."""
    words = " ".join(request.GET.get("q", "").replace("\0", " ").split())
    if len(words) > settings.SEARCH_CHARACTERS:
        told = _("This search has {number} characters. Search for at most {most}.")
        raise NotASearchError(told.format(number=len(words), most=settings.SEARCH_CHARACTERS))
    return words


def asked_word(request: HttpRequest, name: str, words: Iterable[W]) -> W | None:
    """The one of these words that the address has under this name. Raises NotAFilterError for any other."""
    text = request.GET.get(name, "")
    known = {word.value: word for word in words}
    if text and text not in known:
        told = _("“{text}” is not a value of “{name}”. It has these: {known}.")
        raise NotAFilterError(told.format(text=text[:40], name=name, known=", ".join(known)))
    return known.get(text)


def asked_format(request: HttpRequest, formats: Mapping[str, Format]) -> Format:
    """Of a figure; the first where none is named. Raises NotASearchError."""
    form = formats.get(request.GET.get("format", next(iter(formats))))
    if form is None:
        raise NotASearchError(_("A figure’s format is one of: {formats}.").format(formats=", ".join(formats)))
    return form


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
