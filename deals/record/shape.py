"""The shape of a release, as frozen dataclasses. Older schemas are read through `upgrades`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from deals.vocabulary.kinds import Kind, Modality, Rank, Weight
from deals.vocabulary.parties import Category, PartyKind, Role, Route, Transfer
from deals.vocabulary.proof import Bearing, CitationBasis, CitationKind, InformationGrade, SourceGrade, SourceKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from deals.vocabulary.dates import PartialDate
    from deals.vocabulary.relations import Became, Ending, Relation

SCHEMA = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRecord:
    id: str
    kind: PartyKind
    name: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRecord:
    id: str
    designation: str
    description: str
    category: Category


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    id: str
    name: str
    is_main: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    id: str
    kind: SourceKind
    title: str
    title_is_description: bool
    author: str
    outlet: str
    url: str
    language: str
    published: PartialDate | None
    first_captured_on: date | None
    """The day of our first snapshot; None where we hold none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRecord:
    id: str
    """The same in all citations of one utterance: independent origins are counted by it."""
    speaker: str
    office: str
    party: str
    """The party's id that the speaker speaks for, or empty."""
    first_said: str
    said: PartialDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CitationRecord:
    source: str
    origin: OriginRecord
    relays: tuple[str, ...]
    basis: CitationBasis
    kind: CitationKind
    bearing: Bearing
    passages: tuple[str, ...]
    paraphrase: str
    transcript: str
    locator: str
    language: str
    translation: str = ""
    translated_by: str = ""
    """Whose translation: not empty where there is one."""
    source_grade: SourceGrade | None = None
    information_grade: InformationGrade | None = None
    """None: not graded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SequelRecord:
    """What became of the claim, and the id of the claim that says so."""

    claim: str
    became: Became


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    id: str
    kind: Kind
    track: str
    version: int
    text: str
    label: str
    weight: Weight
    modality: Modality
    is_negated: bool
    happened: PartialDate | None
    announced: PartialDate | None
    phrase: str
    anchored_on: date | None
    rank: Rank
    rank_reason: str
    retraction_reason: str
    """Not empty: the claim is retracted, and stays visible as such."""
    is_by_author: bool
    """Approved by its own author, in a staff of one."""
    details: Mapping[str, str]
    """The kind's own columns that are filled: words, ids of parties and systems, decimal numbers; all as text."""
    citations: tuple[CitationRecord, ...]
    relation: Relation | None = None
    related_deal: str = ""
    """The id of the deal that the claim relates its own deal to."""
    sequels: tuple[SequelRecord, ...] = ()

    @property
    def is_retracted(self) -> bool:
        return bool(self.retraction_reason)

    @property
    def stands(self) -> bool:
        """Neither retracted nor deprecated."""
        return not self.is_retracted and self.rank is not Rank.DEPRECATED

    @property
    def supporting(self) -> tuple[CitationRecord, ...]:
        return tuple(citation for citation in self.citations if citation.bearing is Bearing.SUPPORTS)

    @property
    def day(self) -> PartialDate | None:
        """The day it happened, else the day it was announced."""
        return self.happened or self.announced


@dataclass(frozen=True, slots=True, kw_only=True)
class DealName:
    """A related deal by its title when this release was made; only of deals that are public."""

    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedRecord:
    """A claim that an earlier release of this deal showed, and the deal that it went to since."""

    claim: str
    label: str
    deal: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingRecord:
    """What became of a deal that is followed no longer."""

    ending: Ending
    why: str
    on: date
    merged_into: str
    """The id of the deal that it was merged into, or empty."""


@dataclass(frozen=True, kw_only=True)  # without slots: what is cached here is looked up once for each of its claims
class Record:
    schema: int
    deal_id: str
    number: int
    """The release's number; 0 for a preview that is not published."""
    published_at: datetime
    title: str
    summary: str
    """The sentence above everything; empty where no claim that stands is named for it."""
    not_known: tuple[str, ...]
    transfer: Transfer
    route: Route
    is_fictional: bool
    last_checked_on: date | None
    parties: Mapping[str, PartyRecord]
    systems: Mapping[str, SystemRecord]
    tracks: tuple[TrackRecord, ...]
    """The main track first."""
    sources: Mapping[str, SourceRecord]
    claims: tuple[ClaimRecord, ...]
    rests_on: tuple[str, ...] | None = ()
    """The ids of the claims that the summary rests on; None where an older schema did not say."""
    deals: Mapping[str, DealName] = field(default_factory=dict)
    """The public deals that its claims, moves and ending name."""
    moved: tuple[MovedRecord, ...] = ()
    ending: EndingRecord | None = None
    as_of: date | None = field(default=None)
    """Set where the record shows only what the sources held had said by that day."""
    roles: Mapping[str, frozenset[Role]] | None = field(default=None)
    """Roles by party where they are taken from a wider record than this one, as the past takes them from today's."""

    @cached_property
    def by_id(self) -> Mapping[str, ClaimRecord]:
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def plans(self) -> Mapping[str, tuple[ClaimRecord, ...]]:
        """By the id of the claim that tells the outcome: the plans, threats and promises that came to it."""
        found: dict[str, dict[str, ClaimRecord]] = defaultdict(dict)
        for claim in self.claims:
            for link in claim.sequels:
                found[link.claim][claim.id] = claim
        return {outcome: tuple(claims.values()) for outcome, claims in found.items()}

    def on_track(self, track: str) -> tuple[ClaimRecord, ...]:
        return tuple(claim for claim in self.claims if claim.track == track)

    def of_kind(self, kind: Kind) -> tuple[ClaimRecord, ...]:
        return tuple(claim for claim in self.claims if claim.kind is kind)

    def parties_as(self, role: Role) -> tuple[PartyRecord, ...]:
        """The parties that claims which stand name in this role, each once."""
        found = [c.details["participant"] for c in self.participations() if c.details["role"] == role]
        return tuple(self.parties[party] for party in dict.fromkeys(found))

    def roles_of(self, party: str) -> frozenset[Role]:
        return (self._own_roles if self.roles is None else self.roles).get(party, frozenset())

    @cached_property
    def _own_roles(self) -> Mapping[str, frozenset[Role]]:
        found: dict[str, set[Role]] = defaultdict(set)
        for claim in self.participations():
            found[claim.details["participant"]].add(Role(claim.details["role"]))
        return {party: frozenset(roles) for party, roles in found.items()}

    def participations(self) -> tuple[ClaimRecord, ...]:
        """Claims of participation that stand and are asserted."""
        return tuple(
            claim
            for claim in self.of_kind(Kind.PARTICIPATION)
            if claim.stands and claim.modality is Modality.ASSERTED and not claim.is_negated
        )
