"""What a party's page, or a weapon system's, shows: the deals that name it, counted and in their order."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connections

from deals.models import PublishedFacet, PublishedMention
from deals.queries.published import PUBLIC, NotPublishedError, deal_row
from deals.vocabulary.subjects import By, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from deals.queries.published import DealRow

VALUES_SHOWN = 12
"""Of parties and systems, the ones that most deals have."""
NAMES_SHOWN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectHead:
    """A party or a system as the newest release that names it does."""

    subject: Subject
    id: str
    told: Mapping[str, Any]
    names: tuple[str, ...]
    """All by which releases name it, at most NAMES_SHOWN."""
    state: str
    """Differs whenever anything that is published has changed."""

    @property
    def token(self) -> str:
        return self.subject.token(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """“As recipient, contracted: 12 deals”; of another party or a system, `value` is its id."""

    by: By
    role: str
    """Empty: in whatever role."""
    value: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MentioningDeal:
    deal: DealRow
    proofs: Mapping[str, tuple[str, ...]]
    """Ids of the claims that name the subject, by its role."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentioningDeals:
    deals: tuple[MentioningDeal, ...]
    next_place: str
    """Where the next page begins; empty on the last one."""


def subject(kind: Subject, own_id: str) -> SubjectHead:
    """Raises NotPublishedError where no public deal that is followed names it."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(HEAD, {"subject": kind.token(own_id), "most": NAMES_SHOWN})
        found = cursor.fetchone()
    if found is None:
        raise NotPublishedError(f"No public deal names {kind.token(own_id)}.")
    told, names, *state = found
    return SubjectHead(subject=kind, id=own_id, told=json.loads(told), names=tuple(names), state=str(state))


# A deal that is projected anew has new mentions; one that ends, a new release. Names are found by leaping from one to
# the next in their index: a party of 40,000 deals has one or two.
HEAD = """
    WITH RECURSIVE own AS NOT MATERIALIZED (
        SELECT told, name, published_at FROM deals_publishedmention WHERE subject = %(subject)s AND role = ''
    ), names AS (
        (SELECT name FROM own ORDER BY name LIMIT 1) UNION ALL
        SELECT (SELECT name FROM own WHERE own.name > names.name ORDER BY name LIMIT 1)
            FROM names WHERE name IS NOT NULL
    )
    SELECT told::text, ARRAY(SELECT name FROM names WHERE name IS NOT NULL LIMIT %(most)s),
        (SELECT max(id) FROM deals_release), (SELECT max(id) FROM deals_publishedmention)
    FROM own ORDER BY published_at DESC LIMIT 1
"""


def tallies(head: SubjectHead) -> tuple[Tally, ...]:
    """Of each role and all that it is counted by the largest, largest first."""
    with connections[PUBLIC].cursor() as cursor:
        cursor.execute(TALLIES, {"subject": head.token, "most": VALUES_SHOWN})
        found = [(*counted.partition(":")[::2], role, number) for role, counted, number in cursor.fetchall()]
    return tuple(Tally(by=By(by), role=role, value=value, number=number) for by, value, role, number in found)


TALLIES = """
    SELECT role, token, number_deals FROM (
        SELECT role, token, number_deals, row_number() OVER (
            PARTITION BY role, split_part(token, ':', 1) ORDER BY number_deals DESC, token
        ) AS rank FROM deals_publishedtally WHERE subject = %(subject)s AND number_deals > 0
    ) ranked WHERE rank <= %(most)s ORDER BY role, rank, token
"""


def mentioning_deals(head: SubjectHead, *, role: str, phase: str, after: str, most: int) -> MentioningDeals:
    """At most `most` deals from the place `after` on, the newest fact first; role and phase where they are given."""
    rows = PublishedMention.objects.using(PUBLIC).filter(subject=head.token, role=role)
    rows = rows.filter(phase=phase) if phase else rows
    rows = rows.filter(place__gt=after) if after else rows
    texts = [f"deal__{name}" for name in ("names", "said", "search", "facets")]
    found = list(rows.select_related("deal").defer("told", *texts).order_by("place")[: most + 1])
    return MentioningDeals(
        deals=tuple(_mentioning(row) for row in found[:most]),
        next_place=found[most - 1].place if len(found) > most else "",
    )


def names_of(tokens: Iterable[str]) -> dict[str, str]:
    """Of parties and systems, by the token of their facet, as they were last published."""
    return dict(PublishedFacet.objects.using(PUBLIC).filter(token__in=set(tokens)).values_list("token", "label"))


def _mentioning(row: PublishedMention) -> MentioningDeal:
    proofs = {role: tuple(claims) for role, claims in row.proofs.items()}
    return MentioningDeal(deal=deal_row(row.deal), proofs=proofs)
