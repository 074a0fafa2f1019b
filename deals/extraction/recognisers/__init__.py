"""All recognisers: each is a module with RULE and `recognise(sentence) -> Iterator[Candidate]`, named here."""

from deals.extraction.recognisers import (
    agreement,
    approval,
    delivery,
    ending,
    interest,
    memorandum,
    order,
    payment,
    production,
    refusal,
    selection,
    signature,
    talks,
    threat,
    value,
)

RECOGNISERS = (
    threat, refusal, ending, signature, memorandum, agreement, approval, selection, talks, interest, production,
    payment, delivery, order, value,
)  # fmt: skip
