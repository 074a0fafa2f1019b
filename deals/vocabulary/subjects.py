"""What has a public page of its own, on which the deals that name it are listed."""

from hashlib import sha256

from deals.vocabulary.facets import Facet
from deals.vocabulary.words import Word

OUTLET_ID_LENGTH = 10
"""Of ten thousand outlets two share an address with a chance of one in twenty thousand."""
GROUPED_BY = (Facet.RECIPIENT, Facet.SUPPLIER, Facet.REGION, Facet.CATEGORY, Facet.PHASE, Facet.SIZE)
"""The facets whose values are groups of the overview; a group’s deals are tallied under its token."""
ALL_DEALS = "all"
"""Under it all deals are tallied."""


class Subject(Word):
    """`Subject.PARTY` with a party's id is kept as “party:7f3k…”."""

    PARTY = "party"
    SYSTEM = "system"
    SOURCE = "source"
    OUTLET = "outlet"

    def token(self, value: str) -> str:
        return f"{self.value}:{value}"


def outlet_id(name: str) -> str:
    """An outlet has one name and no id of its own in releases: its address is made from the name."""
    return sha256(name.casefold().encode()).hexdigest()[:OUTLET_ID_LENGTH]


class By(Word):
    """By what the deals of a subject are counted: `By.WITH` with a party's id is kept as “with:7f3k…”.

    A group's are counted by year and phase: “year:2017:contracted”.
    """

    PHASE = "phase"
    WITH = "with"
    SYSTEM = "system"
    YEAR = "year"

    def token(self, value: str) -> str:
        return f"{self.value}:{value}"
