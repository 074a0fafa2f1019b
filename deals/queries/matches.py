"""Why a search found a deal: the claim or the name in which its words stand."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connections

from deals.models.published import SEARCH_CONFIG
from deals.queries.published import PUBLIC

BEGIN, END = "\x02", "\x03"
"""Around a word that was found. No text of the register holds them."""
_EXCERPT = f"StartSel={BEGIN}, StopSel={END}, MaxWords=24, MinWords=12, MaxFragments=1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    claim: str
    """The id of the claim whose words these are; empty for a name."""
    parts: tuple[tuple[str, bool], ...]
    """The words around what was found; True for what was."""


def matches(deals: list[int], words: str) -> dict[str, Match]:
    """By the deal's public id: of its claims the one that holds most of the words, else its title and names."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(MATCHES, {"deals": deals, "words": words, "config": SEARCH_CONFIG, "excerpt": _EXCERPT})
        return {deal: Match(claim=claim or "", parts=_parts(text)) for deal, claim, text in cursor.fetchall()}


def _parts(text: str) -> tuple[tuple[str, bool], ...]:
    before, *marked = text.split(BEGIN)
    found = [(before, False)]
    for piece in marked:
        word, _, after = piece.partition(END)
        found += [(word, True), (after, False)]
    return tuple((words, is_found) for words, is_found in found if words)


# Any of the words counts for a claim: a deal is found where all of them stand in it, though not in one claim.
MATCHES = """
    WITH asked AS (
        SELECT websearch_to_tsquery(%(config)s::regconfig, %(words)s) AS whole,
            replace(websearch_to_tsquery(%(config)s::regconfig, %(words)s)::text, ' & ', ' | ')::tsquery AS any_word
    ), best AS (
        SELECT DISTINCT ON (deal_id) deal_id, claim_public_id, said FROM deals_publishedentry, asked
        WHERE deal_id = ANY(%(deals)s) AND NOT is_retracted AND search @@ any_word
        ORDER BY deal_id, search @@ whole DESC, ts_rank(search, any_word) DESC, claim_public_id
    )
    SELECT deal_public_id, claim_public_id,
        ts_headline(%(config)s::regconfig, coalesce(best.said, title || E'\\n' || names), any_word, %(excerpt)s)
    FROM deals_publisheddeal deal CROSS JOIN asked LEFT JOIN best ON best.deal_id = deal.id
    WHERE deal.id = ANY(%(deals)s)
"""
