"""The typed changes between two releases, each field before and after as words. Where the words stand is the page's.

A field without a term of its own is told by its name, and a value by its label, its name or itself: whatever `shape`
gains is told at once.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from deals.record.differences import DEAL, STANDING
from deals.record.shape import CitationRecord, ClaimRecord
from deals.vocabulary.changes import Sort
from deals.vocabulary.columns import NUMBER_COLUMNS, WORD_COLUMNS
from deals.vocabulary.dates import PartialDate
from deals.vocabulary.words import Word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from deals.record.differences import Change
    from deals.record.shape import Record
    from deals.record.standing import Standing

    DayInWords = Callable[[PartialDate | date], str]
    StandingInWords = Callable[[Record, Standing], str]
    WordInWords = Callable[[Word], str]
    NumberInWords = Callable[[Decimal], str]

TERMS = {
    "text": "Sentence",
    "label": "Short label",
    "happened": "When it happened",
    "announced": "When it was announced",
    "is_negated": "It did not, or will not, happen",
    "phrase": "The source’s words for the date",
    "anchored_on": "Counted from",
    "rank_reason": "Why it has this rank",
    "retraction_reason": "Why it is retracted",
    "is_by_author": "Approved by its author (a staff of one)",
    "details.if_condition": "If",
    "details.consequence": "Then",
    "details.share_percent": "Share in %",
    "details.payment_state": "State",
    "details.participant": "Party",
    "details.speaker": "Said by",
    "details.act": "Act",
    "details.no_amount": "No amount",
    "details.step_back_reason": "A step back",
    "ending.ending": "Followed no longer",
    "ending.why": "Why it ended",
    "ending.on": "Ended on",
    "ending.merged_into": "Goes on in",
    "rests_on": "The summary rests on",
    "not_known": "What is not known",
    "last_checked_on": "Last checked on",
    "is_fictional": "A practice deal",
    "title_is_description": "The title is our description",
    "url": "Address",
    "published": "Published on",
    "first_captured_on": "First copy taken on",
    "origin.said": "Said on",
    "origin.party": "Said for",
    "origin.id": "Utterance",
}
WHAT = {
    DEAL: "the deal", STANDING: "where it stands", "parties": "party", "systems": "weapon system", "tracks": "track",
    "sources": "source", "deals": "related deal", "moved": "claim that moved", "citations": "citation",
    "sequels": "what became of it",
}  # fmt: skip
STAGE, TO_THE_DEAL, WHY, BECAME = "Stage", "To the deal", "Why", "Became"
YES, NO, NOT_PUBLIC = "yes", "no", "one that is not public"
SAID = (STAGE, TO_THE_DEAL, WHY, BECAME, YES, NO, NOT_PUBLIC)
"""What is said beside terms and kinds of parts; whoever shows it in another language finds all of it here."""
_BOOKKEEPING = frozenset({"version"})
"""Told only where nothing else is: a version counts every edit."""
_NAMING = ("text", "title", "name", "designation", "label")
"""Fields by which people know a part, the first that it has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """“Amount: 2,500,000,000 → 2,000,000,000.” Empty where the record says nothing."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change in words."""

    change: Change
    what: str
    """“stage report”, “party”, “citation”."""
    name: str
    """The claim's sentence, the party's name, the source's title: as it is now, or as it was where it is gone."""
    said: tuple[str, ...]
    """The words of a citation that is new or gone."""
    lines: tuple[Line, ...]
    parts: tuple[Told, ...]

    @property
    def is_approved_anew(self) -> bool:
        """Nothing that readers see is other: it was edited and approved again."""
        return self.change.sort is Sort.CORRECTED and not self.lines and not self.parts


def _label(word: Word) -> str:
    return word.label


def _number(number: Decimal) -> str:
    return f"{number:,f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How dates, standings, words, numbers and our own texts are said: in English unless told otherwise."""

    day: DayInWords
    stands: StandingInWords
    word: WordInWords = _label
    number: NumberInWords = _number
    say: Callable[[str], str] = str


class Telling:
    """The changes of one deal from `before`, which may be None, to `after`."""

    def __init__(self, before: Record | None, after: Record, wording: Wording) -> None:
        self.before, self.after, self.wording = before, after, wording
        self.names = {**_names(before), **_names(after)}

    def told(self, changes: Iterable[Change]) -> tuple[Told, ...]:
        """In their order; that a claim moved away is told once, by the claim."""
        kept = list(changes)
        moved = {change.id for change in kept if change.sort is Sort.MOVED}
        return tuple(self._told(change) for change in kept if change.about != "moved" or change.id not in moved)

    def _told(self, change: Change) -> Told:
        part = change.after if change.after is not None else change.before
        return Told(
            change=change,
            what=self._what(change, part),
            name=self._name(change, part),
            said=_said(part) if isinstance(part, CitationRecord) and change.sort is not Sort.CORRECTED else (),
            lines=tuple(self._lines(change)),
            parts=tuple(self._told(nested) for nested in change.parts),
        )

    def _what(self, change: Change, part: Any) -> str:
        if isinstance(part, ClaimRecord):
            return self.wording.word(part.kind)
        return self.wording.say(WHAT.get(change.about, change.about))

    def _name(self, change: Change, part: Any) -> str:
        own = (getattr(part, name, "") for name in _NAMING)
        return next(filter(None, own), "") or self.names.get(change.id, change.id)

    def _lines(self, change: Change) -> Iterator[Line]:
        say = self.wording.say
        if change.about == STANDING:
            was, stands = self._stands(self.before, change.before), self._stands(self.after, change.after)
            yield Line(label=say(STAGE), before=was, after=stands)
        elif change.sort is Sort.MOVED:
            (moved,) = (told for told in self.after.moved if told.claim == change.id)
            yield Line(label=say(TO_THE_DEAL), before="", after=self.names.get(moved.deal) or say(NOT_PUBLIC))
            yield Line(label=say(WHY), before="", after=moved.why)
        elif change.about == "sequels" and not change.fields:
            was, became = (self.words("", part and part.became) for part in (change.before, change.after))
            yield Line(label=say(BECAME), before=was, after=became)
        for told in change.fields:
            if change.about != STANDING and told.field not in _BOOKKEEPING:
                before, after = (self.words(told.field, value) for value in (told.before, told.after))
                if before != after:
                    yield Line(label=say(term(told.field)), before=before, after=after)

    def _stands(self, record: Record | None, standing: Standing | None) -> str:
        return self.wording.stands(record, standing) if record and standing else ""

    def words(self, field: str, value: Any) -> str:
        """A value of the record in words: a label, a name, a date; empty for none."""
        if value is None:
            return ""
        if isinstance(value, tuple):
            return "\n".join(self.words(field, each) for each in value)
        if isinstance(value, bool):
            return self.wording.say(YES if value else NO)
        if isinstance(value, (PartialDate, date)):
            return self.wording.day(value)
        return self.wording.word(value) if isinstance(value, Word) else self._text(field, value)

    def _text(self, field: str, value: str) -> str:
        about, _, column = field.rpartition(".")
        if about == "details" and column in WORD_COLUMNS:
            return self.wording.word(WORD_COLUMNS[column](value))
        if about == "details" and column in NUMBER_COLUMNS:
            return self.wording.number(Decimal(value))
        return self.names.get(value, str(value))


def term(field: str) -> str:
    """“Amount” for “details.amount”, “First said” for “origin.first_said”."""
    return TERMS.get(field) or field.rpartition(".")[2].replace("_", " ").capitalize()


def _names(record: Record | None) -> dict[str, str]:
    """What people call each thing that has an id in the record."""
    if record is None:
        return {}
    named: dict[str, str] = {}
    for field in fields(record):
        held = getattr(record, field.name)
        for part in held.values() if isinstance(held, dict) else held if isinstance(held, tuple) else ():
            if is_dataclass(part):
                own = (getattr(part, name, "") for name in ("label", *_NAMING))
                named[getattr(part, fields(part)[0].name)] = next(filter(None, own), "")
    return named


def _said(citation: CitationRecord) -> tuple[str, ...]:
    return tuple(filter(None, (*citation.passages, citation.transcript, citation.paraphrase)))
