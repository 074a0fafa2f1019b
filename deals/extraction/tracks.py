"""Matters negotiated inside a deal with stages of their own: "agreed in principle on joint production"."""

import re

_TRACKS = (
    ("joint production", re.compile(
        r"\b(?:joint(?:ly)? (?:production|produc(?:e|ed|ing)|manufactur(?:e|ed|ing))|co-?production|co-?produc(?:e|ing)|"
        r"licen[cs]ed production|local(?:ly)? (?:production|produced?|assembl(?:y|ed)))\b", re.IGNORECASE)),
    ("technology transfer", re.compile(r"\b(?:technology transfer|transfer of technolog(?:y|ies)|know-how)\b", re.IGNORECASE)),
    ("offsets", re.compile(r"\boffsets?\b(?! by)|\bindustrial (?:participation|cooperation) package\b", re.IGNORECASE)),
    ("financing", re.compile(
        r"\b(?:loan|credit|financing) (?:agreement|deal|contract|terms)\b|\b(?:agreement|deal) on (?:a )?(?:loan|financing)\b",
        re.IGNORECASE)),
    ("arrears", re.compile(r"\b(?:arrears|unpaid share|overdue payments?|fallen behind with)\b", re.IGNORECASE)),
)  # fmt: skip


def track(words: str) -> str | None:
    """The first track that the passage names; None is the deal itself."""
    return next((name for name, pattern in _TRACKS if pattern.search(words)), None)
