"""The sentence above everything, with the facts that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from deals.record.restating import in_time
from timeline.dates import in_words
from timeline.entries import anchor

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from deals.record.shape import ClaimRecord, Record

_RETRACTED = gettext_lazy("A fact that this sentence rests on is retracted:")
_DEPRECATED = gettext_lazy("A fact that this sentence rests on is deprecated:")
_MOVED = gettext_lazy("A fact that this sentence rests on was moved to another deal:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A fact that the sentence rests on: “12 September 2017”, of the fact “Contract signed”."""

    when: str
    label: str
    anchor: str
    """Empty where the fact is not on this page any more."""
    became: _StrPromise | str
    """A sentence on what became of it, where it does not stand; else empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    sentence: str
    grounds: tuple[Ground, ...]
    fallen: tuple[Ground, ...]
    is_cited: bool
    """Releases of older schemas did not say what their sentence rests on."""


def lead(record: Record) -> Lead | None:
    """None where there is no sentence; the past has none, since an editor wrote it today."""
    if not record.summary or record.as_of:
        return None
    named = set(record.rests_on or ())
    claims = sorted((claim for claim in record.claims if claim.id in named), key=in_time)
    moved = (told for told in record.moved if told.claim in named - {claim.id for claim in claims})
    return Lead(
        sentence=record.summary,
        grounds=tuple(_ground(claim) for claim in claims if claim.stands),
        fallen=(
            *(_ground(claim) for claim in claims if not claim.stands),
            *(Ground(when="", label=told.label, anchor="", became=_MOVED) for told in moved),
        ),
        is_cited=record.rests_on is not None,
    )


def _ground(claim: ClaimRecord) -> Ground:
    became = "" if claim.stands else _RETRACTED if claim.is_retracted else _DEPRECATED
    when = in_words(claim.day) if claim.day else _("no date")
    return Ground(when=when, label=claim.label, anchor=anchor(claim.id), became=became)
