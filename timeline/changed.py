"""What changed over a period, over all deals, in words: a line a release, each with what it says otherwise."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.vocabulary.changes import Sort
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.stages import Stage
from timeline.dates import day_in_words, moment_in_words
from timeline.entries import anchor
from timeline.line_lists import OfParty, id_of, none_of_party, plain
from timeline.lists import DealLine, deal_lines
from timeline.shortly import counted_in_short
from timeline.stands import stage_sentence
from timeline.words import capital, word

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from deals.queries.lines import LineRow, LineRows

DAYS = 30
"""Before today, where the address says no day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    since: date
    until: date
    is_default: bool
    """The address says neither day."""
    party: OfParty | None = None
    after: str = ""

    def query(self, **other: str) -> str:
        """Of this page, but for what is given."""
        days = {} if self.is_default else {"since": self.since.isoformat(), "until": self.until.isoformat()}
        told = {**days, "party": id_of(self.party), "after": self.after, **other}
        return f"?{urlencode({name: value for name, value in told.items() if value})}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedStage:
    track: str
    """Empty for the deal itself."""
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedClaim:
    sort: str
    text: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedLine:
    deal: DealLine
    published: str
    number: int
    is_first: bool
    """The deal's first release: all of it is new."""
    in_short: str
    address: str
    """Of all its changes."""
    why: str
    ended: str
    stages: tuple[MovedStage, ...]
    claims: tuple[ChangedClaim, ...]
    others: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedPage:
    since: date
    until: date
    heading: str
    lines: tuple[ChangedLine, ...]
    none: str
    party: OfParty | None
    whole_query: str
    """Of the list for all parties."""
    query: str
    next_query: str


def changed_page(asked: Asked, found: LineRows) -> ChangedPage:
    days = {"since": day_in_words(asked.since), "until": day_in_words(asked.until)}
    none = none_of_party() if asked.party else _("Nothing was published in this time.")
    return ChangedPage(
        since=asked.since,
        until=asked.until,
        heading=_("{since} to {until}").format(**days),
        lines=tuple(_line(row) for row in found.lines),
        none=_("Nothing stands after this place.") if asked.after else none,
        party=asked.party,
        whole_query=asked.query(party="", after=""),
        query=asked.query(),
        next_query=asked.query(after=found.next_place) if found.next_place else "",
    )


def as_data(asked: Asked, found: LineRows) -> dict[str, Any]:
    """`next` is the address of the lines that follow; `changes` that of all changes of a release, as data."""
    address = reverse("timeline:changed_json")
    return {
        "since": asked.since.isoformat(),
        "until": asked.until.isoformat(),
        "party": id_of(asked.party) or None,
        "lines": [{**plain(row), "changes": _address(row, "timeline:changes_json")} for row in found.lines],
        "next": f"{address}{asked.query(after=found.next_place)}" if found.next_place else None,
    }


def _line(row: LineRow) -> ChangedLine:
    told = row.told
    (deal,) = deal_lines([row.deal])
    counts = Counter({Sort(sort): number for sort, number in told["counts"].items()})
    others = counts.total() - len(told["claims"])
    return ChangedLine(
        deal=deal,
        published=moment_in_words(datetime.fromisoformat(told["published_at"])),
        number=told["number"],
        is_first=told["since"] is None,
        in_short=counted_in_short(counts, told["beside"]),
        address=_address(row, "timeline:changes"),
        why=told["why"],
        ended=capital(word(Sort(told["ended"]))) if told["ended"] else "",
        stages=tuple(_stage(stage) for stage in told["stages"]),
        claims=tuple(_claim(row.deal.id, claim) for claim in told["claims"]),
        others=ngettext("and {number} more", "and {number} more", others).format(number=others) if others else "",
    )


def _claim(deal_id: str, told: Mapping[str, Any]) -> ChangedClaim:
    release = reverse("timeline:release", args=[deal_id, told["number"]])
    return ChangedClaim(
        sort=capital(word(Sort(told["sort"]))), text=told["text"], address=f"{release}#{anchor(told['claim'])}"
    )


def _stage(told: Mapping[str, Any]) -> MovedStage:
    return MovedStage(track=capital(told["track"]), before=_stands(told["before"]), after=_stands(told["after"]))


def _stands(told: Mapping[str, Any] | None) -> str:
    if told is None:
        return _("No stage reported")
    since = PartialDate.parse(told["since"]) if told["since"] else None
    return stage_sentence(Stage(told["stage"]), since, told["said_by"], is_disputed=told["is_disputed"])


def _address(row: LineRow, name: str) -> str:
    return reverse(name, args=[row.deal.id, row.told["number"]])
