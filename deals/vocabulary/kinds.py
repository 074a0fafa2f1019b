"""What a claim can be about, how sure its source is, and what became of it in review."""

from deals.vocabulary.words import Word


class Kind(Word):
    PARTICIPATION = "participation"
    STAGE = "stage"
    PAYMENT = "payment"
    DELIVERY = "delivery"
    ORDER = "order"
    VALUATION = "valuation"
    AUTHORISATION = "authorisation"
    STATEMENT = "statement"
    EVENT = "event"

    @property
    def label(self) -> str:
        return "stage report" if self is Kind.STAGE else self.value


class Modality(Word):
    """Whether the source says that it is so, will be, may be, or is not."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    POSSIBLE = "possible"
    DENIED = "denied"


class ClaimState(Word):
    DRAFT = "draft"
    APPROVED = "approved"
    RETRACTED = "retracted"


class Rank(Word):
    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Weight(Word):
    """How much room a claim gets on the timeline."""

    KEY = "key"
    NORMAL = "normal"
    MINOR = "minor"


class Entry(Word):
    """How a claim came into the register. What a program proposed needs a person's decision."""

    TYPED = "typed"
    SUGGESTED = "suggested"
    IMPORTED = "imported"
