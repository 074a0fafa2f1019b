"""What a deal's page shows, put together from its record. Plain Python: the templates only lay it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from deals.record.questions import conflicts
from deals.vocabulary.kinds import Kind, Rank
from deals.vocabulary.parties import Role
from deals.vocabulary.stages import Stage
from timeline.bars import BarPanel, bar_panels
from timeline.closing import SideCount, confirmed
from timeline.dates import day_in_words, in_words, machine_date, on_or_in
from timeline.details import Rows, detail_rows
from timeline.entries import Entry, anchor, entries, in_chronology, modality_in_words
from timeline.filters import NO_FILTERS, Column, Filters, columns, matching
from timeline.lead import Lead, lead
from timeline.marks import NARROW, WIDE, Chart, chart
from timeline.parts import Part, part
from timeline.proofs import Proof, counted, proofs
from timeline.sequels import Sequel, sequels
from timeline.slipchart import slip_chart
from timeline.slips import Slip, slips
from timeline.spine import BESIDE, Place, Year, along_the_spine, years
from timeline.stands import Stand, stands
from timeline.svg import svg
from timeline.voices import behind
from timeline.words import QUESTIONS, capital, said, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.utils.safestring import SafeString

    from deals.record.questions import Conflict
    from deals.record.shape import ClaimRecord, DealName, PartyRecord, Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """An entry, or a restatement of one, with its words and proofs."""

    claim: ClaimRecord
    anchor: str
    when: str
    machine_when: str
    announced: str
    phrase: str
    modality: str
    track: str
    """Empty on the main track."""
    details: Rows
    proofs: tuple[Proof, ...]
    known_since: str
    said_by: str
    number_origins: int
    contradicts: tuple[ClaimRecord, ...]
    restatements: tuple[Fact, ...]
    sequels: tuple[Sequel, ...]
    """What became of it."""
    plans: tuple[ClaimRecord, ...]
    """What was planned, threatened or promised, and came about with it."""
    relation: tuple[str, DealName] | None
    """“part of”, and the deal that it names."""
    party: PartyRecord | None
    """Who takes part, where it says so."""
    is_step: bool
    phase: str
    """The phase that its stage belongs to where it moved its track; else empty."""
    place: Place = BESIDE

    @property
    def number_relaying(self) -> int:
        """Sources that support it: three papers that relay one interview are one origin through three sources."""
        return len({citation.source for citation in self.claim.supporting})

    @property
    def is_ranked(self) -> bool:
        return self.claim.rank is not Rank.NORMAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Facts that answer one question differently."""

    asks: str
    facts: tuple[Fact, ...]
    is_decided: bool
    """One of them is preferred; its reason stands with it."""

    @property
    def about(self) -> str:
        """Which step, where it is a step; empty else: the facts say what they are about."""
        first = self.facts[0].claim
        return word(Stage(first.details["stage"])) if first.kind is Kind.STAGE else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DealPage:
    record: Record
    lead: Lead | None
    stands: tuple[Stand, ...]
    roles: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """(role, ((party's name, anchor of the claim that says so), …)), suppliers and recipients first."""
    promised: tuple[BarPanel, ...]
    chronology: tuple[Fact, ...]
    """Of the part shown."""
    part: Part
    number_entries: int
    """Of the whole chronology, of which filters may leave few."""
    before: str
    """The phase in which the deal was before the part shown."""
    undated: int
    """Entries that the chart cannot place."""
    moments: tuple[Fact, ...]
    filters: Filters
    columns: tuple[Column, ...]
    """By what the chronology can be filtered."""
    cast: tuple[Fact, ...]
    disagreements: tuple[Disagreement, ...]
    wide: Chart | None
    narrow: Chart | None
    wide_svg: str
    narrow_svg: str
    slips: tuple[tuple[Slip, SafeString], ...]
    """What was forecast more than once, and its drawing."""
    counted: str
    confirmed: tuple[SideCount, ...]
    as_of: str
    last_checked: str

    @property
    def years(self) -> tuple[Year, ...]:
        return tuple(years(self.chronology, self.before))


def deal_page(
    record: Record, filters: Filters = NO_FILTERS, *, wanted_part: str = "", most: int | None = None
) -> DealPage:
    """With filters, the chronology and the charts hold the matching entries alone; all else is told of the whole.

    The chronology holds at most so many entries: those of the part that is wanted. Raises NotAPartError.
    """
    found = entries(record)
    shown = matching(record, found, filters)
    listed, told = in_chronology(shown), in_chronology(found)
    shown_part = part(listed, wanted_part, most)
    wide, narrow = chart(record, found, WIDE, shown), chart(record, found, NARROW, shown)
    facts = _Facts(record, found, shown)
    moments = {entry.id for entry in narrow.moments} if narrow else set()
    return DealPage(
        record=record,
        lead=lead(record),
        stands=stands(record),
        roles=_roles(record),
        promised=bar_panels(record, found),
        chronology=tuple(facts[entry.id] for entry in shown_part.entries),
        part=shown_part,
        number_entries=len(told),
        before=facts.place(listed[shown_part.first_entry - 2]).phase if shown_part.first_entry > 1 else "",
        undated=sum(1 for entry in listed if not entry.day),
        moments=tuple(facts[entry.id] for entry in listed if entry.id in moments),
        filters=filters,
        columns=columns(record, told, filters),
        cast=tuple(sorted((facts[claim.id] for claim in _cast(found)), key=_by_role)),
        disagreements=tuple(_disagreement(conflict, facts) for conflict in conflicts(record)),
        wide=wide,
        narrow=narrow,
        wide_svg=svg(wide) if wide else "",
        narrow_svg=svg(narrow) if narrow else "",
        slips=tuple((slip, slip_chart(slip, str(number))) for number, slip in enumerate(slips(record), 1)),
        counted=counted(record),
        confirmed=confirmed(found),
        as_of=day_in_words(record.as_of) if record.as_of else "",
        last_checked=day_in_words(record.last_checked_on) if record.last_checked_on else "",
    )


class _Facts:
    """By id, entries with their words and proofs: made when somebody shows one, as a deal may have thousands."""

    def __init__(self, record: Record, found: Iterable[Entry], shown: Iterable[Entry]) -> None:
        self._record = record
        self._entries = {entry.id: entry for entry in found}
        self._places = along_the_spine(record, self._entries.values(), {entry.id for entry in shown})
        self._made: dict[str, Fact] = {}

    def __getitem__(self, entry_id: str) -> Fact:
        if entry_id not in self._made:
            entry = self._entries[entry_id]
            self._made[entry_id] = _fact(self._record, entry, self.place(entry))
        return self._made[entry_id]

    def place(self, entry: Entry) -> Place:
        return self._places.get(entry.id, BESIDE)


def _disagreement(conflict: Conflict, facts: _Facts) -> Disagreement:
    told = tuple(facts[claim] for claim in conflict.claims)
    return Disagreement(asks=said(QUESTIONS, conflict.asks), facts=told, is_decided=conflict.is_decided)


def _cast(found: Iterable[Entry]) -> Iterator[ClaimRecord]:
    return (entry.claim for entry in found if entry.claim.kind is Kind.PARTICIPATION)


def _roles(record: Record) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    found: dict[Role, dict[str, str]] = {}
    for claim in record.participations():
        party = record.parties.get(claim.details["participant"])
        if party:
            found.setdefault(Role(claim.details["role"]), {}).setdefault(party.name, anchor(claim.id))
    return tuple((capital(word(role)), tuple(found[role].items())) for role in Role if role in found)


def _by_role(fact: Fact) -> tuple[int, str]:
    """Suppliers and recipients first, as the vocabulary has the roles."""
    return list(Role).index(Role(fact.claim.details["role"])), fact.claim.label


def _fact(record: Record, entry: Entry, place: Place) -> Fact:
    again = tuple(_told(record, claim) for claim in entry.restatements)
    contradicts = tuple(record.by_id[other] for other in entry.contradicts)
    return _told(record, entry.claim, entry=entry, restatements=again, contradicts=contradicts, place=place)


def _told(
    record: Record,
    claim: ClaimRecord,
    *,
    entry: Entry | None = None,
    restatements: tuple[Fact, ...] = (),
    contradicts: tuple[ClaimRecord, ...] = (),
    place: Place = BESIDE,
) -> Fact:
    day = claim.day
    return Fact(
        claim=claim,
        anchor=anchor(claim.id),
        when=in_words(day) if day else "",
        machine_when=machine_date(day) if day else "",
        announced=on_or_in(claim.announced) if claim.announced and claim.announced != day else "",
        phrase=_phrase(claim),
        modality=modality_in_words(claim),
        track=next((track.name for track in record.tracks if track.id == claim.track and not track.is_main), ""),
        details=detail_rows(record, claim),
        proofs=proofs(record, claim),
        known_since=day_in_words(entry.known_since) if entry and entry.known_since else "",
        said_by=behind(entry.side, entry.said_by) if entry else "",
        number_origins=entry.number_origins if entry else 0,
        contradicts=contradicts,
        restatements=restatements,
        sequels=sequels(record, claim),
        plans=record.plans.get(claim.id, ()),
        relation=_relation(record, claim),
        party=record.parties.get(claim.details.get("participant", "")),
        is_step=bool(entry and entry.is_step),
        phase=entry.phase if entry else "",
        place=place,
    )


def _relation(record: Record, claim: ClaimRecord) -> tuple[str, DealName] | None:
    named = record.deals.get(claim.related_deal)
    return (word(claim.relation), named) if claim.relation and named else None


def _phrase(claim: ClaimRecord) -> str:
    """“last month”, counted from 9 October 2017."""
    if not claim.phrase:
        return ""
    if not claim.anchored_on:
        return _("“{words}”").format(words=claim.phrase)
    return _("“{words}”, counted from {day}").format(words=claim.phrase, day=day_in_words(claim.anchored_on))
