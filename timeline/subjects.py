"""The page of a party or a weapon system: in which deals it is, with whom, in which phase; each number an address."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from deals.vocabulary.facets import Facet
from deals.vocabulary.parties import Category, PartyKind, Role
from deals.vocabulary.stages import Phase
from deals.vocabulary.subjects import By, Subject
from timeline.addresses import claim_address
from timeline.courses import Course, axis, common_window, course_of
from timeline.figure_lists import FigureList, figure_lists
from timeline.lists import DealLine, deal_lines
from timeline.numbers import plain_number
from timeline.words import capital, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from django.utils.safestring import SafeString

    from deals.queries.figures import FigureRow
    from deals.queries.subjects import MentioningDeal, MentioningDeals, SubjectHead, Tally

IN_NO_ROLE, NO_PHASE = "", ""
PROOFS_MOST = 3
"""Of the claims that name a role of one party in one deal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which of a subject's deals are asked for: those of a role, of a phase, from a place on."""

    role: Role | None = None
    phase: Phase | None = None
    after: str = ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.role or self.phase)

    def query(self, *, role: str | None, phase: str | None, after: str = "") -> str:
        """With its question mark; of all deals it is the question mark alone."""
        return f"?{urlencode([(k, v) for k, v in (('role', role), ('phase', phase), ('after', after)) if v])}"

    def query_after(self, place: str) -> str:
        return self.query(role=self.role, phase=self.phase, after=place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """“Contracted 12”, and the address of these deals."""

    label: str
    number: str
    address: str
    is_chosen: bool = False
    page: str = ""
    """The address of the page of what is counted, where it has one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCount:
    role: Count
    phases: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """“Suppliers: Russia 5, United States 3”."""

    heading: str
    counts: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """“Recipient”, or that it is named at all, and the addresses of the claims that say so."""

    words: str
    first: str
    further: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DealInRole:
    line: DealLine
    roles: tuple[Proven, ...]
    course: Course


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage:
    name: str
    kind: str
    """“State or territory”, “Air defence systems”."""
    description: str
    other_names: tuple[str, ...]
    number: str
    """“12 deals”."""
    roles: tuple[RoleCount, ...]
    rankings: tuple[Ranking, ...]
    figures: tuple[FigureList, ...]
    is_party: bool
    deals: tuple[DealInRole, ...]
    axis: SafeString
    next_query: str
    chosen: tuple[Count, ...]
    """What the list is narrowed to; its address is that of the list without it."""
    search: str
    """The address of the search among its deals; empty where it has a role in none."""


def asked_values(tallies: Iterable[Tally]) -> set[str]:
    """The tokens of facets whose names the page needs."""
    facets = {By.WITH: Facet.PARTY, By.SYSTEM: Facet.SYSTEM}
    return {facets[tally.by].token(tally.value) for tally in tallies if tally.by in facets}


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What the page is made of."""

    head: SubjectHead
    tallies: tuple[Tally, ...]
    names: Mapping[str, str]
    figures: tuple[FigureRow, ...]
    found: MentioningDeals


def subject_page(read: Read, asked: Asked) -> SubjectPage:
    head, tallies, found = read.head, read.tallies, read.found
    window = common_window(deal.deal for deal in found.deals)
    return SubjectPage(
        name=_name(head),
        kind=_kind(head),
        description=head.told.get("description", ""),
        other_names=tuple(name for name in head.names if name != _name(head)),
        number=_number(tallies),
        roles=tuple(_roles(head, tallies, asked)),
        rankings=tuple(_rankings(head, tallies, read.names)),
        figures=figure_lists(head, read.figures),
        is_party=head.subject is Subject.PARTY,
        deals=tuple(
            DealInRole(line=line, roles=tuple(_proofs(deal)), course=course_of(deal.deal, window))
            for deal, line in zip(found.deals, deal_lines(deal.deal for deal in found.deals), strict=True)
        ),
        axis=axis(window),
        next_query=asked.query_after(found.next_place) if found.next_place else "",
        chosen=tuple(_chosen(asked)),
        search=_search(head, tallies),
    )


def _name(head: SubjectHead) -> str:
    return str(head.told.get("name") or head.told.get("designation"))


def _kind(head: SubjectHead) -> str:
    if head.subject is Subject.PARTY:
        return capital(word(PartyKind(head.told["kind"])))
    return capital(word(Category(head.told["category"])))


def _number(tallies: Iterable[Tally]) -> str:
    return _deals(sum(tally.number for tally in tallies if tally.by is By.PHASE and not tally.role))


def _deals(number: int) -> str:
    return ngettext("{number} deal", "{number} deals", number).format(number=plain_number(Decimal(number)))


def _roles(head: SubjectHead, tallies: Iterable[Tally], asked: Asked) -> Iterator[RoleCount]:
    """Of a party each of its roles, and all where these are not of one role; of a system all, whoever is in them."""
    by_role: dict[str, dict[str, int]] = {}
    for tally in tallies:
        if tally.by is By.PHASE:
            by_role.setdefault(tally.role, {})[tally.value] = tally.number
    everything = by_role.pop(IN_NO_ROLE, {})
    if head.subject is Subject.PARTY:
        for role in (role for role in Role if role in by_role):
            yield _role(role, by_role[role], asked)
    if everything not in by_role.values() or head.subject is not Subject.PARTY:
        yield _role(None, everything, asked)


def _role(role: Role | None, numbers: Mapping[str, int], asked: Asked) -> RoleCount:
    query, is_chosen = (
        asked.query(role=role, phase=None),
        asked.is_narrowed and (asked.role, asked.phase) == (role, None),
    )
    label = capital(word(role)) if role else _("All deals")
    told = _count(label, sum(numbers.values()), query, is_chosen=is_chosen)
    return RoleCount(role=told, phases=tuple(_phases(numbers, role, asked)))


def _phases(numbers: Mapping[str, int], role: Role | None, asked: Asked) -> Iterator[Count]:
    for phase in (phase for phase in Phase if phase in numbers):
        is_chosen = (asked.role, asked.phase) == (role, phase)
        yield _count(word(phase), numbers[phase], asked.query(role=role, phase=phase), is_chosen=is_chosen)
    if NO_PHASE in numbers:
        yield _count(_("no stage reported"), numbers[NO_PHASE], "")


def _rankings(head: SubjectHead, tallies: tuple[Tally, ...], names: Mapping[str, str]) -> Iterator[Ranking]:
    is_party = head.subject is Subject.PARTY
    headings = {
        (By.WITH, Role.RECIPIENT): _("Its suppliers") if is_party else _("Recipients"),
        (By.WITH, Role.SUPPLIER): _("Its recipients") if is_party else _("Suppliers"),
        (By.SYSTEM, Role.RECIPIENT): _("Weapon systems, as recipient"),
        (By.SYSTEM, Role.SUPPLIER): _("Weapon systems, as supplier"),
    }
    for (by, role), heading in headings.items():
        own = [tally for tally in tallies if (tally.by, tally.role) == (by, role)]
        counts = tuple(_ranked(head, tally, names) for tally in own)
        if counts:
            yield Ranking(heading=heading, counts=counts)


def _ranked(head: SubjectHead, tally: Tally, names: Mapping[str, str]) -> Count:
    """“Russia 5”: to the page of Russia, and to the list of these five deals."""
    role = Role(tally.role)
    other = {Role.RECIPIENT: Facet.SUPPLIER, Role.SUPPLIER: Facet.RECIPIENT}[role]
    own = Facet(role.value) if head.subject is Subject.PARTY else Facet.SYSTEM
    if tally.by is By.SYSTEM:
        facet, page, other = Facet.SYSTEM, "timeline:system", Facet.SYSTEM
    else:
        facet, page = Facet.PARTY, "timeline:party"
        other = other if head.subject is Subject.PARTY else Facet(role.value)
    query = urlencode([(own, head.id), (other, tally.value)])
    return Count(
        label=names.get(facet.token(tally.value), ""),
        number=_deals(tally.number),
        address=f"{reverse('timeline:deals')}?{query}",
        page=reverse(page, args=[tally.value]),
    )


def _count(label: str, number: int, address: str, *, is_chosen: bool = False) -> Count:
    return Count(label=label, number=plain_number(Decimal(number)), address=address, is_chosen=is_chosen)


def _chosen(asked: Asked) -> Iterator[Count]:
    if asked.role:
        yield _count(capital(word(asked.role)), 0, asked.query(role=None, phase=asked.phase))
    if asked.phase:
        yield _count(capital(word(asked.phase)), 0, asked.query(role=asked.role, phase=None))


def _search(head: SubjectHead, tallies: Iterable[Tally]) -> str:
    """Deals are found by the parties that have a role in them, not by those that are only named."""
    facet = Facet(head.subject.value)
    is_found = facet is Facet.SYSTEM or any(tally.role for tally in tallies)
    return f"{reverse('timeline:deals')}?{urlencode([(facet, head.id)])}" if is_found else ""


def _proofs(deal: MentioningDeal) -> Iterator[Proven]:
    for role in (*Role, None):
        claims = deal.proofs.get(role or IN_NO_ROLE, ())
        if claims:
            words = capital(word(role)) if role else _("Named")
            first, *further = (claim_address(deal.deal.id, claim) for claim in claims[:PROOFS_MOST])
            yield Proven(words=words, first=first, further=tuple(further))
