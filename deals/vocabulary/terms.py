"""The words of payments, deliveries, orders, valuations, authorisations, statements and events."""

from deals.vocabulary.words import Word


class Mark(Word):
    """How exact a number is."""

    EXACTLY = "exactly"
    ABOUT = "about"
    AT_LEAST = "at_least"
    UP_TO = "up_to"


class NoAmount(Word):
    """Why a payment has no amount. Neither is zero, and they are not the same."""

    NOT_REPORTED = "not_reported"
    WITHHELD = "withheld"

    @property
    def label(self) -> str:
        return "amount withheld by the parties" if self is NoAmount.WITHHELD else "amount not reported"


class Measure(Word):
    """Something that happened, or a total reached by a day. Levels are never summed."""

    FLOW = "flow"
    LEVEL = "level"


class Purpose(Word):
    ADVANCE = "advance"
    INSTALMENT = "instalment"
    FINAL = "final"
    COST_SHARE = "cost_share"
    REPAYMENT = "repayment"
    PENALTY = "penalty"
    REFUND = "refund"


class Means(Word):
    BUDGET = "budget"
    LOAN = "loan"
    GRANT = "grant"
    BARTER = "barter"
    THIRD_PARTY = "third_party"


class PaymentState(Word):
    BUDGETED = "budgeted"
    DUE = "due"
    PAID = "paid"
    RECEIVED = "received"
    WITHHELD = "withheld"
    IN_ARREARS = "in_arrears"


class Commitment(Word):
    FIRM = "firm"
    OPTION = "option"
    CEILING = "ceiling"


class Condition(Word):
    NEW = "new"
    SECOND_HAND = "second_hand"
    SECOND_HAND_MODERNISED = "second_hand_modernised"

    @property
    def label(self) -> str:
        return {"new": "new", "second_hand": "second-hand"}.get(self.value, "second-hand but modernised")


class Production(Word):
    """Where the goods are made, where the source says so."""

    BY_SUPPLIER = "by_supplier"
    LOCAL_COMPONENTS = "local_components"
    LOCAL_ASSEMBLY = "local_assembly"
    LICENSED = "licensed"
    JOINT = "joint"

    @property
    def label(self) -> str:
        return _MADE[self.value]


_MADE = {
    "by_supplier": "made by the supplier",
    "local_components": "with components made locally",
    "local_assembly": "assembled locally",
    "licensed": "made locally under licence",
    "joint": "made jointly",
}


class Basis(Word):
    """What an amount is the value of."""

    BUDGET = "budget"
    CONTRACT = "contract"
    ESTIMATE = "estimate"
    NOTIFICATION_CEILING = "notification_ceiling"
    UNIT_PRICE = "unit_price"
    PENALTY = "penalty"
    LOAN = "loan"


class Tax(Word):
    """Whether an amount includes the taxes of the buyer's state."""

    INCLUDED = "included"
    EXCLUDED = "excluded"


class Subject(Word):
    """What an authorisation is for."""

    NEED = "need"
    BUDGET = "budget"
    OFFER = "offer"
    CONTRACT = "contract"
    EXPORT = "export"
    RE_EXPORT = "re_export"
    END_USE = "end_use"
    FINANCING = "financing"

    @property
    def label(self) -> str:
        return "re-export" if self is Subject.RE_EXPORT else super().label


class Outcome(Word):
    REQUESTED = "requested"
    NOTIFIED = "notified"
    GRANTED = "granted"
    CONDITIONAL = "conditional"
    REFUSED = "refused"
    REVOKED = "revoked"
    LAPSED = "lapsed"


class Act(Word):
    """What a statement does. `assess` is an analyst's opinion."""

    CONFIRM = "confirm"
    THREATEN = "threaten"
    DEMAND = "demand"
    OFFER = "offer"
    PROMISE = "promise"
    REQUEST = "request"
    REFUSE = "refuse"
    WARN = "warn"
    ASSESS = "assess"
    NO_COMMENT = "no_comment"


class EventType(Word):
    SANCTION = "sanction"
    EMBARGO = "embargo"
    EXCLUSION = "exclusion"
    SUIT_OR_AWARD = "suit_or_award"
    INQUIRY = "inquiry"
    TEST = "test"
    DEPLOYMENT = "deployment"
    VISIT = "visit"
