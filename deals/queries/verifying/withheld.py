"""Which rows were withheld: blank by a decision of two people, and no damage.

The one place where withholding meets verification. A check says by `blanking_explains` that it would take a blank for
damage; what it finds of these rows is then left out.
"""

from deals.models import WithheldRow

WithheldRows = frozenset[tuple[str, str]]
"""Table and number of each row; of a file whose bytes were withheld "file" and its name."""


def withheld_rows() -> WithheldRows:
    """Each row in which a withholding put █ in the place of letters, and each snapshot whose bytes it took."""
    return frozenset(WithheldRow.objects.values_list("place", "row"))
