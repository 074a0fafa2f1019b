"""Deals, their tracks and systems, and the parties they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Lower

from deals import permissions
from deals.actions.refused import ChangedMeanwhileError, RefusedError, require
from deals.models import Deal, DealSystem, Party, PartyAlias, Speaker, Track, WeaponSystem
from deals.signing import signed
from deals.vocabulary.parties import Category, PartyKind
from deals.vocabulary.relations import Ending

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deals.models import Member

MAIN_TRACK = "The deal"
MAY_NOT_NAME = "Your account may not bring new names into the register. Ask an administrator."


def create_deal(*, deal: Deal, systems: Sequence[WeaponSystem], by: Member) -> Deal:
    """Store a new deal with its main track. Raises ValidationError for wrong values."""
    require(permissions.may_draft(by), "Your account may not make deals. Ask an administrator.")
    deal.full_clean()
    with signed(by=by.pk, why="new deal"):
        deal.save(force_insert=True)
        Track.objects.create(deal=deal, name=MAIN_TRACK, is_main=True)
        for system in systems:
            DealSystem.objects.create(deal=deal, system=system)
    return deal


def edit_deal(*, deal: Deal, seen_version: int, by: Member, why: str = "") -> Deal:
    """Store changed columns. Raises ChangedMeanwhileError where `seen_version` is no longer the newest."""
    require(permissions.may_draft(by), "Your account may not change deals. Ask an administrator.")
    deal.full_clean()
    if deal.releases.exists() and not why.strip():
        raise RefusedError("Say why you change a deal that is public.")
    with signed(by=by.pk, why=why):
        stored = Deal.objects.select_for_update().get(pk=deal.pk)
        if stored.version != seen_version:
            raise ChangedMeanwhileError("Somebody else saved this deal meanwhile. Compare, then save yours again.")
        deal.version = seen_version + 1
        deal.save()
    return deal


def refuse_ended(deal: Deal) -> None:
    """Nothing new is said in a deal that is followed no longer. Raises RefusedError, saying where it went."""
    if deal.ending == Ending.MERGED:
        raise RefusedError(f"This deal was merged into “{deal.merged_into}”: work on that one.")
    if deal.ending == Ending.WITHDRAWN:
        raise RefusedError("This deal was withdrawn. Follow it again before you change it.")


def track_named(*, deal: Deal, name: str, by: Member) -> Track:
    """The deal's track of this name, whatever its case; made where there is none. Empty is the main track."""
    if not name.strip():
        return deal.tracks.get(is_main=True)
    found = deal.tracks.filter(name__iexact=name.strip()).first()
    if found:
        return found
    require(permissions.may_draft(by), MAY_NOT_NAME)
    with signed(by=by.pk, why="new track"):
        return Track.objects.get_or_create(deal=deal, name=name.strip()[:80])[0]


def party_named(name: str) -> Party | None:
    """The party of this name or alias, whatever its case. The name wins over an alias."""
    wanted = name.strip().lower()
    by_name = Party.objects.annotate(low=Lower("name")).filter(low=wanted).order_by("id").first()
    if by_name:
        return by_name
    alias = PartyAlias.objects.filter(Q(name__iexact=wanted)).select_related("party").order_by("id").first()
    return alias.party if alias else None


def party_for(*, name: str, by: Member, kind: PartyKind = PartyKind.STATE, code: str = "") -> Party:
    """The party of this name, made where there is none."""
    found = party_named(name)
    if found:
        return found
    require(permissions.may_cite(by), MAY_NOT_NAME)
    with signed(by=by.pk, why="new party"):
        return Party.objects.get_or_create(name=name.strip(), kind=kind, defaults={"code": code})[0]


def add_alias(*, party: Party, name: str, by: Member, is_metonym: bool = False) -> PartyAlias:
    require(permissions.may_draft(by), MAY_NOT_NAME)
    with signed(by=by.pk, why="new alias"):
        return PartyAlias.objects.get_or_create(party=party, name=name, defaults={"is_metonym": is_metonym})[0]


def speaker_for(*, party: Party, name: str = "", office: str = "", by: Member) -> Speaker:
    """The person in this office, made where not known. Without a name: the party itself, or an unnamed official."""
    require(permissions.may_cite(by), MAY_NOT_NAME)
    with signed(by=by.pk, why="new speaker"):
        return Speaker.objects.get_or_create(party=party, name=name.strip(), office=office.strip())[0]


def system_for(
    *,
    designation: str,
    by: Member,
    category: Category = Category.OTHER,
    description: str = "",
    manufacturer: Party | None = None,
) -> WeaponSystem:
    """The weapon system of this designation, whatever its case; made where there is none."""
    found = WeaponSystem.objects.filter(designation__iexact=designation.strip()).first()
    if found:
        return found
    require(permissions.may_draft(by), MAY_NOT_NAME)
    with signed(by=by.pk, why="new weapon system"):
        told = {"category": category, "description": description, "manufacturer": manufacturer}
        return WeaponSystem.objects.get_or_create(designation=designation.strip(), defaults=told)[0]
