"""Who says it, and through which outlet: direct speech, "X said that", "according to", "he added"."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from deals.extraction.people import Speaker, introduced, named
from deals.extraction.sentences import Span
from deals.vocabulary.gazetteer import Mention

LONGEST_QUOTATION = 3_000  # characters; an opening mark without a close is no quotation
LONGEST_SUBJECT = 160  # characters before the verb in which its subject stands

SAYS = (
    r"(?:said|says|told|tells|announce[sd]|confirm(?:s|ed)|disclosed|declared|stated|notes|noted|adds|added|asserted|"
    r"maintain(?:s|ed)|warn(?:s|ed)|explained|observed|insist(?:s|ed)|claim(?:s|ed)|acknowledged|replied|revealed|argued|"
    r"stressed|emphasi[sz]ed|reiterated|den(?:ies|ied)|admitted|remarked|commented|wrote|writes|made known|"
    r"made public|reported|reports|put it|threaten(?:s|ed)|promised|pledged|vowed|expects|accepted|gave the timetable)"
)
_SAY = re.compile(rf"\b(?<!is )(?<!was )(?<!were )(?<!are )(?<!be ){SAYS}\b")
_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Ii]n the words of) (?P<who>[^,;.“”\"]{1,80})")
_AFTER = re.compile(r"^ (?P<who>(?:the )?[^,;.“”\"]{1,60})")
_AUXILIARY = re.compile(r"(?: (?:has|had|have|also|later|then|already|[a-z]{3,12}ly|is|was))+$")
_PRONOUN = re.compile(r"(?:^|[\s“\"])(?:[Hh]e|[Ss]he|it)$")
_COMPANION = re.compile(r"(?:together|along|alongside|accompanied)\b")
_BODY = re.compile(
    r"(?:\b[Tt]he (?:[A-Z][\w.’'-]{1,20} ){0,5}(?:[a-z]{4,8} ){0,2}|"
    r"\b(?:[A-Z][\w.’'-]{1,20} ){1,5}(?:[a-z]{4,8} ){0,2}|"
    r"\b[Tt]heir )(?:[Mm]inistry|[Dd]epartment|[Mm]inister|[Pp]resident|spokes(?:man|woman|person)|officials?|"
    r"ambassador|"
    r"[Aa]rmy|[Aa]ir [Ff]orce|[Nn]avy|[Aa]rmed [Ff]orces|[Gg]overnment|[Aa]gency|[Cc]ouncil|[Ee]mbassy|[Pp]arliament|"
    r"[Cc]ommittee|[Ss]ervice|[Oo]ffice)(?: of(?: [A-Z][\w’'.-]{1,20}){1,3})?$"
)
_OUTLET_NOUN = r"(?:newspaper|daily|news agency|broadcaster|website|outlet|channel|magazine|portal|weekly)"
_TITLE = r"(?P<name>[A-Z][\w’'-]{1,24}(?: [A-Z][\w’'-]{0,24}){0,2})"
_KNOWN = (
    r"(?P<name>TASS|RIA Novosti|Interfax|Sputnik|Reuters|AFP|Bloomberg|Yonhap|Xinhua|PTI|ANI|Anadolu|Kommersant|"
    r"Le Monde|"
    r"La Tribune|Al Jazeera|BBC|CNN|Hurriyet|Defense News|Kyodo|Der Spiegel|The New York Times|The Wall Street Journal)"
)
_OUTLETS = (
    re.compile(rf"\b{_OUTLET_NOUN} {_TITLE}"),
    re.compile(rf"\b(?:[Tt]he|by|local|state) {_TITLE} {_OUTLET_NOUN}\b"),
    re.compile(
        rf"\b{_KNOWN}(?: [Nn]ews [Aa]gency)?,? (?:reported|reports|said|says|writes|wrote|quoted|notes|reminds)"
    ),
    re.compile(rf"\b(?:told|reported by|interview with|quoted by|carried by|according to) {_KNOWN}\b"),
)


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose words a sentence gives, and through whom they came."""

    speaker: Speaker | None = None
    outlet: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as attribution needs it; `start` is its offset in the article, `mentions` count from it."""

    text: str
    paragraph: int
    start: int
    mentions: tuple[Mention, ...]


Spans = tuple[tuple[int, int], ...]


def quoted_spans(text: str, spans: Iterable[Span]) -> Spans:
    """Direct speech between double quotation marks inside one paragraph, as spans of `text`, in order."""
    bounds: dict[int, tuple[int, int]] = {}
    for span in spans:
        bounds[span.paragraph] = (bounds.get(span.paragraph, (span.start, 0))[0], span.end)
    return tuple(match.span() for start, end in bounds.values() for match in _QUOTATION.finditer(text, start, end))


_QUOTATION = re.compile(rf"[“\"][^“”\"]{{1,{LONGEST_QUOTATION}}}[”\"]")


def is_inside(at: int, spans: Spans) -> bool:
    """Whether one of `spans`, which are in order and do not overlap, holds the offset `at`."""
    number = bisect_left(spans, (at + 1, 0)) - 1
    return number >= 0 and at < spans[number][1]


def voices(told: list[Told], quoted: Spans) -> list[Voice]:
    """One voice a sentence. Direct speech without a speaker of its own takes the one named in its paragraph."""
    people = introduced((row.text, row.mentions) for row in told)
    found: list[Voice] = []
    last: Speaker | None = None
    for row in told:
        speaker = _speaker(row, people, last, quoted)
        found.append(Voice(speaker, _outlet(row.text)))
        last = _last_person(row, speaker, people) or last
    return _with_direct_speech(told, found, quoted)


def _with_direct_speech(told: list[Told], found: list[Voice], quoted: Spans) -> list[Voice]:
    by_paragraph: dict[int, Voice] = {}
    for row, voice in zip(told, found, strict=True):
        if voice.speaker and (row.paragraph not in by_paragraph or voice.speaker.is_person):
            by_paragraph[row.paragraph] = voice
    return [
        by_paragraph.get(row.paragraph, voice) if voice.speaker is None and is_inside(row.start, quoted) else voice
        for row, voice in zip(told, found, strict=True)
    ]


def _speaker(row: Told, people: dict[str, Speaker], last: Speaker | None, quoted: Spans) -> Speaker | None:
    """The speaker named outside the quotation marks: before the verb, after it, or after "according to"."""
    said = [match for match in _SAY.finditer(row.text) if not is_inside(row.start + match.start(), quoted)]
    for match in said:
        speaker = _before(row, match.start(), people, last) or _after(row, match.end(), people)
        if speaker:
            return speaker
    for match in _ACCORDING.finditer(row.text):
        speaker = _named_in(row, match.start("who"), match.end("who"), people)
        if speaker:
            return speaker
    return None


def _before(row: Told, end: int, people: dict[str, Speaker], last: Speaker | None) -> Speaker | None:
    start = max(0, end - LONGEST_SUBJECT)
    subject = _AUXILIARY.sub("", row.text[start:end].rstrip())
    if subject.endswith(","):
        subject = _without_apposition(subject)
    if _PRONOUN.search(subject):
        return last
    return named(subject, people) or _body(row, start, subject)


def _without_apposition(subject: str) -> str:
    """“Vladimir Kozhin, who advises Putin,” -> “Vladimir Kozhin”; “A, together with B, the President,” -> “A”."""
    parts = subject[:-1].split(", ")
    while len(parts) > 1 and _COMPANION.match(parts[-1]):
        parts.pop()
    company = next((n for n, part in enumerate(parts) if n and _COMPANION.match(part)), None)
    kept = parts[:company] if company else parts[:-1] or parts
    return ", ".join(kept)


def _after(row: Told, start: int, people: dict[str, Speaker]) -> Speaker | None:
    """“…,” said the minister.” Only right after the verb, and no object of it."""
    match = _AFTER.match(row.text[start : start + LONGEST_SUBJECT])
    if not match or not row.text[:start].endswith(("said", "says", "added", "told", "announced", "warned", "noted")):
        return None
    return _named_in(row, start + match.start("who"), start + match.end("who"), people, needs_person=True)


def _named_in(
    row: Told, start: int, end: int, people: dict[str, Speaker], *, needs_person: bool = False
) -> Speaker | None:
    words = row.text[start:end].split()
    for last in range(len(words), 0, -1):
        speaker = named(" ".join(words[:last]), people)
        if speaker:
            return speaker
    return None if needs_person else _body(row, start, row.text[start:end].rstrip())


def _body(row: Told, start: int, subject: str) -> Speaker | None:
    """A ministry, an army, or the government that a state's name, capital or metonym stands for."""
    match = _BODY.search(subject[-100:])
    end = start + len(subject)
    states = [m for m in row.mentions if m.name.kind == "state" and start <= m.start and m.end <= end]
    if match:
        inside = [m.name.name for m in states if m.start >= end - len(match.group())]
        return Speaker(match.group().strip(), next(iter(inside), ""))
    if states and states[-1].end == end and states[-1].name.form != "demonym":
        return Speaker(states[-1].name.name, states[-1].name.name)
    return None


def _last_person(row: Told, speaker: Speaker | None, people: dict[str, Speaker]) -> Speaker | None:
    """Whom "he" means next: who spoke, else the last person named as what a sentence is about."""
    if speaker and speaker.is_person:
        return speaker
    for word in row.text.split()[:40]:
        person = people.get(word.rstrip(',.;:”"').removesuffix("’s").removesuffix("'s"))
        if person:
            return person
    return None


def _outlet(text: str) -> str | None:
    """The paper, agency or channel that a sentence names as its source."""
    for pattern in _OUTLETS:
        match = pattern.search(text)
        if match:
            return match["name"].removesuffix("’s").removesuffix("'s")
    return None
