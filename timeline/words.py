"""The register's own words, English and plain, in the reader's language: translated where they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from babel.lists import format_list
from django.utils.translation import pgettext

from timeline.languages import language, locale

if TYPE_CHECKING:
    from collections.abc import Iterable

    from deals.vocabulary.words import Word

CHANGES, QUESTIONS, INVERSE, REGIONS = "Change", "Question", "Relation, inverse", "Region"
"""Contexts in the catalogue of what is no word of a vocabulary; those of words are the vocabularies' names."""


def word(value: Word) -> str:
    """The label of a word: “contract signed”, « contrat signé »."""
    return pgettext(type(value).__name__, value.label)


def said(context: str, text: str) -> str:
    """A text that the register writes about itself: a heading of changes, a question."""
    return pgettext(context, text) if text else ""


def capital(text: str) -> str:
    """With a capital letter at its beginning; the rest as it is."""
    return text[:1].upper() + text[1:]


def listed(names: Iterable[str]) -> str:
    """“Turkey and Russia”, “Turkey, Russia and India”; empty for none."""
    return str(format_list(list(names), locale=locale(language())))
