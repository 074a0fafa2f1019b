"""The steps of a deal, in phases that are ordered while the steps in one phase are not."""

from deals.vocabulary.words import Word


class Phase(Word):
    EXPLORING = "exploring"
    AGREEING = "agreeing"
    CONTRACTED = "contracted"
    EXECUTING = "executing"
    COMPLETED = "completed"
    OFF_LADDER = "off_ladder"

    @property
    def label(self) -> str:
        return "off the ladder" if self is Phase.OFF_LADDER else self.value

    @property
    def rung(self) -> int:
        """The phase's place in the order. Off the ladder is above all: any phase can be left for it."""
        return list(Phase).index(self)


class Stage(Word):
    INTEREST = "interest"
    REQUESTED = "requested"
    TENDER = "tender"
    TALKS = "talks"
    SELECTED = "selected"
    AGREED_IN_PRINCIPLE = "agreed_in_principle"
    PRELIMINARY_SIGNED = "preliminary_signed"
    CONTRACT_SIGNED = "contract_signed"
    IN_FORCE = "in_force"
    IN_PRODUCTION = "in_production"
    DELIVERING = "delivering"
    DELIVERED = "delivered"
    IN_SERVICE = "in_service"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    FAILED = "failed"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"

    @property
    def label(self) -> str:
        return "preliminary document signed" if self is Stage.PRELIMINARY_SIGNED else super().label

    @property
    def phase(self) -> Phase:
        return _PHASES[self]

    @property
    def is_signed(self) -> bool:
        """A signed step names its instrument."""
        return self in {Stage.PRELIMINARY_SIGNED, Stage.CONTRACT_SIGNED}

    @property
    def is_a_moment(self) -> bool:
        """It happens on one day, so that two days contradict each other."""
        return self.is_signed or self.is_end or self is Stage.IN_FORCE

    @property
    def is_end(self) -> bool:
        return self in {Stage.CANCELLED, Stage.FAILED, Stage.EXPIRED, Stage.SUPERSEDED}


_STEPS = {
    Phase.EXPLORING: (Stage.INTEREST, Stage.REQUESTED, Stage.TENDER, Stage.TALKS),
    Phase.AGREEING: (Stage.SELECTED, Stage.AGREED_IN_PRINCIPLE, Stage.PRELIMINARY_SIGNED),
    Phase.CONTRACTED: (Stage.CONTRACT_SIGNED, Stage.IN_FORCE),
    Phase.EXECUTING: (Stage.IN_PRODUCTION, Stage.DELIVERING),
    Phase.COMPLETED: (Stage.DELIVERED, Stage.IN_SERVICE),
    Phase.OFF_LADDER: (Stage.SUSPENDED, Stage.CANCELLED, Stage.FAILED, Stage.EXPIRED, Stage.SUPERSEDED),
}
_PHASES = {stage: phase for phase, steps in _STEPS.items() for stage in steps}


class Instrument(Word):
    """What was signed. Financing signed is not the deal signed."""

    MOU = "mou"
    INTERGOVERNMENTAL_AGREEMENT = "intergovernmental_agreement"
    FRAMEWORK = "framework"
    SUPPLY_CONTRACT = "supply_contract"
    LETTER_OF_OFFER_AND_ACCEPTANCE = "letter_of_offer_and_acceptance"
    CALL_OFF = "call_off"
    OPTION = "option"
    AMENDMENT = "amendment"
    FINANCING = "financing"
    OFFSET = "offset"
    LICENCE = "licence"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        if self is Instrument.MOU:
            return "memorandum of understanding or letter of intent"
        return "instrument not told" if self is Instrument.UNKNOWN else super().label

    @property
    def moves_main_track(self) -> bool:
        """A loan, an offset or a licence is signed beside the deal; it does not sign the deal."""
        return self not in {Instrument.FINANCING, Instrument.OFFSET, Instrument.LICENCE}


class Suspended(Word):
    TALKS = "talks"
    PAYMENTS = "payments"
    DELIVERIES = "deliveries"
    ALL = "all"
