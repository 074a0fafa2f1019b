"""A deal is suspended or cancelled."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.topic import DEAL_NOUN

RULE = "ending"
_WHAT = rf"(?:{DEAL_NOUN}|negotiations?|talks|bargaining|deliver(?:y|ies)|project|programme|program)"
_WORD = r"[\w$€£.,’'/&-]{1,24}"
_CANCELS = r"(?:cancel(?:s|l?ed|l?ing)?|scrap(?:s|ped|ping)?|terminat(?:e|es|ed|ing)|abandon(?:s|ed|ing)?|axe[sd]?|annul(?:s|led)?)"
_SUSPENDS = (
    r"(?:suspend(?:s|ed|ing)?|fr(?:eeze|eezes|oze|ozen)|halt(?:s|ed|ing)?|paus(?:e|es|ed)|postpone[sd]?|stalled)"
)
_CANCELLED = re.compile(
    rf"\b{_CANCELS} (?:{_WORD} ){{0,6}}?{_WHAT}\b|\b{_WHAT}\b(?: {_WORD}){{0,8}}? (?:cancelled|canceled|scrapped|terminated|abandoned|axed|annulled)\b|"
    rf"\b[Cc]all(?:s|ed|ing)? (?:the |its |their )(?:{_WORD} ){{0,4}}?{_WHAT} off\b|\b[Cc]all(?:s|ed|ing)? off (?:{_WORD} ){{0,4}}?{_WHAT}\b|"
    rf"\b(?:pull(?:s|ed|ing)? out of|withdr(?:ew|aws?|awn) from|cancellation of) (?:{_WORD} ){{0,5}}?{_WHAT}\b"
)
_SUSPENDED = re.compile(
    rf"\b{_SUSPENDS} (?:{_WORD} ){{0,6}}?{_WHAT}\b|"
    rf"\b{_WHAT}\b(?: {_WORD}){{0,14}}? (?:suspended|frozen|on hold|halted|paused|stalled|(?:got|is|was|been) stuck|deadlocked|in limbo|"
    r"(?:hung|hanging|hangs) in the (?:air|balance)|to a halt|to a standstill)\b"
)
_CONDITIONAL = re.compile(r"\b(?:if|unless|should .{1,40} not)\b", re.IGNORECASE)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """Under a condition it is a threat, which has a rule of its own."""
    if _CONDITIONAL.search(sentence.text):
        return
    for stage, pattern in (("cancelled", _CANCELLED), ("suspended", _SUSPENDED)):
        match = pattern.search(sentence.text)
        if match:
            yield draft(sentence, match.span(), kind="stage", stage=stage, rule=RULE, **_surely(stage, sentence))
            return


def _surely(stage: str, sentence: Sentence) -> dict[str, str]:
    """ "Calling the deal off would cost" is a possibility, no plan."""
    would_cost = re.search(r"\bwould (?:cost|mean|leave|force|require)\b", sentence.text)
    return {"modality": "possible"} if stage == "cancelled" and would_cost else {}
