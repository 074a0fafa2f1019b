"""Money paid or to be paid: "made the first payment", "the down payment had already been made", "800 billion won is outstanding"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.money import Money
from deals.extraction.passages import passage

RULE = "payment"
REACH = 60  # characters between a verb of paying and its amount
_WORD = r"[\w$€£.,’'/%&-]{1,24}"
_RATE = r"(?:down ?payments?|advance payments?|prepayments?|instal?lments?|tranches?|payments?|advance)"
_PAID = re.compile(
    rf"\b(?:made|makes?|making|complete[sd]?|transfer(?:s|red)|receiv(?:e|es|ed)|sent) (?:{_WORD} ){{0,4}}?{_RATE}\b|"
    rf"\b{_RATE}\b(?: {_WORD}){{0,8}}? (?:made|paid|received|transferred|released|due)\b|"
    r"\bin possession of the (?:advance|down ?payment)\b|\b(?:paying|pays?|paid|stop(?:ped)?) (?:the |an? )?(?:advances?|down ?payments?|instal?lments?)\b|"
    rf"\b(?:freed|released?|disbursed?|allocated?|earmarked) (?:{_WORD} ){{0,8}}?{_RATE}\b|"
    r"\bsettle the (?:remainder|balance|rest|bill)\b|\bceased? (?:to pay|paying)\b|\bin arrears\b"
)
_WITH_MONEY = re.compile(
    r"\b(?:paid(?: out)?|pay(?:s|ing)?|transferred|disbursed|has had|have had|had received|set aside|outstanding|overdue|owe[sd]?)\b"
)
_LOAN = re.compile(
    r"\b(?:a|the|an) (?:[\w-]{1,12} ){0,2}?(?:loan|credit)(?: line)?\b(?= (?:extended|running|provided|granted|from|of|worth|agreement|will|would|to (?:finance|cover|pay|fund)|for|covering|with))"
)
_NOT_PAID = re.compile(
    r"\b(?:pay (?:attention|tribute|a visit|the price)|paid (?:a visit|tribute|attention)|pays off|in advance|advance(?:d|s)? (?:of|on|toward))\b"
)
_DEBT = re.compile(r"\b(?:external|foreign|national|public) debt\b|\bowes? .{0,40}\babroad\b|\bGDP\b")
_NATURES = (
    ("advance", re.compile(r"\b(?:down ?payments?|advances?|advance payments?|prepayments?|first payment|initial payment)\b", re.IGNORECASE)),
    ("arrears", re.compile(r"\b(?:outstanding|arrears|overdue|owe[sd]?|ceased? (?:to pay|paying))\b", re.IGNORECASE)),
    ("final", re.compile(r"\b(?:final|last) (?:payment|instal?lment|tranche)\b|\bsettle the (?:remainder|balance|rest)\b", re.IGNORECASE)),
    ("loan", re.compile(r"\b(?:loan|credit)\b", re.IGNORECASE)),
    ("instalment", re.compile(r"\b(?:instal?lments?|tranches?|so far paid|had paid|has paid|paid out)\b", re.IGNORECASE)),
)  # fmt: skip


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one an amount, or one a sentence without amounts."""
    text = sentence.text
    if _NOT_PAID.search(text) or _DEBT.search(text):
        return
    spans = [match.span() for match in _PAID.finditer(text)] + [match.span() for match in _LOAN.finditer(text)]
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
    told = {"amount": money.amount, "currency": money.currency, "mark": money.mark} if money else {}
    return draft(sentence, span, kind="payment", nature=_nature(words), bounds=bounds, rule=RULE, **told)


def _nature(words: str) -> str | None:
    return next((nature for nature, pattern in _NATURES if pattern.search(words)), None)


def _nearest(sentence: Sentence, span: tuple[int, int], *, within: int) -> Money | None:
    """The amount next to the verb; the source's own conversions are passed over."""
    near = [(max(m.start - span[1], span[0] - m.end), m.start, m) for m in sentence.amounts if not m.is_conversion]
    distance, _, money = min(near, default=(within + 1, 0, None))
    return money if distance <= within else None
