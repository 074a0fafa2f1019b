"""The lists over all deals, of what each deal has a few lines in."""

from deals.vocabulary.words import Word


class Listing(Word):
    DUE = "due"
    """What is promised for a day, and of which no claim says that it came about."""
    CONFLICT = "conflict"
    """Claims that answer one question differently."""
    ONE_SIDED = "one_sided"
    """Facts that the recipient alone, or the supplier alone, stands behind."""
    CHANGE = "change"
    """What a release says otherwise than the one before it."""
