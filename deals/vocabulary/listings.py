"""The lists over all deals, of what each deal has a few lines in."""

from deals.vocabulary.words import Word


class Listing(Word):
    DUE = "due"
    """What is promised for a day, and of which no claim says that it came about."""
    CONFLICT = "conflict"
    """Claims that answer one question differently."""
    RECIPIENT_ALONE = "recipient_alone"
    """Facts that the recipient's side stands behind and the supplier's does not."""
    SUPPLIER_ALONE = "supplier_alone"
    CHANGE = "change"
    """What a release says otherwise than the one before it."""
