"""Matters negotiated inside a deal with stages of their own: "agreed in principle on joint production"."""

from deals.extraction.patterns import any_of

_TRACKS = (
    (
        "joint production",
        any_of(
            "joint(?:ly)? (?:production|produc(?:e|ed|ing)|manufactur(?:e|ed|ing))|co-?produc(?:tion|e|ing)",
            "licen[cs]ed production|local(?:ly)? (?:production|produced?|assembl(?:y|ed))",
        ),
    ),
    ("technology transfer", any_of("technology transfer|transfer of technolog(?:y|ies)|know-how")),
    ("offsets", any_of("offsets?(?! by)|industrial (?:participation|cooperation) package")),
    (
        "financing",
        any_of(
            "(?:loan|credit|financing) (?:agreement|deal|contract|terms)",
            "(?:agreement|deal) on (?:an? )?(?:loan|financing)",
        ),
    ),
    ("arrears", any_of("arrears|unpaid share|overdue payments?|fallen behind with")),
)


def track(words: str) -> str | None:
    """The first track that the passage names; None is the deal itself."""
    return next((name for name, pattern in _TRACKS if pattern.search(words)), None)
