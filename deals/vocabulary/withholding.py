"""The words of withholding, and the sign that stands where something was withheld."""

from deals.vocabulary.words import Word

BLOCK = "█"
"""One for each character, so that every passage still stands at its offsets."""

LEAST_CHARACTERS = 4
RUN_WORDS = 8
"""Of a longer text every run of as many words is withheld too: a quotation that was cut short still says it."""


class Ground(Word):
    """The class of reason. It is public; the reference beside it is for staff."""

    COURT_ORDER = "court_order"
    COPYRIGHT = "copyright"
    DATA_PROTECTION = "data_protection"
    DANGER = "danger"

    @property
    def label(self) -> str:
        return "danger to a person" if self is Ground.DANGER else super().label


class Withheld(Word):
    """What is withheld. Of a reading, its snapshot's bytes too; of a quote or name, each file that holds it."""

    SNAPSHOT = "snapshot"
    READING = "reading"
    QUOTE = "quote"
    NAME = "name"


class WithholdingState(Word):
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
