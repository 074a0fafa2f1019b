"""Where sources disagree, and what one side alone says, over all deals, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.record.lines import BETWEEN_SIDES
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.kinds import Kind, Rank
from deals.vocabulary.listings import Listing
from deals.vocabulary.parties import Side
from timeline.dates import day_in_words, in_words
from timeline.line_lists import Choice, Fact, OfParty, ShownLine, fact, id_of, none_of_party, plain, shown_line
from timeline.lists import DealLine, deal_lines
from timeline.words import QUESTIONS, capital, said, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.queries.lines import LineRow, LineRows

ALONE = {Side.RECIPIENT: Listing.RECIPIENT_ALONE, Side.SUPPLIER: Listing.SUPPLIER_ALONE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    is_one_sided: bool
    """What one side alone says; else where sources disagree."""
    kind: Kind | None = None
    side: Side | None = None
    party: OfParty | None = None
    after: str = ""

    @property
    def listings(self) -> tuple[Listing, ...]:
        if not self.is_one_sided:
            return (Listing.CONFLICT,)
        return (ALONE[self.side],) if self.side else tuple(ALONE.values())

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What the list can be narrowed to."""
        return tuple(kind for kind in Kind if kind in BETWEEN_SIDES) if self.is_one_sided else tuple(Kind)

    def query(self, **other: Any) -> str:
        """Of this page, but for what is given."""
        told = {"kind": self.kind, "side": self.side, "party": id_of(self.party), "after": self.after, **other}
        return f"?{urlencode({name: value for name, value in told.items() if value})}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One answer: “about 2.5 billion euros, says Kestovia”."""

    fact: Fact
    day: str
    rank: str
    """“Preferred”; empty where it is normal."""
    reason: str
    """In the register's language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLine:
    deal: DealLine
    asks: str
    about: str
    """The track, where it is not the deal itself."""
    known_since: str
    """When the last of the answers became known."""
    versions: tuple[Version, ...]
    others: str
    is_decided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OneSidedLine:
    line: ShownLine
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinesPage:
    kinds: tuple[Choice, ...]
    sides: tuple[Choice, ...]
    lines: tuple[Any, ...]
    none: str
    party: OfParty | None
    whole_query: str
    """Of the list for all parties."""
    query: str
    next_query: str


def lines_page(asked: Asked, found: LineRows) -> LinesPage:
    line = _one_sided if asked.is_one_sided else _conflict
    return LinesPage(
        kinds=tuple(_kinds(asked)),
        sides=tuple(_sides(asked)) if asked.is_one_sided else (),
        lines=tuple(line(row) for row in found.lines),
        none=_none(asked),
        party=asked.party,
        whole_query=asked.query(party="", after=""),
        query=asked.query(),
        next_query=asked.query(after=found.next_place) if found.next_place else "",
    )


def as_data(asked: Asked, found: LineRows, address: str) -> dict[str, Any]:
    """`next` is the address of the lines that follow; dates as their sources have them, in EDTF."""
    further = f"{address}{asked.query(after=found.next_place)}" if found.next_place else None
    return {"party": id_of(asked.party) or None, "lines": [plain(row) for row in found.lines], "next": further}


def _conflict(row: LineRow) -> ConflictLine:
    told = row.told
    (deal,) = deal_lines([row.deal])
    number, days = told["number"] - len(told["versions"]), [v["known_since"] for v in told["versions"]]
    others = ngettext("and {number} more", "and {number} more", number).format(number=number) if number else ""
    return ConflictLine(
        deal=deal,
        asks=said(QUESTIONS, told["asks"]),
        about=capital(told["track"]),
        known_since=day_in_words(date.fromisoformat(max(days))) if max(days) else "",
        versions=tuple(_version(row.deal.id, version) for version in told["versions"]),
        others=others,
        is_decided=told["is_decided"],
    )


def _version(deal_id: str, told: dict[str, Any]) -> Version:
    rank, reason = capital(word(Rank(told["rank"]))), told["rank_reason"]
    return Version(fact=fact(deal_id, told), day=_day(told["day"]), rank=rank if reason else "", reason=reason)


def _one_sided(row: LineRow) -> OneSidedLine:
    return OneSidedLine(line=shown_line(row), day=_day(row.told["day"]))


def _day(text: str) -> str:
    return in_words(PartialDate.parse(text)) if text else ""


def _none(asked: Asked) -> str:
    if asked.after:
        return _("Nothing stands after this place.")
    if asked.party:
        return none_of_party()
    return _("This register holds no such fact.") if asked.is_one_sided else _("This register holds no such conflict.")


def _kinds(asked: Asked) -> Iterator[Choice]:
    yield Choice(label=_("All"), query=asked.query(kind="", after=""), is_current=asked.kind is None)
    for kind in asked.kinds:
        yield Choice(label=capital(word(kind)), query=asked.query(kind=kind, after=""), is_current=asked.kind is kind)


def _sides(asked: Asked) -> Iterator[Choice]:
    words = {None: _("Either side"), Side.RECIPIENT: _("The recipient alone"), Side.SUPPLIER: _("The supplier alone")}
    for side, label in words.items():
        yield Choice(label=label, query=asked.query(side=side, after=""), is_current=asked.side is side)
