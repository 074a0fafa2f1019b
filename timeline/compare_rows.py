"""The table that compares deals: what each row says of each deal. Nothing is converted, and nothing is added up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from deals.record.questions import conflicts
from deals.record.standing import steps
from deals.vocabulary.parties import Role
from deals.vocabulary.stages import Instrument
from timeline.bars import bar_panels
from timeline.closing import confirmed
from timeline.dates import day_in_words
from timeline.numbers import plain_number
from timeline.stands import stands
from timeline.words import QUESTIONS, capital, said, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline.bars import BarPanel, BarRow
    from timeline.compare import Compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    text: str
    address: str = ""
    """Where it is said; empty where no one place says it."""
    is_of_register: bool = False
    """A name or a title, in the register's language."""
    is_heading: bool = False
    """It says of what the lines after it are: “S-400, in battalions”."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    deal: str
    """Its title."""
    said: tuple[Said, ...]
    """Empty: nothing is published, which is not zero."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    label: str
    cells: tuple[Cell, ...]


def table(compared: Sequence[Compared]) -> tuple[Row, ...]:
    return tuple(
        Row(label=str(label), cells=tuple(Cell(deal=deal.record.title, said=tuple(says(deal))) for deal in compared))
        for label, says in _ROWS
    )


def _parties(role: Role) -> Callable[[Compared], Iterator[Said]]:
    def says(deal: Compared) -> Iterator[Said]:
        for party in deal.record.parties_as(role):
            yield Said(text=party.name, address=reverse("timeline:party", args=[party.id]), is_of_register=True)

    return says


def _systems(deal: Compared) -> Iterator[Said]:
    for system in deal.record.systems.values():
        yield Said(text=system.designation, address=reverse("timeline:system", args=[system.id]), is_of_register=True)


def _stages(deal: Compared) -> Iterator[Said]:
    for stand in stands(deal.record):
        words = (
            stand.sentence if stand.is_main else _("{track}: {stage}").format(track=stand.track, stage=stand.sentence)
        )
        if stand.anchor:
            yield Said(text=words, address=f"{deal.page}#{stand.anchor}")


def _instrument(deal: Compared) -> Iterator[Said]:
    """Of the newest step of the deal itself that names one: what was signed stays signed once it is delivered."""
    for track in deal.record.tracks:
        told = steps(deal.record, track.id) if track.is_main else ()
        named = [step.claim for step in told if "instrument" in step.claim.details]
        for claim in named[-1:]:
            yield Said(text=capital(word(Instrument(claim.details["instrument"]))), address=deal.address(claim.id))


def _promised(deal: Compared) -> Iterator[Said]:
    """As the bars of the deal's own page say it, unit by unit and currency by currency."""
    for panel in bar_panels(deal.record, deal.entries):
        yield from _panel(deal, panel)


def _panel(deal: Compared, panel: BarPanel) -> Iterator[Said]:
    yield Said(text=panel.title, is_heading=True)
    for row in panel.rows:
        yield Said(text=_row_in_words(row), address=deal.address(row.facts[0].id) if row.facts else "")


def _row_in_words(row: BarRow) -> str:
    words = _("{step}: {figure}").format(step=row.label, figure=row.words)
    return f"{pgettext('before a note', ';')} ".join([words, *row.notes])


def _disagreements(deal: Compared) -> Iterator[Said]:
    found = [conflict for conflict in conflicts(deal.record) if not conflict.is_decided]
    if not found:
        yield Said(text=_("None between the sources held here"))
    for conflict in found:
        yield Said(text=capital(said(QUESTIONS, conflict.asks)), address=deal.address(conflict.claims[0]))


def _sides(deal: Compared) -> Iterator[Said]:
    for side in confirmed(deal.entries):
        if side.percent:
            yield Said(text=_("{side}: {number}").format(side=side.words, number=side.said))


def _checked(deal: Compared) -> Iterator[Said]:
    if deal.record.as_of:
        yield Said(text=_("The day of the last check is kept for the present only."))
    elif deal.record.last_checked_on:
        yield Said(text=day_in_words(deal.record.last_checked_on))
    else:
        yield Said(text=_("Not checked again since it was published."))


def _sources(deal: Compared) -> Iterator[Said]:
    """Independent origins, not articles, tell how often something was said."""
    supporting = [citation for claim in deal.record.claims for citation in claim.supporting]
    sources, origins = ({one.source for one in supporting}, {one.origin.id for one in supporting})
    words = ngettext("{number} independent origin", "{number} independent origins", len(origins))
    yield Said(text=words.format(number=_plain(len(origins))))
    words = ngettext("through {number} source", "through {number} sources", len(sources))
    yield Said(text=words.format(number=_plain(len(sources))))


def _plain(number: int) -> str:
    return plain_number(Decimal(number))


_ROWS = (
    (gettext_lazy("Supplier"), _parties(Role.SUPPLIER)),
    (gettext_lazy("Recipient"), _parties(Role.RECIPIENT)),
    (gettext_lazy("Weapon systems"), _systems),
    (gettext_lazy("Where it stands"), _stages),
    (gettext_lazy("Instrument"), _instrument),
    (gettext_lazy("Promised and done"), _promised),
    (gettext_lazy("Open disagreements"), _disagreements),
    (gettext_lazy("Which sides confirm"), _sides),
    (gettext_lazy("Last checked"), _checked),
    (gettext_lazy("What it rests on"), _sources),
)
