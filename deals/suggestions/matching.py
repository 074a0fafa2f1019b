"""Which deal of the register an article seems to be about."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q

from deals.actions.deals import party_named
from deals.models import Claim, Deal, Party
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import Role

MATCHES_SHOWN = 5


def matching_deals(found: dict[str, Any]) -> list[Deal]:
    """Deals that share a weapon system and the recipient with what was found, best first; at most five.

    One that names another supplier, where both name one, is left out.
    """
    systems, recipients = list(found["systems"]), _parties(found["recipients"])
    if not systems or not recipients:
        return []
    deals = (
        Deal.objects.filter(systems__designation__in=systems)
        .filter(pk__in=_deals_with(Role.RECIPIENT, recipients))
        .annotate(shared=Count("systems", filter=Q(systems__designation__in=systems), distinct=True))
        .order_by("-shared", "id")
    )
    suppliers = _parties(found["suppliers"])
    if suppliers:
        others = _participations(Role.SUPPLIER).exclude(participant__in=suppliers)
        deals = deals.filter(Q(pk__in=_deals_with(Role.SUPPLIER, suppliers)) | ~Q(pk__in=others.values("deal")))
    return list(deals[:MATCHES_SHOWN])


def _parties(names: list[str]) -> list[Party]:
    return [party for name in names if (party := party_named(name))]


def _participations(role: Role) -> Any:
    live = Claim.objects.of_kind(Kind.PARTICIPATION).not_retracted()
    return live.filter(role=role)


def _deals_with(role: Role, parties: list[Party]) -> Any:
    return _participations(role).filter(participant__in=parties).values("deal")
