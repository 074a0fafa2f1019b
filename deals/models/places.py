"""What lists are sorted by: text that the database puts together from a row, and compares by code points.

A row's place in a list is unique, as it ends with the deal's permanent id, and tells the next page where to begin.
"""

from django.db import models
from django.db.models import Func

from deals.vocabulary.sorting import LETTERS_SORTED, PHASES_IN, Sorting

PRACTICE = "is_fictional::int::text"
DAYS_SINCE = "lpad(coalesce(last_on - DATE '0001-01-01', 9999999)::text, 7, '0')"
DAYS_LEFT = "lpad(coalesce(DATE '9999-12-31' - last_on, 9999999)::text, 7, '0')"
SUM_LEFT = "lpad((99999999999999999999 - coalesce(number, 0) * 100)::numeric(20, 0)::text, 20, '0')"
_SIGNS = r"[\u0300-\u036f“”„«»‘’]"
"""Accents, once they are taken off their letters, and quotation marks."""


def as_sorted(column: str) -> str:
    """The first letters of a name, without case and accents."""
    return f"left(lower(regexp_replace(normalize({column}, NFKD), '{_SIGNS}', '', 'g')), {LETTERS_SORTED})"


def by_phase(sorting: Sorting) -> str:
    """One digit."""
    cases = " ".join(f"WHEN '{phase}' THEN '{place}'" for place, phase in enumerate(PHASES_IN[sorting]))
    return f"CASE phase {cases} ELSE '{len(PHASES_IN[sorting])}' END"


def generated(*parts: str) -> models.GeneratedField:
    """The parts, SQL of what never depends on the time or the reader, one after another."""
    text = models.TextField(db_collation="C")
    expression = Func(template=f"({' || '.join(parts)})", output_field=text)
    return models.GeneratedField(expression=expression, output_field=text, db_persist=True)
