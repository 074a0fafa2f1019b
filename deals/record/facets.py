"""What a deal is found by: the values of each facet, and the words of its record."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from deals.record.course import phase_years
from deals.record.questions import conflicts
from deals.record.sides import sides
from deals.record.standing import standing
from deals.vocabulary.facets import Facet, size_of
from deals.vocabulary.kinds import Kind, Modality
from deals.vocabulary.parties import Role
from deals.vocabulary.regions import region_label, region_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from deals.record.shape import ClaimRecord, PartyRecord, Record
    from deals.vocabulary.words import Word

LABEL_LENGTH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """“Recipient: Turkey”."""

    facet: Facet
    value: str
    label: str

    @property
    def token(self) -> str:
        return self.facet.token(self.value)


def facet_values(record: Record) -> tuple[FacetValue, ...]:
    """Each value once, from claims that stand."""
    found = (
        *_of_parties(record), *_of_systems(record), *_of_stage(record), *_of_claims(record), *_of_money(record),
        *_of_deal(record),
    )  # fmt: skip
    return tuple({value.token: value for value in found}.values())


def _word(facet: Facet, word: Word) -> FacetValue:
    return FacetValue(facet=facet, value=word.value, label=word.label)


def _of_parties(record: Record) -> Iterator[FacetValue]:
    for claim in record.participations():
        party = record.parties.get(claim.details["participant"])
        if party is None:
            continue
        yield _party(Facet.PARTY, party)
        role = Role(claim.details["role"])
        if role in {Role.SUPPLIER, Role.RECIPIENT}:
            yield _party(Facet(role.value), party)
        region = region_of().get(party.code) if role is Role.RECIPIENT else None
        if region:
            yield FacetValue(facet=Facet.REGION, value=region, label=region_label(region))


def _party(facet: Facet, party: PartyRecord) -> FacetValue:
    return FacetValue(facet=facet, value=party.id, label=party.name)


def _of_systems(record: Record) -> Iterator[FacetValue]:
    for system in record.systems.values():
        yield _word(Facet.CATEGORY, system.category)
        yield FacetValue(facet=Facet.SYSTEM, value=system.id, label=system.designation)


def _of_stage(record: Record) -> Iterator[FacetValue]:
    for year in sorted({told.partition(":")[0] for told in phase_years(record)}):
        yield FacetValue(facet=Facet.UNDER_WAY, value=year, label=year)
    found = standing(record, record.tracks[0].id)
    if found is None:
        return
    claim = next(claim for claim in record.claims if claim.id == found.claim)
    yield _word(Facet.PHASE, found.stage.phase)
    yield _word(Facet.CONFIRMED, sides(record, claim))


def _of_claims(record: Record) -> Iterator[FacetValue]:
    for claim in record.claims:
        if not claim.stands or claim.kind is Kind.PARTICIPATION:
            continue
        yield _word(Facet.MODALITY, claim.modality)
        yield from _years(claim)
    for conflict in conflicts(record):
        yield FacetValue(facet=Facet.CONFLICT, value=_slug(conflict.asks), label=conflict.asks)
    for track in record.tracks:
        if not track.is_main:
            yield FacetValue(facet=Facet.TRACK, value=_slug(track.name), label=track.name)


def _years(claim: ClaimRecord) -> Iterator[FacetValue]:
    """The year in which it happened, where its source is as exact as that."""
    day = claim.day
    if claim.modality is Modality.ASSERTED and day and day.first and day.last and day.first.year == day.last.year:
        year = str(day.first.year)
        yield FacetValue(facet=Facet.YEAR, value=year, label=year)


def _of_money(record: Record) -> Iterator[FacetValue]:
    """Each currency, and the size of the highest amount in it."""
    for code, amount in currencies(record).items():
        size = size_of(amount)
        yield FacetValue(facet=Facet.CURRENCY, value=code, label=code)
        yield FacetValue(facet=Facet.SIZE, value=f"{code}-{size}", label=f"{code} {size.replace('_', ' ')}")


def currencies(record: Record) -> dict[str, Decimal]:
    """Each that a claim names, with the highest amount in it."""
    highest: dict[str, Decimal] = {}
    for claim in record.claims:
        if claim.stands and claim.details.get("amount"):
            code, amount = claim.details["currency"], Decimal(claim.details["amount"])
            highest[code] = max(amount, highest.get(code, amount))
    return highest


def _of_deal(record: Record) -> Iterator[FacetValue]:
    yield _word(Facet.TRANSFER, record.transfer)
    yield _word(Facet.ROUTE, record.route)
    checked = record.last_checked_on
    year = str(checked.year) if checked else "never"
    yield FacetValue(facet=Facet.CHECKED, value=year, label=year)


def _slug(words: str) -> str:
    """“How many are ordered?” as “how-many-are-ordered”."""
    letters = "".join(letter if letter.isalnum() else " " for letter in words.casefold())
    return "-".join(letters.split())[:LABEL_LENGTH]
