"""The page that shows every part of the design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.safestring import mark_safe
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from timeline.components import fills, gates_on_bands, kinds_by_fill, tokens
from timeline.legend import legend
from timeline.pages import deal_page
from timeline.past import past
from timeline.samples import sample_record
from timeline.views.answers import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
@gzip_page
def components(_request: HttpRequest) -> HttpResponse:
    record = sample_record()
    made = deal_page(record)
    context = {
        "page": made,
        "record": record,
        "tokens": tokens(),
        "kinds": kinds_by_fill(),
        "fills": fills(),
        "gates": list(gates_on_bands()),
        "legend": legend(),
        "past": past(record, None),
        "wide_svg": mark_safe(made.wide_svg),  # noqa: S308  timeline.svg escapes every text in it
        "narrow_svg": mark_safe(made.narrow_svg),  # noqa: S308  the same
    }
    return page("components.html", context)
