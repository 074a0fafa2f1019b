"""Money paid or to be paid: "made the first payment", "the advance was received", "800 billion won is outstanding"."""

from collections.abc import Iterator
from typing import Any

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.money import Money
from deals.extraction.passages import passage
from deals.extraction.patterns import any_of, gap, later

RULE = "payment"
REACH = 60  # characters between a verb of paying and its amount
_RATE = r"(?:down ?payments?|advance payments?|prepayments?|instal?lments?|tranches?|payments?|advance)"
_PAID = any_of(
    rf"(?:made|makes?|making|complete[sd]?|transfer(?:s|red)|receiv(?:e|es|ed)|sent) {gap(4)}{_RATE}",
    rf"{_RATE}{later(8)} (?:made|paid|received|transferred|released|due)",
    r"in possession of the (?:advance|down ?payment)",
    r"(?:paying|pays?|paid) (?:the |an? )?(?:advances?|down ?payments?|instal?lments?)",
    rf"(?:freed|released?|disbursed?|allocated?|earmarked) {gap(8)}{_RATE}",
    "settle the (?:remainder|balance|rest|bill)",
    r"ceased? (?:to pay|paying)",
    "in arrears",
    r"(?:had|has|have) paid(?: out)? \d{1,3}(?: ?%| per ?cent) of the price",
)
_WITH_MONEY = any_of(
    r"paid(?: out)?|pay(?:s|ing)?|transferred|disbursed|(?:has|have) had|had received|set aside|outstanding|"
    r"overdue|owe[sd]?"
)
_LOAN = any_of(
    r"(?:a|the|an) (?:[\w-]{1,12} ){0,2}?(?:loan|credit)(?: line)?(?= (?:extended|running|provided|granted|from|"
    r"of|worth|"
    r"agreement|will|would|to (?:finance|cover|pay|fund)|for|covering|with))"
)
_NOT_PAID = any_of(
    r"pay(?:s|ing)? (?:attention|tribute|a visit)|paid (?:a visit|tribute|attention)|pays off|in advance",
    r"(?:external|foreign|national|public) debt|owes? .{0,40}abroad|GDP",
)
_NATURES = (
    ("advance", any_of("down ?payments?|advances?|advance payments?|prepayments?|(?:first|initial) payment")),
    ("arrears", any_of(r"outstanding|arrears|overdue|owe[sd]?|ceased? (?:to pay|paying)")),
    ("final", any_of("(?:final|last) (?:payment|instal?lment|tranche)|settle the (?:remainder|balance|rest)")),
    ("loan", any_of("loan|credit")),
    ("instalment", any_of("instal?lments?|tranches?|so far paid|ha[ds] paid|paid out")),
)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one an amount, or one a sentence without amounts."""
    text = sentence.text
    if _NOT_PAID.search(text):
        return
    spans = [match.span() for pattern in (_PAID, _LOAN) for match in pattern.finditer(text)]
    spans += [m.span() for m in _WITH_MONEY.finditer(text) if _nearest(sentence, m.span(), within=REACH)]
    used: set[int] = set()
    for span in sorted(spans):
        money = _nearest(sentence, span, within=REACH)
        key = money.start if money else -1
        if key not in used and not (money is None and used):
            used.add(key)
            yield _payment(sentence, span, money)


def _payment(sentence: Sentence, span: tuple[int, int], money: Money | None) -> Candidate:
    whole = (min(span[0], money.start), max(span[1], money.end)) if money else span
    bounds = passage(sentence.text, *whole)
    words = sentence.text[slice(*bounds)]
    told: dict[str, Any] = {}
    if money:
        told |= {"amount": money.amount, "currency": money.currency, "mark": money.mark}
    nature = _nature(words)
    if nature == "arrears":
        told["modality"] = "asserted"  # that it was not paid is what is said
    return draft(sentence, span, kind="payment", nature=nature, bounds=bounds, rule=RULE, **told)


def _nature(words: str) -> str | None:
    return next((nature for nature, pattern in _NATURES if pattern.search(words)), None)


def _nearest(sentence: Sentence, span: tuple[int, int], *, within: int) -> Money | None:
    """The amount next to the verb; the source's own conversions are passed over."""
    near = [(max(m.start - span[1], span[0] - m.end), m.start, m) for m in sentence.amounts if not m.is_conversion]
    distance, _, money = min(near, default=(within + 1, 0, None))
    return money if distance <= within else None
