"""The nine kinds of claim as classes, so that code reads in the field's nouns. All are rows of one table."""

from deals.models.claim import Claim
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.stages import Instrument, Stage


class Participation(Claim):
    class Meta:
        proxy = True


class StageReport(Claim):
    class Meta:
        proxy = True

    @property
    def moves_its_track(self) -> bool:
        """Only what is said to have happened moves a stage; a loan that is signed does not sign the deal."""
        if self.modality != Modality.ASSERTED or self.is_negated:
            return False
        signed_beside = self.instrument and not Instrument(self.instrument).moves_main_track
        return not (Stage(self.stage).is_signed and signed_beside and self.track.is_main)


class Payment(Claim):
    class Meta:
        proxy = True


class Delivery(Claim):
    class Meta:
        proxy = True


class Order(Claim):
    class Meta:
        proxy = True


class Valuation(Claim):
    class Meta:
        proxy = True


class Authorisation(Claim):
    class Meta:
        proxy = True


class Statement(Claim):
    class Meta:
        proxy = True


class Event(Claim):
    class Meta:
        proxy = True


CLASSES: dict[Kind, type[Claim]] = {
    Kind.PARTICIPATION: Participation,
    Kind.STAGE: StageReport,
    Kind.PAYMENT: Payment,
    Kind.DELIVERY: Delivery,
    Kind.ORDER: Order,
    Kind.VALUATION: Valuation,
    Kind.AUTHORISATION: Authorisation,
    Kind.STATEMENT: Statement,
    Kind.EVENT: Event,
}
