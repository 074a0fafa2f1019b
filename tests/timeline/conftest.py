"""The public pages over records built by hand: the queries are replaced, so that no database is needed."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from unittest.mock import patch

import pytest
from django.core.cache import caches

from deals.queries.figures import FigureRow
from deals.queries.lines import LineRow, LineRows
from deals.queries.overview import Group, GroupPlace, NoSuchGroupError, OpenedGroup, Overview
from deals.queries.published import DealRow, NotPublishedError, ReleaseNote
from deals.queries.search import FacetCount, Found, Search
from deals.queries.shown import NoSuchReleaseError
from deals.queries.subjects import MentioningDeal, MentioningDeals, SubjectHead, Tally
from deals.record.changed import changed
from deals.record.course import course
from deals.record.figures import figures
from deals.record.known import as_of
from deals.record.lines import lines
from deals.record.mentions import Mention, mentions
from deals.record.reading import as_document, canonical
from deals.record.shape import Record, SequelRecord
from deals.vocabulary.facets import Facet
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.listings import Listing
from deals.vocabulary.relations import Became
from deals.vocabulary.sorting import Sorting
from deals.vocabulary.stages import Phase
from deals.vocabulary.subjects import By, Subject
from tests.timeline.records import claim, hard_record, partial, record, stage

NEWEST = 3
RECORDS = {"dealone": hard_record(), "practice": replace(hard_record(is_fictional=True), deal_id="practice")}
EARLIER: dict[tuple[str, int], Record] = {}
"""Releases of a deal that say something else than its newest one."""


def public_record(deal_id: str, *, number: int | None = None, day: date | None = None) -> Record:
    if deal_id not in RECORDS or (number or 1) > NEWEST:
        raise NotPublishedError("There is no public deal at this address.")
    record = replace(EARLIER.get((deal_id, number or NEWEST), RECORDS[deal_id]), number=number or NEWEST)
    return as_of(record, day) if day else record


WHY = "The price is corrected after the minister’s letter."


def release_note(deal_id: str, number: int) -> ReleaseNote:
    record = public_record(deal_id, number=number)
    sha256 = hashlib.sha256(canonical(as_document(record)).encode()).hexdigest()
    return ReleaseNote(number=number, sha256=sha256, why=WHY, published_at=record.published_at, withheld=())


def release_notes(deal_id: str, *, most: int, below: int | None = None) -> tuple[ReleaseNote, ...]:
    numbers = range(min(below or NEWEST + 1, NEWEST + 1) - 1, 0, -1)
    return tuple(release_note(deal_id, number) for number in list(numbers)[:most])


@dataclass(frozen=True, kw_only=True)
class Shown:
    """As `deals.queries.shown.ShownRelease`."""

    deal_id: str
    note: ReleaseNote
    newest: int = NEWEST
    shown_then: int | None = None
    naming: tuple[()] = ()

    @property
    def record(self) -> Record:
        return public_record(self.deal_id, number=self.note.number)


def shown_release(deal_id: str, *, number: int | None = None, day: date | None = None) -> Shown:
    newest = public_record(deal_id)
    if number is not None and not 0 < number <= NEWEST:
        raise NoSuchReleaseError(NEWEST)
    was_shown = day is not None and newest.published_at.date() <= day
    return Shown(
        deal_id=deal_id, note=release_note(deal_id, number or NEWEST), shown_then=NEWEST if was_shown else None
    )


def found(_asked: Search, *, after: str, most: int) -> Found:
    """The whole list, however it is asked for: `deals.queries.search` has tests of its own."""
    return Found(
        deals=listed_deals(), matches={}, values={}, number=len(RECORDS), is_sampled=False, next_place="",
        facets=(FacetCount(token="phase:completed", facet=Facet.PHASE, label="completed", number=2),),
    )  # fmt: skip


def listed_deals() -> tuple[DealRow, ...]:
    return tuple(_row(record) for record in RECORDS.values())


def _row(record: Record) -> DealRow:
    return DealRow(
        id=record.deal_id, title=record.title, summary=record.summary, is_fictional=record.is_fictional,
        suppliers=("Kestovia",), recipients=("Meridor",), systems=("Quillon-9",), phase="completed", stage="delivered",
        stage_edtf="2019-11", first_on=date(2016, 11, 1), last_on=date(2020, 12, 14), number_claims=len(record.claims),
        stage_said_by=("Kestovia",),
        is_disputed=False,
        number_sources=len(record.sources), last_checked_on=record.last_checked_on, published_at=record.published_at,
        course=course(record),
    )  # fmt: skip


def _mentions(token: str) -> tuple[Mention, ...]:
    """Of one of the two deals, which tell the same."""
    return tuple(mention for mention in mentions(RECORDS["dealone"]) if mention.subject == token)


def subject(kind: Subject, own_id: str) -> SubjectHead:
    named = _mentions(kind.token(own_id))
    if not named:
        raise NotPublishedError(f"No public deal names {kind.token(own_id)}.")
    return SubjectHead(subject=kind, id=own_id, told=named[0].told, names=(named[0].name,), state="of the test")


def tallies(head: SubjectHead) -> tuple[Tally, ...]:
    found = [
        (mention.role, *token.partition(":")[::2]) for mention in _mentions(head.token) for token in mention.counted
    ]
    return tuple(Tally(by=By(by), role=role, value=value, number=2) for role, by, value in found)


def names_of(tokens: Iterable[str]) -> dict[str, str]:
    hard = RECORDS["dealone"]
    names = {f"party:{party.id}": party.name for party in hard.parties.values()}
    names |= {f"system:{system.id}": system.designation for system in hard.systems.values()}
    return {token: names[token] for token in tokens if token in names}


def claims_in_words(deals: Iterable[MentioningDeal]) -> dict[str, str]:
    named = {claim for deal in deals for claims in deal.proofs.values() for claim in claims}
    return {claim.id: claim.text for claim in RECORDS["dealone"].claims if claim.id in named}


def mentioning_deals(head: SubjectHead, *, role: str, phase: str, after: str, most: int) -> MentioningDeals:
    """Both deals, from their only place on: `deals.queries.subjects` has tests of its own."""
    named = [mention for mention in _mentions(head.token) if mention.role == role]
    rows = listed_deals() if named and phase in {"", "completed"} and not after else ()
    return MentioningDeals(
        deals=tuple(MentioningDeal(deal=row, proofs=named[0].proofs) for row in rows),
        next_place=PLACE if rows else "",
    )


PLACE = "00900000dealonexxx"


def largest_figures(head: SubjectHead) -> tuple[FigureRow, ...]:
    """All that the deals say of its own side; of a system, of it."""
    hard = RECORDS["dealone"]
    role = "recipient" if head.id == "partybuyer" else "supplier" if head.id == "partyseller" else ""
    of_it = [told for told in figures(hard) if told.system == ("" if role else head.id)]
    return tuple(
        FigureRow(
            role=role, unit=told.unit, step=told.step, number=told.number, mark=told.mark, is_level=told.is_level,
            is_planned=told.is_planned, is_disputed=told.is_disputed, is_repeated=False,
            claims=told.claims, deal=hard.deal_id, title=hard.title, is_fictional=False,
        )
        for told in sorted(of_it, key=lambda told: (told.unit, told.step, -told.number))
    )  # fmt: skip


YEARS = {2016: {Phase.EXPLORING: 2}, 2017: {Phase.EXPLORING: 2, Phase.CONTRACTED: 1}}


def meridor() -> Group:
    """As recipient of both deals."""
    value = FacetCount(token="recipient:partybuyer", facet=Facet.RECIPIENT, label="Meridor", number=2)
    return Group(value=value, years=YEARS)


def overview(_by: Facet, *, after: GroupPlace | None, most: int, **_order: object) -> Overview:
    """Both deals by their recipient, however they are grouped: `deals.queries.overview` has tests of its own."""
    place = GroupPlace(number=2, value="partybuyer")
    return Overview(number=2, years=YEARS, groups=(meridor(),), next_place=place)


def opened_group(by: Facet, value: str, *, sort: Sorting, after: str, most: int) -> OpenedGroup:
    """Both deals, with a page to follow."""
    if value != "partybuyer":
        raise NoSuchGroupError(by.token(value))
    return OpenedGroup(group=meridor(), deals=listed_deals(), next_place=PLACE)


LINE_PLACE = "2019-12-31.dealone.00001"
TODAY = date(2020, 12, 20)


def promising_record() -> Record:
    """A suspended deal with a delivery and a payment that were promised, the payment in part made."""
    later = {"modality": Modality.PLANNED, "announced": partial("2018-02")}
    paid = {"payment_state": "due", "payment_measure": "flow", "amount": "100.00", "currency": "EUR"}
    part = claim(Kind.STATEMENT, "2019-11", details={"act": "confirm"}, id="cpart")
    told = SequelRecord(claim=part.id, became=Became.PARTLY_FULFILLED)
    return record(
        claim(Kind.DELIVERY, "2021", details={"system": "q9", "delivery_measure": "flow"}, id="cdue",
              text="The first battery is to come in 2021.", **later),
        claim(Kind.PAYMENT, "../2019", details=paid, id="clate", sequels=(told,),
              text="100 euros are to be paid by the end of 2019.", **later),
        part,
        stage("suspended", "2019-03", id="cstop"),
    )  # fmt: skip


def listed_lines(listing: Listing, *kinds: Kind) -> LineRows:
    """Of both deals alike, with a page to follow: `deals.queries.lines` has tests of its own."""
    told = [line for line in lines(promising_record()) if line.listing is listing and line.kind in (kinds or Kind)]
    rows = [LineRow(deal=deal, kind=line.kind, place=LINE_PLACE, told=line.told) for line in told
            for deal in listed_deals()]  # fmt: skip
    return LineRows(lines=tuple(rows), next_place=LINE_PLACE if rows else "")


def newest_lines(
    listings: Collection[Listing], *, kind: Kind | None, party: str = "", after: str, most: int
) -> LineRows:
    """Those of the hard record."""
    told = [line for line in lines(RECORDS["dealone"]) if line.listing in listings and kind in {None, line.kind}]
    rows = [LineRow(deal=listed_deals()[0], kind=line.kind, place=LINE_PLACE, told=line.told) for line in told]
    return LineRows(lines=tuple(rows), next_place=LINE_PLACE if rows else "")


def changes(_since: date, _until: date, *, party: str = "", after: str, most: int) -> LineRows:
    """The practice deal's first release, and the other's second, in which an agreement on joint production is new."""
    now = replace(RECORDS["dealone"], number=2)
    before = replace(now, number=1, claims=tuple(claim for claim in now.claims if claim.id != "cjoint"))
    told = [changed(before, now), changed(None, replace(RECORDS["practice"], number=1))]
    rows = [LineRow(deal=deal, kind=None, place=LINE_PLACE, told={**line, "why": WHY}) for deal, line in
            zip(listed_deals(), told, strict=True)]  # fmt: skip
    return LineRows(lines=tuple(rows), next_place=LINE_PLACE)


def due_soon(_on: date, _until: date, *, kind: Kind | None, party: str = "", after: str, most: int) -> LineRows:
    return (
        listed_lines(Listing.DUE, Kind.DELIVERY) if kind in {None, Kind.DELIVERY} else LineRows(lines=(), next_place="")
    )


def overdue(_on: date, *, kind: Kind | None, party: str = "", after: str, most: int) -> LineRows:
    return (
        listed_lines(Listing.DUE, Kind.PAYMENT) if kind in {None, Kind.PAYMENT} else LineRows(lines=(), next_place="")
    )


@pytest.fixture
def public_deals() -> Iterator[None]:
    """Two deals are public, each in three releases."""
    with (
        patch("timeline.views.asked.shown_release", shown_release),
        patch("timeline.views.releases.shown_release", shown_release),
        patch("timeline.views.releases.release_notes", release_notes),
        patch("timeline.views.releases.parsed", lambda deal_id, note: public_record(deal_id, number=note.number)),
        patch("timeline.views.deals.shown_release", shown_release),
        patch("timeline.views.finding.search", found),
        patch("timeline.views.sources.mentioning_deals", mentioning_deals),
        patch("timeline.views.sources.claims_in_words", claims_in_words),
        patch.multiple(
            "timeline.views.overview",
            overview=overview,
            opened_group=opened_group,
            public_state=lambda: "of the test",
        ),
        patch.multiple(
            "timeline.views.changed", public_state=lambda: "of the test", today=lambda: TODAY, changes=changes
        ),
        patch.multiple("timeline.views.conflicts", public_state=lambda: "of the test", newest_lines=newest_lines),
        patch.multiple(
            "timeline.views.due",
            public_state=lambda: "of the test",
            today=lambda: TODAY,
            due_soon=due_soon,
            overdue=overdue,
            names_of=names_of,
        ),
        patch.multiple(
            "timeline.views.subjects",
            subject=subject,
            tallies=tallies,
            names_of=names_of,
            largest_figures=largest_figures,
            mentioning_deals=mentioning_deals,
        ),  # fmt: skip
    ):
        yield


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """No page of another test is answered with."""
    caches["pages"].clear()
