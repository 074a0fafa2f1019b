"""What this register said, and when: a deal's releases, and what became of it between any two of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import zip_longest
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.published import parsed, release_notes
from deals.queries.shown import shown_release
from deals.record.differences import differences
from timeline.changes import change_document, groups
from timeline.languages import language
from timeline.shortly import in_short
from timeline.views import data, deals
from timeline.views.answers import data as data_answer
from timeline.views.answers import page, refusal, unless_unchanged
from timeline.views.asked import asked_below, compared

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from deals.queries.published import ReleaseNote
    from deals.record.shape import Record
    from timeline.views.asked import Compared

LINES_KEPT = 2000
"""Lines of lists a process keeps. Hash and withholdings, by which alone a release changes, are of the key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseLine:
    note: ReleaseNote
    since: int | None
    """The number of the release before it; None for the first."""
    in_short: str


@require_safe
@gzip_page
@deals.refusing
def releases(request: HttpRequest, deal_id: str) -> HttpResponse:
    """The newest first, RELEASES_LISTED a page; `?before=` names the release that the page before ended with."""
    newest = shown_release(deal_id)
    notes = release_notes(deal_id, most=settings.RELEASES_LISTED + 1, below=asked_below(request))
    state = f"{newest.note.state} {[(note.number, len(note.withheld)) for note in notes]}"
    return unless_unchanged(request, state, partial(_list, newest.record, notes))


@require_safe
@gzip_page
@deals.refusing
def changes(request: HttpRequest, deal_id: str, number: int) -> HttpResponse:
    """In words, since the release in `?since=`, else since the one before."""
    found = compared(request, deal_id, number)
    return unless_unchanged(request, _state(found), partial(_changes, found))


@require_safe
@gzip_page
@data.refusing
def changes_json(request: HttpRequest, deal_id: str, number: int) -> HttpResponse:
    found = compared(request, deal_id, number)
    return unless_unchanged(request, _state(found), partial(_data, found))


@require_safe
@deals.refusing
def no_number(_request: HttpRequest, deal_id: str, text: str) -> HttpResponse:
    """“/releases/seven/”: no release, and no page missing either."""
    newest = shown_release(deal_id).newest
    words = _("“{text}” is not a release’s number. This deal’s newest release is {newest}.")
    return refusal(_("No such release"), words.format(text=text[:40], newest=newest), 404, deal_id=deal_id)


def _list(newest: Record, notes: tuple[ReleaseNote, ...]) -> HttpResponse:
    shown, older = notes[: settings.RELEASES_LISTED], notes[settings.RELEASES_LISTED :]
    lines = [_line(newest.deal_id, note, before, language()) for note, before in zip_longest(shown, notes[1:]) if note]
    context = {"record": newest, "lines": lines, "older": shown[-1].number if older else None}
    return page("releases.html", context)


@lru_cache(maxsize=LINES_KEPT)
def _line(deal_id: str, note: ReleaseNote, before: ReleaseNote | None, _language: str) -> ReleaseLine:
    """The language is a part of the key: the line is in it."""
    told = differences(parsed(deal_id, before) if before else None, parsed(deal_id, note))
    return ReleaseLine(note=note, since=before.number if before else None, in_short=in_short(told))


def _state(found: Compared) -> str:
    """The earlier release too can be touched by a withholding."""
    return f"{[(note.number, note.state) for note in found.notes]}"


def _changes(found: Compared) -> HttpResponse:
    told = differences(found.before, found.after)
    context = {
        "record": found.after,
        "before": found.before,
        "note": found.notes[-1],
        "groups": groups(found.before, found.after, told),
        "in_short": in_short(told),
    }
    return page("changes.html", context)


def _data(found: Compared) -> HttpResponse:
    """`sha256` and `since_sha256` are of the two releases' canonical JSON."""
    after, since = found.notes[-1], found.notes[0] if found.before else None
    return data_answer(
        {
            "deal": found.after.deal_id,
            "number": after.number,
            "sha256": after.sha256,
            "published_at": after.published_at.isoformat(),
            "why": after.why,
            "since": since.number if since else None,
            "since_sha256": since.sha256 if since else None,
            "changes": [change_document(change) for change in differences(found.before, found.after)],
        }
    )
