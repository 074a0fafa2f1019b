"""Persons in public function whom a text introduces ("the Turkish Foreign Minister Mevlut Cavusoglu")."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from deals.vocabulary.gazetteer import Mention

_RANKS = (
    r"(?:(?:Prime|Foreign|Defen[cs]e|Deputy|Finance|Interior|Trade|Industry|Economy|First|Chief|Vice|Air|Naval|Army|Navy|"
    r"General|Armaments|National|Armed|Security|Forces|State|Government|Presidential|Air Force|Press|Crown|"
    r"Major) ){0,3}"
)
_ROLE = _RANKS + (
    r"(?:[Mm]inister|[Pp]resident|[Ss]ecretary|Chancellor|[Aa]mbassador|[Ss]pokes(?:man|woman|person)|[Dd]irector|"
    r"Chief of Staff|[Cc]hief|[Cc]ommander|General|Admiral|Marshal|Colonel|Premier|King|Prince|Senator|Legislator|"
    r"Chair(?:man|woman)|CEO|envoy|advise[rs]|advisor|head|heads|lawmaker)"
)
_NAME = r"[A-Z][\w’'.-]{1,24}(?: (?:bin|al|de|van|von|der|ul|el|[A-Z][\w’'.-]{0,24})){0,5}"
_TITLED = re.compile(rf"\b{_ROLE},? (?P<name>{_NAME})")
_APPOSED = re.compile(
    rf"(?<![\w’'.-])(?P<name>[A-Z][\w’'.-]{{1,24}}(?: [\w’'.-]{{1,24}}){{1,4}}), "
    rf"(?:(?:who|which) )?(?:[\w’'.-]{{1,20}} ){{0,6}}{_ROLE}\b"
)
_MOST_WORDS = 5
_SMALL_WORDS = frozenset({"bin", "al", "de", "van", "von", "der", "ul", "el"})
_NEVER = re.compile(r"^(?:The|A|An|In|On|Of|And|Minister|President|General|Staff|Ministry|Council|State|Office)$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person, body or government that speaks; `party` is the state (or alliance) spoken for, "" if not told."""

    name: str
    party: str = ""
    is_person: bool = False


def introduced(told: Iterable[tuple[str, tuple[Mention, ...]]]) -> dict[str, Speaker]:
    """Persons by full name and by surname, from sentences with their names. A text's own introduction comes first."""
    people: dict[str, Speaker] = {}
    for text, mentions in told:
        for speaker in (*_titled(text, mentions), *_known(mentions)):
            _remember(people, speaker)
    return people


def named(text: str, people: dict[str, Speaker]) -> Speaker | None:
    """Whose name `text` ends with, if it is one that was introduced."""
    words = [word.removesuffix("’s").removesuffix("'s") for word in text.split()[-_MOST_WORDS:]]
    for first in range(len(words)):
        speaker = people.get(" ".join(words[first:]))
        if speaker:
            return speaker
    return None


def _remember(people: dict[str, Speaker], speaker: Speaker) -> None:
    surname = speaker.name.split()[-1]
    known = people.get(speaker.name) or people.get(surname)
    if known is None or (not known.party and speaker.party) or len(known.name.split()) < len(speaker.name.split()):
        party = speaker.party or (known.party if known else "")
        speaker = Speaker(speaker.name, party, is_person=True)
        people[speaker.name] = people[surname] = speaker
        if _is_east_asian(speaker.name):
            people[speaker.name.split()[0]] = speaker


def _is_east_asian(name: str) -> bool:
    """“Lee Ching-jan”, “Kang Eun-ho”: the surname comes first."""
    words = name.split()
    return len(words) == 2 and bool(re.fullmatch(r"[A-Z][a-z]+-[a-z]+", words[1]))  # noqa: PLR2004 - surname and given name


def _titled(text: str, mentions: tuple[Mention, ...]) -> Iterable[Speaker]:
    for pattern in (_TITLED, _APPOSED):
        for match in pattern.finditer(text):
            name = _clean(match["name"])
            if name and not any(m.start <= match.start("name") < m.end and m.name.kind != "person" for m in mentions):
                yield Speaker(name, _party(match, mentions), is_person=True)


def _clean(name: str) -> str:
    """The name without what is no part of it: a possessive, a full stop, a sentence's first word."""
    words = [word.removesuffix("’s").removesuffix("'s").rstrip(".,") for word in name.split()]
    while words and (words[-1] in _SMALL_WORDS or _NEVER.match(words[-1])):
        words.pop()
    while words and _NEVER.match(words[0]):
        words.pop(0)
    is_name = bool(words) and all(word[:1].isupper() or word in _SMALL_WORDS for word in words)
    return " ".join(words) if is_name else ""


def _party(match: re.Match[str], mentions: tuple[Mention, ...]) -> str:
    """The state named in the introduction or right before it ("India's Defense Minister, …")."""
    start = match.start() - 14
    near = [m for m in mentions if m.name.kind == "state" and start <= m.end <= match.end() + 1]
    near = [m for m in near if m.name.form in {"demonym", "name", "alias"}]
    return near[0].name.name if near else ""


def _known(mentions: tuple[Mention, ...]) -> Iterable[Speaker]:
    for mention in mentions:
        if mention.name.kind == "person":
            yield Speaker(mention.name.name, mention.name.home, is_person=True)
