"""What the sources held had said by a day. Not what we had published by then: that is a release."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from deals.vocabulary.kinds import Rank

if TYPE_CHECKING:
    from datetime import date

    from deals.record.shape import CitationRecord, ClaimRecord, Record


def told_on(record: Record, citation: CitationRecord) -> date | None:
    """When the citation's source was published: at the last day that it can mean, else our first capture."""
    source = record.sources[citation.source]
    return (source.published.last if source.published else None) or source.first_captured_on


def known_since(record: Record, claim: ClaimRecord) -> date | None:
    """The publication date of the earliest source that supports the claim; None where no source has a date."""
    days = [day for citation in claim.supporting if (day := told_on(record, citation))]
    return min(days, default=None)


def as_of(record: Record, day: date) -> Record:
    """The record with the claims and citations whose sources had been published by that day.

    Later ranks, retractions and steps back are not applied, so none are: they are our own later knowledge, as are the
    summary, what is not known, and the day of the last check. On whose side a party stands is no such knowledge: a
    minister who spoke before any source named his country the recipient was no third party. What became of a plan is
    later knowledge too: the claim that tells it stands there by itself once its source does.
    """
    claims = tuple(_as_then(record, claim, day) for claim in record.claims if _was_known(record, claim, day))
    cited = {citation.source for claim in claims for citation in claim.citations}
    sources = {key: source for key, source in record.sources.items() if key in cited}
    return replace(
        record,
        claims=claims,
        sources=sources,
        roles={party: record.roles_of(party) for party in record.parties},
        summary="",
        rests_on=(),
        not_known=(),
        last_checked_on=None,
        moved=(),
        ending=None,
        as_of=day,
    )


def _was_known(record: Record, claim: ClaimRecord, day: date) -> bool:
    since = known_since(record, claim)
    return since is not None and since <= day


def _as_then(record: Record, claim: ClaimRecord, day: date) -> ClaimRecord:
    citations = tuple(c for c in claim.citations if (told := told_on(record, c)) and told <= day)
    details = {column: value for column, value in claim.details.items() if column != "step_back_reason"}
    return replace(
        claim,
        citations=citations,
        details=details,
        rank=Rank.NORMAL,
        rank_reason="",
        retraction_reason="",
        sequels=(),
    )


def days_told(record: Record) -> tuple[tuple[date, int], ...]:
    """The days on which something became known, in order, each with the number of claims known since then."""
    days = Counter(day for claim in record.claims if (day := known_since(record, claim)))
    return tuple(sorted(days.items()))
