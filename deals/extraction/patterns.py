"""Pieces that patterns are built of. Every gap is bounded, so that no text makes a search slow."""

import re

WORD = r"[\w$€£.,’'/%&-]{1,24}"


def gap(most: int) -> str:
    """At most so many words and the blanks after them, as few as will do."""
    return rf"(?:{WORD} ){{0,{most}}}?"


def later(most: int) -> str:
    """At most so many words, each after a blank, as few as will do."""
    return rf"(?: {WORD}){{0,{most}}}?"


def either(*alternatives: str) -> str:
    """One group of `alternatives`, to be used inside a pattern."""
    return f"(?:{'|'.join(alternatives)})"


def any_of(*alternatives: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    """Any of the alternatives as whole words; capitals make no difference unless `flags` says so."""
    return re.compile(rf"\b{either(*alternatives)}(?!\w)", flags)
