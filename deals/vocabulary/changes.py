"""What can become of a deal, or of a part of its record, between two releases."""

from deals.vocabulary.words import Word


class Sort(Word):
    NEW = "new"
    CORRECTED = "corrected"
    RETRACTED = "retracted"
    RESTORED = "restored"
    """A claim that was retracted, and holds again."""
    MOVED = "moved"
    """A claim that stands in another deal since."""
    MERGED = "merged"
    """A deal that goes on in another one."""
    WITHDRAWN = "withdrawn"
    FOLLOWED_AGAIN = "followed_again"
    GONE = "gone"
    """No longer named: a party, say, that no claim names any more."""
