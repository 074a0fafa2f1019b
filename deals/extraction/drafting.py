"""From words found in a sentence to a candidate: its passage, modality, date, track, who did it and who says so."""

import re
from datetime import date
from typing import Any

from deals.extraction.article import Sentence
from deals.extraction.candidate import Candidate
from deals.extraction.dates import When
from deals.extraction.modality import modality
from deals.extraction.passages import passage
from deals.extraction.speech import SAYS
from deals.extraction.tracks import track

DATE_REACH = {"order": 16, "value": 16}  # characters outside the passage in which a date still belongs to it
FAR = 90  # the same for other kinds
SAID_REACH = 60  # characters before a date in which a verb of saying makes it the day of the words
_SAID = re.compile(rf"\b{SAYS}(?: (?!that )[\w’'-]{{1,20}}){{0,5}} $")
DATED_BY_REPORT = frozenset({"stage", "statement"})  # "talks continue" holds at least in the month it was published


def draft(sentence: Sentence, span: tuple[int, int], *, kind: str, rule: str, **told: Any) -> Candidate:
    """Return the candidate whose own words are `sentence.text[slice(*span)]`; `told` are fields known already."""
    bounds = told.pop("bounds", None) or passage(sentence.text, *span)
    words = sentence.text[slice(*bounds)]
    own = (max(0, span[0] - bounds[0]), max(0, span[1] - bounds[0]))
    told.setdefault("modality", modality(words, own, is_stage=kind == "stage"))
    if kind == "stage":
        told.setdefault("track", track(words))
    told |= _when(sentence, span, bounds, kind, told)
    told.setdefault("actor", _actor(sentence, span, kind))
    return Candidate(
        kind=kind,
        rule=rule,
        quote=words,
        start=sentence.start + bounds[0],
        end=sentence.start + bounds[1],
        speaker=sentence.speaker.name if sentence.speaker else None,
        speaker_party=(sentence.speaker.party or None) if sentence.speaker else None,
        outlet=sentence.outlet,
        **told,
    )


def _when(
    sentence: Sentence, span: tuple[int, int], bounds: tuple[int, int], kind: str, told: dict[str, Any]
) -> dict[str, str | None]:
    if "date" in told:
        return {}
    found = sentence.dates(ahead=told["modality"] in {"planned", "possible"})
    if kind != "statement":
        found = tuple(when for when in found if not _SAID.search(sentence.text[: when.start][-SAID_REACH:]))
    reach = DATE_REACH.get(kind, FAR)
    near = [when for when in found if bounds[0] - reach <= when.end and when.start < bounds[1] + reach]
    inside = [when for when in near if bounds[0] <= when.start < bounds[1]]
    if inside or near:
        return _dated(min(inside or near, key=lambda when: _distance(when, span)), sentence.anchor)
    if kind in DATED_BY_REPORT and sentence.anchor and told["modality"] != "planned":
        return {"date": f"{sentence.anchor:%Y-%m}", "anchored_on": sentence.anchor.isoformat()}
    return {}


def _dated(when: When, anchor: date | None) -> dict[str, str | None]:
    is_anchored = when.is_relative and when.edtf is not None and anchor is not None
    return {
        "date": when.edtf,
        "phrase": when.phrase,
        "anchored_on": anchor.isoformat() if is_anchored and anchor else None,
    }


def _distance(when: When, span: tuple[int, int]) -> int:
    return max(span[0] - when.end, when.start - span[1], 0)


def _actor(sentence: Sentence, span: tuple[int, int], kind: str) -> str | None:
    """Whose position it is, for stages and statements; else the state that the sentence begins with."""
    if kind in DATED_BY_REPORT and sentence.speaker:
        return sentence.speaker.name
    before = [mention.name.name for mention in sentence.parties if mention.start <= span[0]]
    return next(iter(before), None)
