"""Which entries of a deal a reader wants to see: of what kind, track, party, side and modality, with which words."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.parties import Side
from timeline.entries import entries, in_chronology
from timeline.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from deals.record.shape import ClaimRecord, Record
    from timeline.entries import Entry

_UNDIVIDED = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart into a letter and its accent."""
NEGATED = "negated"
"""Beside the modalities: what did not or will not happen, whoever says so."""


class NotAFilterError(ValueError):
    """The message says what may be asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What an entry has to have: one of the values of each column that is named, and all the words."""

    values: Mapping[str, frozenset[str]]
    words: str = ""

    @property
    def is_any(self) -> bool:
        return bool(self.values or self.words)


NO_FILTERS = Filters(values={})


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    value: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """“Kind”: a parameter of the address, and the values that occur in the deal."""

    name: str
    label: str
    options: tuple[Option, ...]

    @property
    def number_chosen(self) -> int:
        return sum(option.is_chosen for option in self.options)


def matching(record: Record, found: Iterable[Entry], filters: Filters) -> tuple[Entry, ...]:
    """The entries that have what is asked for, in their order."""
    return tuple(entry for entry in found if _is_asked_for(record, entry, filters))


def columns(record: Record, found: Iterable[Entry], filters: Filters) -> tuple[Column, ...]:
    """What can be asked for, with how many entries have it; a column with one value tells nothing apart.

    What is chosen stays, though no entry has it yet on the day looked at.
    """
    listed = list(found)
    made = (_column(record, name, listed, filters.values.get(name, frozenset())) for name in VALUES)
    return tuple(column for column in made if len(column.options) > 1 or column.number_chosen)


def checked(record: Record, filters: Filters) -> Filters:
    """The filters. Raises NotAFilterError for a value that no entry of the record's chronology has."""
    listed = in_chronology(entries(record)) if filters.values else ()
    for name, wanted in filters.values.items():
        there = sorted({value for entry in listed for value in VALUES[name](record, entry)})
        unknown = sorted(wanted - set(there))
        if unknown:
            told = _("No entry of this deal has the {name} “{value}”. Leave it out, or write one of: {there}.")
            raise NotAFilterError(told.format(name=name, value=unknown[0][:40], there=", ".join(there)))
    return filters


def query_of(filters: Filters, as_of: date | None) -> list[tuple[str, str]]:
    """The address's query for these filters on that day, one way whatever was typed."""
    day = [("as_of", as_of.isoformat())] if as_of else []
    values = [(name, value) for name in VALUES for value in sorted(filters.values.get(name, ()))]
    return [*day, *values, *([("q", filters.words)] if filters.words else [])]


def _is_asked_for(record: Record, entry: Entry, filters: Filters) -> bool:
    has = all(wanted & set(VALUES[name](record, entry)) for name, wanted in filters.values.items())
    return has and (not filters.words or all(word in _text(record, entry) for word in folded(filters.words).split()))


def _column(record: Record, name: str, listed: list[Entry], chosen: frozenset[str]) -> Column:
    numbers = Counter(dict.fromkeys(chosen, 0))
    numbers.update(value for entry in listed for value in set(VALUES[name](record, entry)))
    label, order = _LABEL_OF[name], _ORDER.get(name, ())
    options = [
        Option(value=value, label=label(record, value), number=number, is_chosen=value in chosen)
        for value, number in numbers.items()
    ]
    place = {value: number for number, value in enumerate(order)}
    options.sort(key=lambda option: (place.get(option.value, len(place)), -option.number, option.label))
    return Column(name=name, label=str(LABELS[name]), options=tuple(options))


def _kind(_record: Record, entry: Entry) -> Iterable[str]:
    return (entry.claim.kind.value,)


def _track(_record: Record, entry: Entry) -> Iterable[str]:
    return (entry.claim.track,)


def _party(record: Record, entry: Entry) -> Iterator[str]:
    """Whoever says it, and whomever it names."""
    for claim in (entry.claim, *entry.restatements):
        yield from (value for value in claim.details.values() if value in record.parties)
        yield from (citation.origin.party for citation in claim.citations if citation.origin.party)


def _side(_record: Record, entry: Entry) -> Iterable[str]:
    return (entry.side.value,)


def _modality(_record: Record, entry: Entry) -> Iterator[str]:
    for claim in (entry.claim, *entry.restatements):
        yield NEGATED if claim.is_negated else claim.modality.value


VALUES: dict[str, Callable[[Record, Entry], Iterable[str]]] = {
    "kind": _kind, "track": _track, "party": _party, "side": _side, "modality": _modality,
}  # fmt: skip
LABELS = {
    "kind": pgettext_lazy("filter", "Kind"),
    "track": pgettext_lazy("filter", "Track"),
    "party": pgettext_lazy("filter", "Party"),
    "side": pgettext_lazy("filter", "Side"),
    "modality": pgettext_lazy("filter", "Modality"),
}
_ORDER: dict[str, tuple[str, ...]] = {
    "kind": tuple(Kind), "side": tuple(Side), "modality": (*Modality, NEGATED),
}  # fmt: skip


def _track_label(record: Record, value: str) -> str:
    track = next(track for track in record.tracks if track.id == value)
    return _("The deal") if track.is_main else track.name


_LABEL_OF: dict[str, Callable[[Record, str], str]] = {
    "kind": lambda _record, value: word(Kind(value)),
    "track": _track_label,
    "party": lambda record, value: record.parties[value].name,
    "side": lambda _record, value: word(Side(value)),
    "modality": lambda _record, value: _("not so") if value == NEGATED else word(Modality(value)),
}


def _text(record: Record, entry: Entry) -> str:
    claims = (entry.claim, *entry.restatements)
    return folded("\n".join(line for claim in claims for line in _lines(record, claim)))


def _lines(record: Record, claim: ClaimRecord) -> Iterator[str]:
    yield from (claim.text, claim.label)
    for citation in claim.citations:
        source, origin = record.sources[citation.source], citation.origin
        yield from (*citation.passages, citation.transcript, citation.translation, citation.paraphrase)
        yield from (origin.speaker, origin.office, source.title, source.outlet, source.author)


def folded(text: str) -> str:
    """Without case and accents: “Çavuşoğlu” is found as “cavusoglu”."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return plain.casefold().translate(_UNDIVIDED)
