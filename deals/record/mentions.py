"""What a deal names that has a page of its own: parties by role, weapon systems, what it cites; and the claims."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from deals.record.reading import as_document
from deals.record.standing import standing
from deals.vocabulary.parties import Role
from deals.vocabulary.subjects import By, Subject, outlet_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

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
    """Ids of claims by role; of what is cited, by what the citation does to them."""
    counted: tuple[str, ...]
    """The tokens by which the deals of this subject in this role are counted."""


def mentions(record: Record) -> tuple[Mention, ...]:
    """By claims that stand; none of a deal that is followed no longer."""
    if record.ending:
        return ()
    return (*_of_parties(record), *_of_systems(record), *_of_sources(record), *_of_outlets(record))


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


def _of_sources(record: Record) -> Iterator[Mention]:
    for source, proofs in _resting(record, lambda source: source).items():
        told = record.sources[source]
        yield _cited(Subject.SOURCE.token(source), told.title, as_document(told), proofs)


def _of_outlets(record: Record) -> Iterator[Mention]:
    for outlet, proofs in _resting(record, lambda source: record.sources[source].outlet).items():
        yield _cited(Subject.OUTLET.token(outlet_id(outlet)), outlet, {"name": outlet}, proofs)


def _cited(subject: str, name: str, told: Mapping[str, Any], proofs: Mapping[str, tuple[str, ...]]) -> Mention:
    return Mention(subject=subject, role=IN_NO_ROLE, name=name, told=told, proofs=proofs, counted=())


def _resting(record: Record, cited: Callable[[str], str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By what is cited, and by what it does to them, the ids of the claims that stand; each once."""
    found: dict[str, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for claim in record.claims:
        for citation in claim.citations if claim.stands else ():
            found[cited(citation.source)][citation.bearing.value][claim.id] = None
    return {
        name: {bearing: tuple(claims) for bearing, claims in by_bearing.items()}
        for name, by_bearing in found.items()
        if name
    }


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
