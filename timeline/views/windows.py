"""The window that an address asks the chart to open with: `?view=explore&from=2017-01-01&to=2018-12-31`, checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from timeline.views.asked import day_of

if TYPE_CHECKING:
    from django.http import HttpRequest

EXPLORE = "explore"


class NotAWindowError(ValueError):
    """The message says what to write."""


def refuse_no_window(request: HttpRequest) -> None:
    """The page is the same in every window, and its script opens it; an address it could not open is refused here.

    Raises NotAWindowError, or NotADayError for an end that is no day.
    """
    view, first, last = (request.GET.get(name, "").strip() for name in ("view", "from", "to"))
    if view not in {"", EXPLORE}:
        told = _("“{text}” is not a view. Write view=explore for the chart that can be zoomed, or leave “view” out.")
        raise NotAWindowError(told.format(text=view[:40]))
    days = [day_of(text) for text in (first, last) if text]
    if len(days) == 1:
        raise NotAWindowError(_("A window has two ends. Write a day after “from=” and one after “to=”."))
    if days and days[0] > days[1]:
        raise NotAWindowError(_("A window ends after it begins: write the earlier day after “from=”."))
