"""The words around a date, by its form: « le 12 septembre », « en septembre », « au printemps », « fin 2018 ».

Whole phrases, since languages differ in articles and in what melts with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """Of one form of date. `{date}` is CLDR's; seasons, quarters and decades have `{year}` and `{quarter}`."""

    alone: _StrPromise
    """“spring 2020”: a heading, a cell."""
    named: _StrPromise
    """« le printemps 2020 »: after a preposition, as in “since …” and “between … and …”."""
    when: _StrPromise
    """“in spring 2020”."""
    end: _StrPromise
    """“the end of spring 2020”."""
    onward: _StrPromise
    """“from spring 2020 on”."""
    without_year: _StrPromise
    """“spring”, `named`, as in “between spring and autumn 2020”."""


DATINGS = {
    "day": Dating(
        alone=pgettext_lazy("day", "{date}"),
        named=pgettext_lazy("day in a phrase", "{date}"),
        when=pgettext_lazy("day", "on {date}"),
        end=pgettext_lazy("day in a phrase", "{date}"),
        onward=pgettext_lazy("day", "from {date} on"),
        without_year=pgettext_lazy("day in a phrase", "{date}"),
    ),
    "month": Dating(
        alone=pgettext_lazy("month", "{date}"),
        named=pgettext_lazy("month in a phrase", "{date}"),
        when=pgettext_lazy("month", "in {date}"),
        end=pgettext_lazy("month", "the end of {date}"),
        onward=pgettext_lazy("month", "from {date} on"),
        without_year=pgettext_lazy("month in a phrase", "{date}"),
    ),
    "year": Dating(
        alone=pgettext_lazy("year", "{date}"),
        named=pgettext_lazy("year in a phrase", "{date}"),
        when=pgettext_lazy("year", "in {date}"),
        end=pgettext_lazy("year", "the end of {date}"),
        onward=pgettext_lazy("year", "from {date} on"),
        without_year=pgettext_lazy("year in a phrase", "{date}"),
    ),
    "decade": Dating(
        alone=pgettext_lazy("decade", "the {year}s"),
        named=pgettext_lazy("decade in a phrase", "the {year}s"),
        when=pgettext_lazy("decade", "in the {year}s"),
        end=pgettext_lazy("decade", "the end of the {year}s"),
        onward=pgettext_lazy("decade", "from the {year}s on"),
        without_year=pgettext_lazy("decade in a phrase", "the {year}s"),
    ),
    "quarter": Dating(
        alone=pgettext_lazy("quarter", "the {quarter} quarter of {year}"),
        named=pgettext_lazy("quarter in a phrase", "the {quarter} quarter of {year}"),
        when=pgettext_lazy("quarter", "in the {quarter} quarter of {year}"),
        end=pgettext_lazy("quarter", "the end of the {quarter} quarter of {year}"),
        onward=pgettext_lazy("quarter", "from the {quarter} quarter of {year} on"),
        without_year=pgettext_lazy("quarter in a phrase", "the {quarter}"),
    ),
    "spring": Dating(
        alone=pgettext_lazy("season", "spring {year}"),
        named=pgettext_lazy("season in a phrase", "spring {year}"),
        when=pgettext_lazy("season", "in spring {year}"),
        end=pgettext_lazy("season", "the end of spring {year}"),
        onward=pgettext_lazy("season", "from spring {year} on"),
        without_year=pgettext_lazy("season in a phrase", "spring"),
    ),
    "summer": Dating(
        alone=pgettext_lazy("season", "summer {year}"),
        named=pgettext_lazy("season in a phrase", "summer {year}"),
        when=pgettext_lazy("season", "in summer {year}"),
        end=pgettext_lazy("season", "the end of summer {year}"),
        onward=pgettext_lazy("season", "from summer {year} on"),
        without_year=pgettext_lazy("season in a phrase", "summer"),
    ),
    "autumn": Dating(
        alone=pgettext_lazy("season", "autumn {year}"),
        named=pgettext_lazy("season in a phrase", "autumn {year}"),
        when=pgettext_lazy("season", "in autumn {year}"),
        end=pgettext_lazy("season", "the end of autumn {year}"),
        onward=pgettext_lazy("season", "from autumn {year} on"),
        without_year=pgettext_lazy("season in a phrase", "autumn"),
    ),
    "winter": Dating(
        alone=pgettext_lazy("season", "winter {year}"),
        named=pgettext_lazy("season in a phrase", "winter {year}"),
        when=pgettext_lazy("season", "in winter {year}"),
        end=pgettext_lazy("season", "the end of winter {year}"),
        onward=pgettext_lazy("season", "from winter {year} on"),
        without_year=pgettext_lazy("season in a phrase", "winter"),
    ),
}
QUARTERS = {
    33: pgettext_lazy("quarter", "first"),
    34: pgettext_lazy("quarter", "second"),
    35: pgettext_lazy("quarter", "third"),
    36: pgettext_lazy("quarter", "fourth"),
}
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
