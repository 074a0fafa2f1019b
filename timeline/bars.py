"""What was promised against what is, as bars for readers: each line's words, its facts as links, and its drawing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from deals.record.figures import Step
from deals.record.sides import sides, speaking_parties
from deals.vocabulary.parties import Side
from deals.vocabulary.terms import Basis, Mark
from timeline.numbers import amount_in_words, currency_name, marked, percent_in_words, plain_number
from timeline.promised import Bars, Figure, Line, promised
from timeline.words import capital, listed, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from fractions import Fraction

    from deals.record.shape import Record
    from timeline.entries import Entry

HEIGHT = 14
FEWEST = 2
"""Figures from which on bars say more than a sentence."""
FACTS_NAMED = 4
"""A row names so many of the facts that it counts; all are in the chronology."""
_HOLLOW = {Step.OFFERED, Step.VALUED, Step.OPTION, Step.CEILING, Step.DUE}


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """“Contracted: 2 to 4 battalions”, “sources disagree”, with links to “4 battalions, says Rostec” and the other."""

    label: str
    words: str
    notes: tuple[str, ...]
    is_disputed: bool
    facts: tuple[Entry, ...]
    """The first of them; where there are more, `others` says so."""
    others: str
    """“and 62 more”; empty where all are named."""
    svg: SafeString


@dataclass(frozen=True, slots=True, kw_only=True)
class BarPanel:
    title: str
    rows: tuple[BarRow, ...]
    is_drawn: bool
    """False where a sentence says as much as bars."""

    @property
    def told(self) -> tuple[BarRow, ...]:
        """What a sentence tells: the lines of which some fact says something."""
        return tuple(row for row in self.rows if row.facts)

    @property
    def unknown(self) -> str:
        """“Offered and delivered”: the steps of which nothing is published."""
        return capital(listed(row.label.lower() for row in self.rows if not row.facts))


def bar_panels(record: Record, found: tuple[Entry, ...]) -> tuple[BarPanel, ...]:
    return tuple(_panel(record, bars) for bars in promised(record, found))


def _panel(record: Record, bars: Bars) -> BarPanel:
    return BarPanel(
        title=_title(record, bars),
        rows=tuple(_row(record, bars, line) for line in bars.lines),
        is_drawn=bars.number_figures >= FEWEST,
    )


def _title(record: Record, bars: Bars) -> str:
    if bars.system:
        system = record.systems.get(bars.system)
        return _("{system}, in {unit}").format(system=system.designation if system else "", unit=bars.unit)
    return money_title(bars.unit) if bars.unit else _("Money")


def money_title(currency: str) -> str:
    return _("Money, in {currency}").format(currency=currency_name(currency))


def _row(record: Record, bars: Bars, line: Line) -> BarRow:
    return BarRow(
        label=_label(record, line),
        words=_figure_in_words(bars, line.figure) if line.figure else _("not published"),
        notes=tuple(_notes(record, line)),
        is_disputed=bool(line.figure and line.figure.is_disputed),
        facts=line.facts[:FACTS_NAMED],
        others=_others(len(line.facts) - FACTS_NAMED),
        svg=mark_safe(_svg(bars, line)),  # noqa: S308  every text in it is escaped
    )


def _others(number: int) -> str:
    return ngettext("and {number} more", "and {number} more", number).format(number=number) if number > 0 else ""


def _label(record: Record, line: Line) -> str:
    """“Option: Second regiment” where it is of a track of its own, “Contracted: training and spare parts”."""
    words = _step_in_words(line)
    first = line.facts[0].claim if line.facts else None
    if first is None or line.step in {Step.DELIVERED, Step.PAID, Step.FINANCED}:
        return words
    track = next((t.name for t in record.tracks if t.id == first.track and not t.is_main), "")
    about = track or first.details.get("includes", "")
    return _("{step}: {about}").format(step=words, about=about) if about else words


def _step_in_words(line: Line) -> str:
    if line.step is Step.VALUED:
        return capital(word(Basis(line.facts[0].claim.details["basis"])))
    return step_in_words(line.step)


def step_in_words(step: Step) -> str:
    return {
        Step.OFFERED: pgettext("bar", "Offered"), Step.CONTRACTED: pgettext("bar", "Contracted"),
        Step.OPTION: pgettext("bar", "Option"), Step.CEILING: pgettext("bar", "Ceiling"),
        Step.FINANCED: pgettext("bar", "Financed"), Step.DUE: pgettext("bar", "To be paid"),
        Step.DELIVERED: pgettext("bar", "Delivered"), Step.PAID: pgettext("bar", "Paid"),
    }[step]  # fmt: skip


def _figure_in_words(bars: Bars, figure: Figure) -> str:
    most = _number_in_words(bars, figure, figure.most)
    if figure.least == figure.most:
        return marked(most, figure.mark)
    least = _number_in_words(bars, figure, figure.least)
    if bars.system:  # the unit stands once
        least = plain_number(round(_decimal(figure.least), 2))
    return pgettext("range", "{least} to {most}").format(least=least, most=most)


def _number_in_words(bars: Bars, figure: Figure, number: Fraction) -> str:
    exact = _decimal(number)
    if figure.is_share:
        return _("{percent} of the price").format(percent=percent_in_words(exact))
    if not bars.system:
        return amount_in_words(exact, bars.unit)
    return f"{plain_number(round(exact, 2))} {bars.unit}"


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)


def _notes(record: Record, line: Line) -> Iterator[str]:
    if line.figure and line.figure.is_disputed:
        yield _("sources disagree")
    if line.is_planned and line.step in {Step.FINANCED, Step.PAID}:
        yield _("planned")
    alone = {sides(record, fact.claim) for fact in line.facts}
    if len(alone) == 1 and alone <= {Side.RECIPIENT, Side.SUPPLIER}:
        parties = dict.fromkeys(party for fact in line.facts for party in speaking_parties(fact.claim))
        names = [record.parties[party].name for party in parties if party in record.parties]
        yield _("said by {names} alone").format(names=listed(names))


# --- Drawing ----------------------------------------------------------------------------------------------------------
def _svg(bars: Bars, line: Line) -> str:
    """Lengths are in per cent of the width that the page gives it; its words stand beside it."""
    parts = "".join(_parts(bars, line))
    ground = f'<line class="bar-ground" x1="0" x2="100%" y1="{HEIGHT - 0.5:g}" y2="{HEIGHT - 0.5:g}"/>'
    return f'<svg class="bar" width="100%" height="{HEIGHT}" aria-hidden="true">{ground}{parts}</svg>'


def _parts(bars: Bars, line: Line) -> Iterator[str]:
    figure = line.figure
    if figure is None:
        yield _linked(line.facts[:1], f'<rect class="bar-unknown" width="100%" height="{HEIGHT}"/>')
        return
    least, most = (_percent(bars, figure, number) for number in (figure.least, figure.most))
    is_hollow = line.is_planned or line.step in _HOLLOW or figure.mark is Mark.UP_TO
    yield _linked(_of(line, least=True), _rect(0, least, "bar-plan" if is_hollow else "bar-firm"))
    if most > least:
        yield _linked(_of(line, least=False), _rect(least, most, "bar-plan"))
        yield f"{_tick(least, 4)}{_tick(most, -4)}"
    if figure.mark is Mark.AT_LEAST:
        yield f'<svg class="bar-more" x="{least:.2f}%"><path d="M2 2l5 5-5 5"/></svg>'


def _of(line: Line, *, least: bool) -> tuple[Entry, ...]:
    """The fact that a part of the bar leads to: the first, or the last where the part is what only some say."""
    return line.facts[:1] if least else line.facts[-1:]


def _linked(facts: Iterable[Entry], drawn: str) -> str:
    """For the pointer; the keyboard and screen readers have the same link in the words beside it."""
    for fact in facts:
        label = escape(fact.claim.label)
        return f'<a href="#{fact.anchor}" tabindex="-1"><title>{label}</title>{drawn}</a>'
    return drawn


def _rect(left: float, right: float, classes: str) -> str:
    return f'<rect class="{classes}" x="{left:.2f}%" width="{right - left:.2f}%" height="{HEIGHT}"/>'


def _tick(at: float, turn: int) -> str:
    return f'<svg class="bar-bracket" x="{at:.2f}%"><path d="M{turn} -2H0V{HEIGHT + 2}H{turn}"/></svg>'


def _percent(bars: Bars, figure: Figure, number: Fraction) -> float:
    """Of the longest bar of the unit; a share is of the price, where one is known, else of the whole width."""
    figures = [line.figure for line in bars.lines if line.figure and not line.figure.is_share]
    longest = max((each.most for each in figures), default=None)
    if not figure.is_share:
        return float(100 * number / longest) if longest else 0.0
    prices = [line.figure for line in bars.lines if line.figure and line.step is Step.CONTRACTED]
    is_known = longest and len(prices) == 1 and prices[0].least == prices[0].most
    return float(number * prices[0].least / longest) if longest and is_known else float(number)
