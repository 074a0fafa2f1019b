"""By what deals are told apart in lists: each facet's values are counted, chosen and combined."""

from decimal import Decimal

from deals.vocabulary.words import Word


class Facet(Word):
    """`Facet.RECIPIENT` with the value of a party's id is kept as the token "recipient:7f3k…"."""

    RECIPIENT = "recipient"
    SUPPLIER = "supplier"
    PARTY = "party"
    REGION = "region"
    CATEGORY = "category"
    SYSTEM = "system"
    PHASE = "phase"
    TRACK = "track"
    MODALITY = "modality"
    CONFLICT = "conflict"
    YEAR = "year"
    UNDER_WAY = "under_way"
    CURRENCY = "currency"
    SIZE = "size"
    CONFIRMED = "confirmed"
    CHECKED = "checked"
    TRANSFER = "transfer"
    ROUTE = "route"

    @property
    def label(self) -> str:
        return _LABELS.get(self, self.value)

    def token(self, value: str) -> str:
        return f"{self.value}:{value}"


_LABELS = {
    Facet.PARTY: "party in any role",
    Facet.REGION: "recipient’s region",
    Facet.SYSTEM: "weapon system",
    Facet.TRACK: "also negotiated",
    Facet.MODALITY: "holds what is",
    Facet.CONFLICT: "sources disagree on",
    Facet.YEAR: "year",
    Facet.UNDER_WAY: "in some phase in",
    Facet.SIZE: "highest amount",
    Facet.CONFIRMED: "stage confirmed by",
    Facet.CHECKED: "last checked in",
}
SIZES = {
    "up_to_10m": Decimal(10) ** 7,
    "up_to_100m": Decimal(10) ** 8,
    "up_to_1bn": Decimal(10) ** 9,
    "up_to_10bn": Decimal(10) ** 10,
}
"""Sizes of amounts, each up to and with its limit. In the deal's own currency: nothing is converted."""
LARGEST = "over_10bn"


def size_of(amount: Decimal) -> str:
    return next((name for name, limit in SIZES.items() if amount <= limit), LARGEST)


def facet_of(token: str) -> Facet:
    """Raises ValueError for what is no token."""
    return Facet(token.partition(":")[0])
