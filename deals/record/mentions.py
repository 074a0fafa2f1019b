"""What a deal names that has a page of its own: parties by role, weapon systems; and the claims that say so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deals.record.reading import as_document
from deals.record.standing import standing
from deals.vocabulary.parties import Role
from deals.vocabulary.subjects import By, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from deals.record.shape import ClaimRecord, Record

IN_NO_ROLE = ""
PROOFS_MOST = 3
"""Of the claims that name a subject in no role, the first few lead to it well enough."""
_FACES = {Role.RECIPIENT: Role.SUPPLIER, Role.SUPPLIER: Role.RECIPIENT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """“Turkey, the recipient”: without a role, that the deal names it at all."""

    subject: str
    role: str
    name: str
    told: Mapping[str, Any]
    proofs: Mapping[str, tuple[str, ...]]
    """Ids of claims by role."""
    counted: tuple[str, ...]
    """The tokens by which the deals of this subject in this role are counted."""


def mentions(record: Record) -> tuple[Mention, ...]:
    """By claims that stand; none of a deal that is followed no longer."""
    return () if record.ending else (*_of_parties(record), *_of_systems(record))


def _of_parties(record: Record) -> Iterator[Mention]:
    phase, systems = _phase(record), [By.SYSTEM.token(system) for system in record.systems]
    for party, proofs in _proofs_of_parties(record).items():
        described = record.parties[party]
        for role in (IN_NO_ROLE, *(role for role in Role if role in proofs)):
            in_deal = (*_with(record, _FACES[Role(role)]), *systems) if role in _FACES else ()
            yield Mention(
                subject=Subject.PARTY.token(party),
                role=role,
                name=described.name,
                told=as_document(described),
                proofs=proofs,
                counted=(phase, *in_deal),
            )


def _of_systems(record: Record) -> Iterator[Mention]:
    """A system that the deal is about, whether a claim counts it or not; its roles are those of the two sides."""
    phase = _phase(record)
    for system in record.systems.values():
        named = [claim.id for claim in record.claims if claim.stands and system.id in claim.details.values()]
        for role in (IN_NO_ROLE, *(role for role in _FACES if record.parties_as(role))):
            yield Mention(
                subject=Subject.SYSTEM.token(system.id),
                role=role,
                name=system.designation,
                told=as_document(system),
                proofs={IN_NO_ROLE: tuple(named[:PROOFS_MOST])},
                counted=(phase, *(_with(record, Role(role)) if role else ())),
            )


def _phase(record: Record) -> str:
    main = standing(record, record.tracks[0].id)
    return By.PHASE.token(main.stage.phase if main else "")


def _with(record: Record, role: Role) -> tuple[str, ...]:
    return tuple(By.WITH.token(party.id) for party in record.parties_as(role))


def _proofs_of_parties(record: Record) -> dict[str, dict[str, tuple[str, ...]]]:
    """By party and role the ids of the claims that say so; in no role those that name it, or that it says itself."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    participations = {claim.id for claim in record.participations()}
    for claim in record.claims:
        if claim.id in participations:
            found[claim.details["participant"]][claim.details["role"]].append(claim.id)
        elif claim.stands:
            for party in _named_by(claim, record):
                found[party][IN_NO_ROLE].append(claim.id)
    return {
        party: {role: tuple(ids if role else ids[:PROOFS_MOST]) for role, ids in by_role.items()}
        for party, by_role in found.items()
    }


def _named_by(claim: ClaimRecord, record: Record) -> dict[str, None]:
    named = [value for value in claim.details.values() if value in record.parties]
    return dict.fromkeys([*named, *(citation.origin.party for citation in claim.citations if citation.origin.party)])
