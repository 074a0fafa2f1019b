"""What is overdue and what is due soon, over all deals; and the same as JSON."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.lines import due_soon, overdue
from deals.queries.published import public_state
from deals.queries.subjects import names_of
from deals.vocabulary.facets import Facet
from timeline.due import KINDS, MONTHS, MONTHS_MOST, Asked, Which, as_data, due_page
from timeline.filters import NotAFilterError
from timeline.line_lists import OfParty, id_of
from timeline.views.answers import data, page, unless_unchanged
from timeline.views.asked import NotASearchError, asked_word
from timeline.views.subjects import refusing

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpRequest, HttpResponse

    from deals.queries.lines import LineRows

LINES_LISTED = 20
"""Of each list on one page."""
_PLACE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.[0-9a-z]{1,10}\.[0-9]{5}")
_MONTHS = re.compile(r"[0-9]{1,3}")


@require_safe
@gzip_page
@refusing
def due(request: HttpRequest) -> HttpResponse:
    asked = asked_due(request)
    return unless_unchanged(request, _state(asked), partial(_page, asked))


@require_safe
@gzip_page
@refusing
def due_json(request: HttpRequest) -> HttpResponse:
    asked = asked_due(request)
    return unless_unchanged(request, _state(asked), partial(_data, asked))


def asked_due(request: HttpRequest) -> Asked:
    """Raises NotAFilterError, NotASearchError."""
    which, after = asked_word(request, "which", Which), asked_line(request)
    if after and not which:
        raise NotASearchError(_("There is no such place in both lists. Say which: overdue or soon."))
    kind = asked_word(request, "kind", KINDS)
    months, party = _asked_months(request), asked_party(request)
    return Asked(on=today(), months=months, kind=kind, which=which, party=party, after=after)


def asked_party(request: HttpRequest) -> OfParty | None:
    """To whose deals the list is narrowed; none where the address names none. Raises NotAFilterError."""
    own = request.GET.get("party", "").replace("\0", "�")
    if not own:
        return None
    token = Facet.PARTY.token(own)
    found = names_of([token])
    if token not in found:
        words = _("No public deal has the party “{value}”. Write after “party=” what stands in its page’s address.")
        raise NotAFilterError(words.format(value=own[:40]))
    return OfParty(id=own, name=found[token])


def asked_line(request: HttpRequest) -> str:
    """After which line the page begins. Raises NotASearchError."""
    place = request.GET.get("after", "")
    if place and not _PLACE.fullmatch(place):
        raise NotASearchError(_("There is no such place in the list. Leave “after” out to begin with the first line."))
    return place


def today() -> date:
    """In UTC, as all moments of the register are."""
    return timezone.now().date()


def _asked_months(request: HttpRequest) -> int:
    text = request.GET.get("months", "").strip()
    if not text:
        return MONTHS
    if _MONTHS.fullmatch(text) and 0 < int(text) <= MONTHS_MOST:
        return int(text)
    words = _("“{text}” is no number of months. Write 1 to {most}.")
    raise NotAFilterError(words.format(text=text[:40], most=MONTHS_MOST))


def _state(asked: Asked) -> str:
    """What is due today is overdue tomorrow, though nothing was published."""
    return f"{public_state()} {asked.on}"


def _page(asked: Asked) -> HttpResponse:
    return page("due.html", {"page": due_page(asked, _found(asked))})


def _data(asked: Asked) -> HttpResponse:
    return data(as_data(asked, _found(asked)))


def _found(asked: Asked) -> dict[Which, LineRows]:
    whichs = (asked.which,) if asked.which else (Which.SOON, Which.OVERDUE)
    return {which: _rows_of(asked, which) for which in whichs}


def _rows_of(asked: Asked, which: Which) -> LineRows:
    party, after = id_of(asked.party), asked.after
    if which is Which.OVERDUE:
        return overdue(asked.on, kind=asked.kind, party=party, after=after, most=LINES_LISTED)
    return due_soon(asked.on, asked.until, kind=asked.kind, party=party, after=after, most=LINES_LISTED)
