"""What the desk calls an article: by its source's title, and by its first words where it has none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models.functions import Left

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from deals.sources.models import Source
    from deals.suggestions.models import Intake

NAME_LENGTH = 70
"""Characters of a text's first words that stand for its title."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRow:
    """An intake in a list, and what it is called there."""

    intake: Intake
    name: str


def article_rows(intakes: QuerySet[Intake]) -> list[ArticleRow]:
    """In one query: of each text only the beginning is read."""
    rows = intakes.select_related("reading__snapshot__source__outlet").defer("reading__text")
    begun = rows.annotate(text_begins=Left("reading__text", 2 * NAME_LENGTH))
    return [ArticleRow(intake=intake, name=_name(intake, getattr(intake, "text_begins", "") or "")) for intake in begun]


def article_name(intake: Intake) -> str:
    return _name(intake, intake.reading.text[: 2 * NAME_LENGTH] if intake.reading else "")


def _name(intake: Intake, text: str) -> str:
    return source_name(intake.reading.snapshot.source, text) if intake.reading else str(intake)


def source_name(source: Source, text: str) -> str:
    """Its title; “The first words of …” where it has neither a title nor an address."""
    if not source.title_is_description or source.url or not text:
        return source.title
    return f"“{_first_words(text.split())}”"


def _first_words(words: Iterable[str]) -> str:
    line = " ".join(words)
    if len(line) <= NAME_LENGTH:
        return line
    return (line[:NAME_LENGTH].rsplit(" ", 1)[0]).rstrip(",:;") + "…"
