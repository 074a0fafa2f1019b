"""What a program read in a text: plain data, which waits for a person's decision."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """“Ankara may cancel its deal if Russia does not agree”: a statement that threatens, with the words that say it.

    `quote` is `text[start:end]` of the text read, letter for letter; offsets count code points. `date` is EDTF,
    worked out from `phrase` and, where that is relative, from the day `anchored_on`; None where nothing tells.
    """

    kind: str  # stage, payment, delivery, order, value, statement
    quote: str
    start: int
    end: int
    rule: str  # which recogniser read it
    modality: str = "asserted"  # asserted, planned, possible, denied
    stage: str | None = None
    act: str | None = None
    instrument: str | None = None
    track: str | None = None  # a matter with stages of its own; None is the deal itself
    date: str | None = None
    phrase: str | None = None
    anchored_on: str | None = None
    amount: Decimal | None = None  # in full units
    currency: str | None = None  # ISO 4217
    mark: str | None = None  # exactly, about, at_least, up_to
    nature: str | None = None  # of a payment: advance, instalment, loan, final, arrears
    quantity: int | None = None
    unit: str | None = None
    item: str | None = None
    actor: str | None = None
    speaker: str | None = None
    speaker_party: str | None = None
    outlet: str | None = None  # through which it was first said
    condition: str | None = None
    consequence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealNames:
    """Which deal the text is about; `quote` is the sentence that names it best, None if none does."""

    suppliers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    quote: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that was read in one text; candidates in the order of their passages."""

    deal: DealNames
    candidates: tuple[Candidate, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Lists, strings, numbers and null only. Whole amounts are written as whole numbers."""
        deal = {key: list(getattr(self.deal, key)) for key in ("suppliers", "recipients", "systems")}
        return {"deal": deal, "candidates": [_plain(candidate) for candidate in self.candidates]}


def _plain(candidate: Candidate) -> dict[str, Any]:
    row = asdict(candidate)
    amount = candidate.amount
    if amount is not None:
        row["amount"] = int(amount) if amount == amount.to_integral_value() else float(amount)
    return row
