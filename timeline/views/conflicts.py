"""Where sources disagree, and what one side alone says, over all deals; and both as JSON."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from deals.queries.lines import newest_lines
from deals.queries.published import public_state
from deals.vocabulary.listings import Listing
from timeline.conflicts import KINDS, SIDES, Asked, as_data, lines_page
from timeline.views.answers import data, page, unless_unchanged
from timeline.views.due import LINES_LISTED, asked_line
from timeline.views.subjects import asked_word, refusing

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from deals.queries.lines import LineRows

TEMPLATES = {Listing.CONFLICT: "conflicts.html", Listing.ONE_SIDED: "one_sided.html"}
DATA = {Listing.CONFLICT: "timeline:conflicts_json", Listing.ONE_SIDED: "timeline:one_sided_json"}


def answering(listing: Listing, build: Callable[[Asked], HttpResponse]) -> Callable[..., HttpResponse]:
    @require_safe
    @gzip_page
    @refusing
    def view(request: HttpRequest) -> HttpResponse:
        asked = asked_lines(request, listing)
        return unless_unchanged(request, public_state(), partial(build, asked))

    return view


def asked_lines(request: HttpRequest, listing: Listing) -> Asked:
    """Raises NotAFilterError, NotASearchError."""
    side = asked_word(request, "side", SIDES) if listing is Listing.ONE_SIDED else None
    return Asked(
        listing=listing, kind=asked_word(request, "kind", KINDS[listing]), side=side, after=asked_line(request)
    )


def _page(asked: Asked) -> HttpResponse:
    return page(TEMPLATES[asked.listing], {"page": lines_page(asked, _found(asked))})


def _data(asked: Asked) -> HttpResponse:
    return data(as_data(asked, _found(asked), reverse(DATA[asked.listing])))


def _found(asked: Asked) -> LineRows:
    return newest_lines(asked.listing, kind=asked.kind, side=asked.side, after=asked.after, most=LINES_LISTED)


conflicts = answering(Listing.CONFLICT, _page)
conflicts_json = answering(Listing.CONFLICT, _data)
one_sided = answering(Listing.ONE_SIDED, _page)
one_sided_json = answering(Listing.ONE_SIDED, _data)
