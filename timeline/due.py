"""What is overdue and what is due soon, over all deals, in words: what, by when it was promised, and who said so."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.vocabulary.dates import PartialDate
from deals.vocabulary.kinds import Kind
from deals.vocabulary.stages import Stage
from deals.vocabulary.words import Word
from timeline.dates import day_in_words, in_words
from timeline.line_lists import Choice, OfParty, ShownLine, id_of, none_of_party, plain, shown_line
from timeline.stands import stage_sentence
from timeline.words import capital, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.queries.lines import LineRow, LineRows

KINDS = (Kind.DELIVERY, Kind.PAYMENT, Kind.ORDER, Kind.STAGE)
MONTHS, MONTHS_MOST = 12, 120
MONTHS_OFFERED = (3, MONTHS, 36)
_MONTHS_A_YEAR = 12


class Which(Word):
    """The lists."""

    OVERDUE = "overdue"
    SOON = "soon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    on: date
    """The day that it is."""
    months: int = MONTHS
    kind: Kind | None = None
    which: Which | None = None
    """One list alone; none for both."""
    party: OfParty | None = None
    after: str = ""

    @property
    def until(self) -> date:
        """The same day so many months later, or the last of that month."""
        years, month = divmod(self.on.month - 1 + self.months, _MONTHS_A_YEAR)
        year, month = self.on.year + years, month + 1
        return date(year, month, min(self.on.day, monthrange(year, month)[1]))

    def query(self, **other: Any) -> str:
        """Of this page, but for what is given."""
        party = id_of(self.party)
        told = {"which": self.which, "kind": self.kind, "months": self.months, "party": party, "after": self.after}
        told |= other
        told["months"] = "" if told["months"] == MONTHS else told["months"]
        return f"?{urlencode({name: value for name, value in told.items() if value})}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    line: ShownLine
    promised: str
    """“by the end of 2027”."""
    said_on: str
    part: str
    """The address of the claim that tells that a part of it came about."""
    stopped: str
    """“Suspended since May 2015”: its track, or its deal."""
    stopped_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueList:
    id: str
    heading: str
    note: str
    none: str
    lines: tuple[DueLine, ...]
    next_query: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    on: str
    lists: tuple[DueList, ...]
    whichs: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    windows: tuple[Choice, ...]
    party: OfParty | None
    whole_query: str
    """Of the list for all parties."""
    query: str


def due_page(asked: Asked, found: dict[Which, LineRows]) -> DuePage:
    """`found`: what is shown of each list."""
    return DuePage(
        on=day_in_words(asked.on),
        lists=tuple(_list(asked, which, rows) for which, rows in found.items()),
        whichs=tuple(_whichs(asked)),
        kinds=tuple(_kinds(asked)),
        windows=tuple(_windows(asked)),
        party=asked.party,
        whole_query=asked.query(party="", after=""),
        query=asked.query(),
    )


def as_data(asked: Asked, found: dict[Which, LineRows]) -> dict[str, Any]:
    """`next` is the address of the lines that follow; dates as their sources have them, in EDTF."""
    address = reverse("timeline:due_json")
    return {
        "on": asked.on.isoformat(),
        "until": asked.until.isoformat(),
        "party": id_of(asked.party) or None,
        **{
            which: {"lines": [plain(row) for row in rows.lines],
                    "next": f"{address}{_next(asked, which, rows)}" if rows.next_place else None}
            for which, rows in found.items()
        },
    }  # fmt: skip


def _list(asked: Asked, which: Which, rows: LineRows) -> DueList:
    number, until = asked.months, day_in_words(asked.until)
    if which is Which.OVERDUE:
        heading, none = _("Overdue"), _("Nothing that was promised for a day before today is without an outcome.")
        note = _(
            "The last day that was promised has passed, and no source in this register says that it happened. It may "
            "have happened all the same."
        )
    else:
        heading = ngettext("Due within {number} month", "Due within {number} months", number).format(number=number)
        none = _("Nothing is promised for a day until {day}.").format(day=until)
        note = _("Promised for a day that may come until {day}, and not yet told to have happened.").format(day=until)
    none = none_of_party() if asked.party else none
    return DueList(
        id=which,
        heading=heading,
        note=note,
        none=_("Nothing stands after this place.") if asked.after else none,
        lines=tuple(_line(row) for row in rows.lines),
        next_query=_next(asked, which, rows) if rows.next_place else "",
    )


def _next(asked: Asked, which: Which, rows: LineRows) -> str:
    return asked.query(which=which, after=rows.next_place)


def _line(row: LineRow) -> DueLine:
    told, line = row.told, shown_line(row)
    stopped = told["stopped"]
    return DueLine(
        line=line,
        promised=in_words(PartialDate.parse(told["promised"])),
        said_on=in_words(PartialDate.parse(told["said_on"])),
        part=line.claim_address(told["in_part"]) if told["in_part"] else "",
        stopped=_stopped(stopped) if stopped else "",
        stopped_address=line.claim_address(stopped["claim"]) if stopped else "",
    )


def _stopped(told: dict[str, str]) -> str:
    since = PartialDate.parse(told["since"]) if told["since"] else None
    return stage_sentence(Stage(told["stage"]), since, (), is_disputed=False)


def _whichs(asked: Asked) -> Iterator[Choice]:
    for which, label in {None: _("Both lists"), Which.SOON: _("Due"), Which.OVERDUE: _("Overdue")}.items():
        yield Choice(label=label, query=asked.query(which=which, after=""), is_current=asked.which is which)


def _kinds(asked: Asked) -> Iterator[Choice]:
    yield Choice(label=_("All"), query=asked.query(kind="", after=""), is_current=asked.kind is None)
    for kind in KINDS:
        yield Choice(label=capital(word(kind)), query=asked.query(kind=kind, after=""), is_current=asked.kind is kind)


def _windows(asked: Asked) -> Iterator[Choice]:
    for number in sorted({*MONTHS_OFFERED, asked.months}):
        label = ngettext("{number} month", "{number} months", number).format(number=number)
        yield Choice(label=label, query=asked.query(months=number, after=""), is_current=number == asked.months)
