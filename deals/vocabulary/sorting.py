"""By what lists of deals are sorted, in each of which practice deals come last; and by what groups of deals are."""

from deals.vocabulary.stages import Phase
from deals.vocabulary.words import Word

LETTERS_SORTED = 60
"""So many letters of a title tell where it stands; of titles that begin alike, their deals' ids do."""


class Sorting(Word):
    """`VALUE` is by the largest contracted sum, within one currency: nothing is converted."""

    NEWEST = "newest"
    OLDEST = "oldest"
    FURTHEST = "furthest"
    EARLIEST = "earliest"
    TITLE = "title"
    VALUE = "value"


class GroupSorting(Word):
    """`NAME` is the order of the alphabet, of the phases, or of currencies and amounts.

    By value groups are not sorted: sums of a group would add up figures that hold each other.
    """

    NUMBER = "number"
    NAME = "name"


PHASES_IN = {
    Sorting.FURTHEST: (*reversed([phase for phase in Phase if phase is not Phase.OFF_LADDER]), Phase.OFF_LADDER),
    Sorting.EARLIEST: tuple(Phase),
}
"""Which phase comes first. Deals without one come last."""
