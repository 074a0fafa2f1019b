"""Where sources disagree, and what one side alone says, over all deals; and both as JSON."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.lines import newest_lines
from deals.queries.published import public_state
from timeline.conflicts import ALONE, Asked, as_data, lines_page
from timeline.line_lists import id_of
from timeline.views.answers import data, page, unless_unchanged
from timeline.views.asked import asked_word
from timeline.views.due import LINES_LISTED, asked_line, asked_party
from timeline.views.subjects import refusing

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from deals.queries.lines import LineRows


def answering(asked_for: Asked, build: Callable[[Asked], HttpResponse]) -> Callable[..., HttpResponse]:
    """The view of a list: `asked_for` is all of it, which an address narrows."""

    @require_safe
    @gzip_page
    @refusing
    def view(request: HttpRequest) -> HttpResponse:
        asked = narrowed(asked_for, request)
        return unless_unchanged(request, public_state(), partial(build, asked))

    return view


def narrowed(whole: Asked, request: HttpRequest) -> Asked:
    """Raises NotAFilterError, NotASearchError."""
    side = asked_word(request, "side", ALONE) if whole.is_one_sided else None
    kind, after = asked_word(request, "kind", whole.kinds), asked_line(request)
    return replace(whole, kind=kind, side=side, party=asked_party(request), after=after)


def _page(asked: Asked) -> HttpResponse:
    template = "one_sided.html" if asked.is_one_sided else "conflicts.html"
    return page(template, {"page": lines_page(asked, _found(asked))})


def _data(asked: Asked) -> HttpResponse:
    address = reverse("timeline:one_sided_json" if asked.is_one_sided else "timeline:conflicts_json")
    return data(as_data(asked, _found(asked), address))


def _found(asked: Asked) -> LineRows:
    party = id_of(asked.party)
    return newest_lines(asked.listings, kind=asked.kind, party=party, after=asked.after, most=LINES_LISTED)


conflicts = answering(Asked(is_one_sided=False), _page)
conflicts_json = answering(Asked(is_one_sided=False), _data)
one_sided = answering(Asked(is_one_sided=True), _page)
one_sided_json = answering(Asked(is_one_sided=True), _data)
