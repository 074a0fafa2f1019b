"""The words that a deal is found by: its parties and systems by all their names, its claims and their quotations."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pycountry
from babel import Locale

from deals.vocabulary.gazetteer import other_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from deals.record.shape import ClaimRecord, Record

LANGUAGES = ("ar", "de", "es", "fa", "fr", "he", "hi", "it", "ja", "ko", "pl", "pt", "ru", "tr", "uk", "zh")
"""In these, beside English, a state is found by its name; the names are CLDR's."""
_NUMBERED = re.compile(r"\b([^\W\d_]+)[- ]?(\d+)([^\W\d_]*)\b")


def names(record: Record) -> str:
    """A name a line: “S-400” is found as “S400” and “S 400” too, “Turkey” as “Türkiye” and “Ankara”."""
    return "\n".join(dict.fromkeys(spelling for name in _names(record) for spelling in _spellings(name)))


def said(record: Record, claim: ClaimRecord) -> str:
    """A sentence a line: the claim's own words, its quotations, its sources' titles."""
    lines = [claim.text, claim.label]
    for citation in claim.citations:
        lines += [*citation.passages, citation.transcript, citation.translation, citation.paraphrase]
        lines += [citation.origin.speaker, record.sources[citation.source].title]
    return "\n".join(dict.fromkeys(filter(None, lines)))


def _names(record: Record) -> Iterator[str]:
    for system in record.systems.values():
        yield from (system.designation, system.description, *other_names("system", system.designation))
    for party in record.parties.values():
        yield from (party.name, *other_names(party.kind, party.name), *_in_other_languages(party.code))


def _spellings(name: str) -> Iterable[str]:
    yield name
    if _NUMBERED.search(name):
        yield _NUMBERED.sub(r"\1\2\3", name)
        yield _NUMBERED.sub(r"\1 \2\3", name)


@cache
def _in_other_languages(code: str) -> tuple[str, ...]:
    """The names of the state with this ISO 3166-1 alpha-3 code."""
    country = pycountry.countries.get(alpha_3=code) if code else None
    if country is None:
        return ()
    found = (Locale.parse(language).territories.get(country.alpha_2, "") for language in LANGUAGES)
    return tuple(dict.fromkeys(filter(None, found)))
