"""A threat with its condition: "Ankara may cancel the deal if Russia does not agree"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.passages import passage, trimmed
from deals.extraction.patterns import any_of, either

RULE = "threat"
_OTHERS = r"\b.{0,40}\b(?:another|other|different|elsewhere|alternative)"
_HARM = either(
    "cancel|scrap|terminate|call off|withdraw|pull out|walk away|abandon|suspend|halt|stop|withhold|freeze|block",
    "sanctions?|retaliate|respond|strike|attack|use (?:its|his|their|armed|military)|military operation|expel|exclude",
    f"(?:sign|conclude|find|look for|seek|turn to|choose|give){_OTHERS}",
    r"take\b.{0,60}\baway",
    "(?:look|buy) elsewhere",
    "not (?:pay|buy|deliver|supply|sell|sign)",
)
_MODAL = r"(?:may|might|could|will|would|shall|won['’]t|(?:is|are|stands?|stood) ready|reserves? the right)"
_CONSEQUENCE = any_of(
    rf"{_MODAL}\b.{{0,60}}?\b{_HARM}", r"['’]ll .{0,40}?" + _HARM, r"no (?:more )?(?:money|payments?) will"
)
_PART = r"[^:;“”\"]"
_CONDITIONS = (
    re.compile(
        rf"^[“\"]?(?P<condition>(?:If|Unless|Should) [^,:;“”\"]{{4,200}}), (?P<consequence>{_PART}{{8,400}})", re.DOTALL
    ),
    re.compile(
        rf"(?P<consequence>{_PART}{{8,300}}?),? (?P<condition>(?:if|unless|should) {_PART}{{4,300}})", re.DOTALL
    ),
    re.compile(
        rf"(?P<condition>\b(?:pressuring|pressing|urging|demanding|must|has to|have to|"
        rf"needs to)\b{_PART}{{8,200}}?),? or "
        r"(?:else )?(?P<consequence>(?:it|they|he|she|we)\b[^,:;“”\"]{8,200})",
        re.DOTALL,
    ),
)
_OUTRIGHT = any_of("threat(?:en|ens|ened|ening) (?:to|with|that)")
_WE = re.compile(r"(?:we|it|they|he|she)\b", re.IGNORECASE)


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence. The consequence must harm, and somebody must be able to bring it about."""
    for pattern in _CONDITIONS:
        match = pattern.search(sentence.text)
        if match and _CONSEQUENCE.search(match["consequence"]) and _has_subject(sentence, match):
            yield _conditional(sentence, match)
            return
    match = _OUTRIGHT.search(sentence.text)
    if match and (sentence.parties or sentence.speaker):
        yield draft(sentence, match.span(), kind="statement", act="threaten", modality="asserted", rule=RULE)


def _conditional(sentence: Sentence, match: re.Match[str]) -> Candidate:
    return draft(
        sentence,
        match.span(),
        kind="statement",
        act="threaten",
        modality="possible",
        rule=RULE,
        bounds=passage(sentence.text, *match.span()),
        actor=_actor(sentence, match),
        condition=_words(sentence.text, match, "condition"),
        consequence=_words(sentence.text, match, "consequence"),
    )


def _words(text: str, match: re.Match[str], name: str) -> str:
    """One side of the threat as it stands, without who said so."""
    start, end = passage(text, *match.span(name))
    return text[slice(*trimmed(text, max(start, match.start(name)), min(end, match.end(name))))]


def _has_subject(sentence: Sentence, match: re.Match[str]) -> bool:
    """A state, a person who speaks, or "we": nobody threatens by "the gap will become serious"."""
    start, end = match.span("consequence")
    if sentence.speaker or any(start <= mention.start < end for mention in sentence.parties):
        return True
    return bool(_WE.match(match["consequence"]) and sentence.parties)


def _actor(sentence: Sentence, match: re.Match[str]) -> str | None:
    """Who speaks, else the state that would act, else the one named first."""
    if sentence.speaker:
        return sentence.speaker.name
    start, end = match.span("consequence")
    inside = [mention.name.name for mention in sentence.parties if start <= mention.start < end]
    return next(iter([*inside, *(mention.name.name for mention in sentence.parties)]), None)
