"""Names in a text: those of the gazetteer, and weapon systems told by shape ("S26T Yuan-class submarine")."""

import re
from bisect import bisect_left

from deals.vocabulary.gazetteer import Mention, Name, mentions

_NOUNS = (
    r"(?:submarine|frigate|corvette|destroyer|patrol (?:boat|vessel|ship)|carrier|ship|boat|vessel|tank|fighter|jet|"
    r"aircraft|helicopter|drone|howitzer|missile|launcher|radar|vehicle|tanker|trainer|torpedo)"
)
_CLASS = re.compile(rf"(?:\b[A-Z]{{1,2}}\d{{1,3}}[A-Z]{{0,2}} )?\b[A-Z][A-Za-z]{{2,20}}-class(?: {_NOUNS}(?=s?\b)|\b)")
_SHAPE = re.compile(
    r"(?<![\w/-])(?:[A-Z]{1,4}[a-z]?-\d{1,3}[A-Z]{0,3}(?:/[A-Z])?|[A-Z]{1,3}\d{1,3}[A-Z]{0,3}|Type \d{2,3}[A-Z]{0,2})"
    rf"(?=s?\b(?: [\w-]{{1,20}}){{0,3}} {_NOUNS})"
)
_NAMED_SHAPE = re.compile(rf"\b[A-Z][a-z]{{2,14}}-\d{{1,3}}[A-Z]?(?=s?\b(?: [\w-]{{1,20}}){{0,2}} {_NOUNS})")
_GOVERNED = (
    re.compile(
        r"\b(?P<name>[A-Z][a-z]{3,20})(?:['’]s (?:navy|army|air force|armed forces|government|parliament|"
        r"defen[cs]e ministry|trade (?:office|ministry))\b| (?:has |have )?(?:signed|signs) (?:a|"
        r"the) (?:contract|deal)\b)"
    ),
    re.compile(r"\b(?:contract|deal|agreement) with (?P<name>[A-Z][a-z]{3,20})(?= (?:for|to|on)\b)"),
)
_PEOPLE = re.compile(
    r"\b[Tt]he (?P<people>[A-Z][a-z]{3,20}(?:an|ese)) (?:parliament|government|navy|army|air force|state|"
    r"(?:trade|defen[cs]e|foreign) "
    r"(?:ministry|minister))\b"
)
_KIND = re.compile(
    rf"\b(?:{_NOUNS}|systems?|(?:air|missile) defen[cs]e|interceptor|artillery|gun|air force|army|navy|batter(?:y|ies)|"
    r"rockets?|Block \d|Mk\.? ?\d|8[x×]8)"
)
BESIDE = 50  # characters
_TAIL = re.compile(r"(?: Block \d{1,3}[A-Z+]?| Mk\.? ?[IVX\d]{1,4}| MLU| [468][x×][468])(?!\w)")
MOST_UNLISTED = 20  # names of states that are not in the gazetteer, in one text
_NOT_STATES = frozenset(
    {"This", "That", "They", "There", "Their", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
)
_NEVER = frozenset({"COVID-19", "G7", "G8", "G20", "UN", "EU"})


def names(text: str) -> tuple[Mention, ...]:
    """All names in `text`, in order and none over another; a known designation takes its mark ("Block 70") along."""
    known = [_with_tail(text, mention) for mention in _without_plain_words(text, mentions(text))]
    shaped = [
        Mention(match.start(), match.end(), match.group(), Name("system", match.group(), "shape"))
        for pattern in (_CLASS, _SHAPE, _NAMED_SHAPE)
        for match in pattern.finditer(text)
        if match.group() not in _NEVER
    ]
    return _without_overlaps(known, [*shaped, *_unlisted_parties(text)])


def _unlisted_parties(text: str) -> list[Mention]:
    """Names that the text itself treats as states ("Meridor’s navy", "has signed a contract with Kestovia for")."""
    told = {match["name"] for pattern in _GOVERNED for match in pattern.finditer(text)} - _NOT_STATES
    told |= _homes({match["people"] for match in _PEOPLE.finditer(text)}, text)
    if not told:
        return []
    listed = "|".join(sorted(map(re.escape, told))[:MOST_UNLISTED])
    pattern = re.compile(rf"\b(?P<name>{listed})(?P<people>i?an|n|ese)?\b")
    return [
        Mention(match.start(), match.end(), match.group(), _unlisted(match["name"], is_people=bool(match["people"])))
        for match in pattern.finditer(text)
    ]


def _homes(peoples: set[str], text: str) -> set[str]:
    """The names in `text` that the peoples are called after: "Meridorian" after "Meridor"."""
    names = {
        people.removesuffix(end) for people in peoples for end in ("ian", "n", "an", "ese") if people.endswith(end)
    }
    return {name for name in names if re.search(rf"\b{re.escape(name)}\b", text)}


def _unlisted(name: str, *, is_people: bool) -> Name:
    return Name("state", name, "demonym" if is_people else "name", home=name)


def _without_plain_words(text: str, found: tuple[Mention, ...]) -> list[Mention]:
    """Without systems called by a plain word, unless the text once has a weapon's kind beside the name."""
    weapons = {
        mention.name.name
        for mention in found
        if mention.name.is_plain_word and _KIND.search(text, max(0, mention.start - BESIDE), mention.end + BESIDE)
    }
    return [mention for mention in found if not mention.name.is_plain_word or mention.name.name in weapons]


def _with_tail(text: str, mention: Mention) -> Mention:
    tail = _TAIL.match(text, mention.end) if mention.name.kind == "system" else None
    if not tail:
        return mention
    surface = text[mention.start : tail.end()]
    base = mention.name
    return Mention(
        mention.start, tail.end(), surface, Name(base.kind, base.name + tail.group(), "mark", home=base.home)
    )


def _without_overlaps(known: list[Mention], shaped: list[Mention]) -> tuple[Mention, ...]:
    """Known names win, but for a class ("Yuan-class") or a longer shape that holds them."""
    kept: list[Mention] = []
    for mention in sorted([*known, *shaped], key=lambda m: (m.start, -(m.end - m.start))):
        last = bisect_left(kept, mention.start, key=lambda m: m.end - 1)
        if last == len(kept):
            kept.append(mention)
    return tuple(kept)
