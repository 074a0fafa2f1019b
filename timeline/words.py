"""The register's own words, English and plain, in the reader's language: translated where they are shown."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from babel.lists import format_list
from django.utils.translation import pgettext

from timeline.languages import language, locale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.vocabulary.words import Word

CHANGES, QUESTIONS, INVERSE, REGIONS, TOKENS = "Change", "Question", "Relation, inverse", "Region", "Token"
"""Contexts in the catalogue of what is no word of a vocabulary; those of words are the vocabularies' names."""
WORDS_KEPT = 4096
"""Words a process keeps, of all languages: a page says hundreds."""


def word(value: Word) -> str:
    """The label of a word: “contract signed”, « contrat signé »."""
    return _said(language(), type(value).__name__, value.label)


def said(context: str, text: str) -> str:
    """A text that the register writes about itself: a heading of changes, a question."""
    return _said(language(), context, text) if text else ""


@lru_cache(maxsize=WORDS_KEPT)
def _said(_language: str, context: str, text: str) -> str:
    """In the language that is spoken, which is a part of the key."""
    return pgettext(context, text)


def capital(text: str) -> str:
    """With a capital letter at its beginning; the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(names: Iterable[str]) -> str:
    """“Turkey and Russia”, “Turkey, Russia and India”; empty for none."""
    return str(format_list(list(names), locale=locale(language())))
