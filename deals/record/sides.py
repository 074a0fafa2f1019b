"""Who stands behind a claim, derived from its speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from deals.vocabulary.parties import Role, Side

if TYPE_CHECKING:
    from deals.record.shape import ClaimRecord, Record


def speaking_parties(claim: ClaimRecord) -> tuple[str, ...]:
    """The ids of the parties that say so themselves, each once, in the order of the citations."""
    return tuple(dict.fromkeys(c.origin.party for c in claim.supporting if c.origin.party))


def sides(record: Record, claim: ClaimRecord) -> Side:
    """Recipient, supplier or both, where they say so; else third party; else nobody is named."""
    found = {_side(record.roles_of(party)) for party in speaking_parties(claim)}
    if {Side.RECIPIENT, Side.SUPPLIER} <= found:
        return Side.BOTH
    for side in (Side.RECIPIENT, Side.SUPPLIER, Side.THIRD_PARTY):
        if side in found:
            return side
    return Side.UNATTRIBUTED


def number_of_origins(claim: ClaimRecord) -> int:
    """Independent origins that support it; three papers relaying one interview are one."""
    return len({citation.origin.id for citation in claim.supporting})


def _side(roles: frozenset[Role]) -> Side:
    for side in (Side.RECIPIENT, Side.SUPPLIER):
        if any(role.side is side for role in roles):
            return side
    return Side.THIRD_PARTY
