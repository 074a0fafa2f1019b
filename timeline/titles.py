"""What a mark says when it is asked: a sentence on what, one on who and how sure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from deals.vocabulary.kinds import Kind
from deals.vocabulary.terms import Act, Outcome
from timeline.dates import short_words
from timeline.entries import modality_in_words
from timeline.words import capital, listed, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.record.shape import ClaimRecord
    from timeline.entries import Entry

_IF, _UNLESS = re.compile(r"\s*if\s+", re.IGNORECASE), re.compile(r"\s*unless\b", re.IGNORECASE)


def mark_title(entry: Entry) -> str:
    """“12 Sep 2017: Contract signed. Stage report, asserted. Said by Meridor and Kestovia.”"""
    return " ".join(_sentences(entry))


def label_of(entry: Entry) -> str:
    """The label's text: a threat says its condition."""
    condition = condition_of(entry.claim)
    if not condition:
        return entry.claim.label
    return _("{label}, {condition}").format(label=entry.claim.label, condition=condition)


def condition_of(claim: ClaimRecord) -> str:
    """“if the seller does not share its technology”, all in the register’s language; empty without one.

    “unless …” keeps its word.
    """
    words = claim.details.get("if_condition", "") if claim.kind is Kind.STATEMENT else ""
    if not words or _UNLESS.match(words):
        return words
    return f"if {_IF.sub('', words, count=1)}"


def _sentences(entry: Entry) -> Iterator[str]:
    claim = entry.claim
    when = short_words(entry.day) if entry.day else _("no date")
    condition = condition_of(claim)
    if condition:
        told = _("{when}: {label}, {condition}.")
        yield told.format(when=when, label=claim.label, condition=condition)
    else:
        yield _("{when}: {label}.").format(when=when, label=claim.label)
    if claim.details.get("consequence"):
        yield _("Then: {consequence}.").format(consequence=claim.details["consequence"])
    yield _kind_and_state(claim)
    if entry.said_by:
        yield _("Said by {names}.").format(names=listed(entry.said_by))
    if entry.restatements:
        number = entry.number_times_said
        yield ngettext("Said {number} time.", "Said {number} times.", number).format(number=number)
    if entry.contradicts:
        yield _("Contradicted.")


def _kind_and_state(claim: ClaimRecord) -> str:
    state = pgettext("state of a claim", "retracted") if claim.is_retracted else modality_in_words(claim)
    if claim.kind is Kind.AUTHORISATION and "outcome" in claim.details:
        outcome = word(Outcome(claim.details["outcome"]))
        words = _("Authorisation: {outcome}, {modality}.")
        return words.format(outcome=outcome, modality=state)
    if claim.kind is Kind.STATEMENT and "act" in claim.details:
        return _("Statement ({act}), {modality}.").format(act=word(Act(claim.details["act"])), modality=state)
    return _("{kind}, {modality}.").format(kind=capital(word(claim.kind)), modality=state)
