"""A deal is suspended or cancelled."""

from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.patterns import any_of, gap, later
from deals.extraction.topic import DEAL_NOUN

RULE = "ending"
_WHAT = rf"(?:{DEAL_NOUN}|negotiations?|talks|bargaining|deliver(?:y|ies)|project|programme|program)"
_CANCELS = r"(?:cancel(?:s|l?ed|l?ing)?|scrap(?:s|ped|ping)?|terminat(?:e|es|ed|ing)|abandon(?:s|ed|ing)?|axe[sd]?)"
_SUSPENDS = r"(?:suspend(?:s|ed|ing)?|fr(?:eeze|eezes|oze)|halt(?:s|ed|ing)?|paus(?:e|es|ed)|postpone[sd]?)"
_CANCELLED = any_of(
    rf"{_CANCELS} {gap(6)}{_WHAT}",
    rf"{_WHAT}{later(8)} (?:cancelled|canceled|scrapped|terminated|abandoned|axed|annulled)",
    rf"call(?:s|ed|ing)? (?:the |its |their ){gap(4)}{_WHAT} off",
    rf"call(?:s|ed|ing)? off {gap(4)}{_WHAT}",
    rf"(?:pull(?:s|ed|ing)? out of|withdr(?:ew|aws?|awn) from|cancellation of) {gap(5)}{_WHAT}",
)
_SUSPENDED = any_of(
    rf"{_SUSPENDS} {gap(6)}{_WHAT}",
    rf"{_WHAT}{later(14)} (?:suspended|frozen|on hold|halted|paused|stalled|deadlocked|in limbo|to a (?:halt|"
    rf"standstill))",
    rf"{_WHAT}{later(14)} (?:got|is|was|been) stuck",
    rf"{_WHAT}{later(6)} (?:hung|hanging|hangs) in the (?:air|balance)",
)
_CONDITIONAL = any_of("if", "unless", "should .{1,40} not")
_WOULD_COST = any_of("would (?:cost|mean|leave|force|require)")


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence. Under a condition it is a threat, which has a rule of its own."""
    if _CONDITIONAL.search(sentence.text):
        return
    for stage, pattern in (("cancelled", _CANCELLED), ("suspended", _SUSPENDED)):
        match = pattern.search(sentence.text)
        if match:
            yield draft(sentence, match.span(), kind="stage", stage=stage, rule=RULE, **_sure(stage, sentence.text))
            return


def _sure(stage: str, text: str) -> dict[str, str]:
    """“Calling the deal off would cost …” weighs a possibility, and plans nothing."""
    return {"modality": "possible"} if stage == "cancelled" and _WOULD_COST.search(text) else {}
