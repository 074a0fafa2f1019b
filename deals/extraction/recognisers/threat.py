"""A threat with its condition: "Ankara may cancel the deal if Russia does not agree", "unless …, no more money will be paid"."""

import re
from collections.abc import Iterator

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.drafting import draft
from deals.extraction.passages import passage, trimmed

RULE = "threat"
_HARM = (
    r"(?:cancel|scrap|terminate|call off|withdraw|pull out|walk away|abandon|suspend|halt|stop|withhold|freeze|block|"
    r"sanctions?|retaliate|respond|strike|attack|use (?:its|his|their|armed|military)|military operation|expel|exclude|"
    r"(?:sign|conclude)\b.{0,40}\b(?:another|other|different|elsewhere)|(?:find|look for|seek|turn to|choose)\b.{0,30}\b"
    r"(?:another|other|different|elsewhere|alternative)|look elsewhere|buy elsewhere|no (?:more )?(?:money|payments?)|not (?:pay|buy|"
    r"deliver|supply|sell|sign)|face)"
)
_MODAL = r"(?:may|might|could|will|would|shall|['’]ll|won['’]t|is ready to|are ready to|stands? ready|stood ready|reserves? the right)"
_CONSEQUENCE = re.compile(
    rf"\b{_MODAL}\b.{{0,60}}?\b{_HARM}\b|\bno (?:more )?(?:money|payments?) will\b", re.IGNORECASE
)
_CONDITIONS = (
    re.compile(r"^[“\"]?(?P<condition>(?:If|Unless|Should) [^,;“”\"]{4,200}), (?P<consequence>[^;“”\"]{8,400})", re.DOTALL),
    re.compile(r"(?P<consequence>[^;“”\"]{8,300}?),? (?P<condition>(?:if|unless|should) [^;“”\"]{4,300})", re.DOTALL),
    re.compile(r"(?P<condition>\b(?:is|are|was|has been) (?:pressuring|pressing|urging|demanding)\b[^;“”\"]{8,200}?) or "
               r"(?P<consequence>(?:it|they|he|she|else)\b[^,;“”\"]{8,200})", re.DOTALL),
    re.compile(r"(?P<condition>\b(?:must|has to|have to|needs to)\b[^;“”\"]{8,200}?),? or (?:else )?"
               r"(?P<consequence>(?:it|they|he|she|we)\b[^,;“”\"]{8,200})", re.DOTALL),
)  # fmt: skip
_OUTRIGHT = re.compile(r"\bthreat(?:en|ens|ened|ening) (?:to|with|that)\b")
_FRAME = re.compile(r"^(?:[^,]{0,60}\bsaid that )")


def recognise(sentence: Sentence) -> Iterator[Candidate]:
    """At most one a sentence. The consequence must harm and somebody must be able to bring it about."""
    found = _conditional(sentence)
    if found:
        yield found
        return
    match = _OUTRIGHT.search(sentence.text)
    if match and (sentence.parties or sentence.speaker):
        yield draft(sentence, match.span(), kind="statement", act="threaten", modality="asserted", rule=RULE)


def _conditional(sentence: Sentence) -> Candidate | None:
    for pattern in _CONDITIONS:
        match = pattern.search(sentence.text)
        if match and _CONSEQUENCE.search(match["consequence"]) and _has_subject(sentence, match):
            condition = _words(sentence.text, match, "condition")
            consequence = _words(sentence.text, match, "consequence")
            return draft(
                sentence, match.span(), kind="statement", act="threaten", modality="possible", rule=RULE,
                bounds=_bounds(sentence.text, match), actor=_actor(sentence, match), condition=condition,
                consequence=consequence,
            )  # fmt: skip
    return None


def _bounds(text: str, match: re.Match[str]) -> tuple[int, int]:
    start, end = passage(text, *match.span())
    frame = _FRAME.match(text[start:end])
    return trimmed(text, start + (frame.end() if frame else 0), end)


def _words(text: str, match: re.Match[str], name: str) -> str:
    """One side of the threat, without the word that joins it and without who said so."""
    start, end = passage(text, *match.span(name))
    start, end = max(start, match.start(name)), min(end, match.end(name))
    return text[slice(*trimmed(text, start, end))]


def _has_subject(sentence: Sentence, match: re.Match[str]) -> bool:
    """A state, a person who speaks, or a quoted "we": nobody threatens by "the gap will become serious"."""
    consequence = match["consequence"]
    start, end = match.span("consequence")
    acts = any(start <= m.start < end for m in sentence.parties) or sentence.speaker is not None
    return acts or bool(re.match(r"(?:we|it|they|he|she)\b", consequence, re.IGNORECASE) and sentence.parties)


def _actor(sentence: Sentence, match: re.Match[str]) -> str | None:
    if sentence.speaker:
        return sentence.speaker.name
    start, end = match.span("consequence")
    inside = [m.name.name for m in sentence.parties if start <= m.start < end]
    return (inside or [m.name.name for m in sentence.parties] or [None])[0]
