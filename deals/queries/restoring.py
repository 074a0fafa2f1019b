"""What putting a deal's claims back would change; nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from deals.models import Claim
from deals.models.past import BOOKKEEPING, DECIDED
from deals.queries.rows_in_words import Names, RowChange, field_changes

if TYPE_CHECKING:
    from deals.publishing.past_claims import PastClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Stays:
    """A claim that is left as it is, though it stood otherwise, or not at all, then; and why."""

    name: str
    public_id: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restoring:
    """`changes` with the numbers and versions of the claims that they are of; `number_same` stand as then."""

    changes: tuple[RowChange, ...]
    seen_versions: dict[int, int]
    stays: tuple[Stays, ...]
    number_same: int


def restoring(found: list[PastClaim]) -> Restoring:
    changed = [past for past in found if past.is_changed]
    names = Names(Claim, [row for past in changed for row in (past.now, past.then)])
    stay = [past for past in found if past.stays]
    return Restoring(
        changes=tuple(_change(past, names) for past in changed),
        seen_versions={past.now.pk: past.now.version for past in changed if past.now},
        stays=tuple(_stays(past) for past in stay),
        number_same=len(found) - len(changed) - len(stay),
    )


def _change(past: PastClaim, names: Names) -> RowChange:
    now = past.now or past.then
    told = field_changes(Claim, past.now, past.then, names)
    aside = BOOKKEEPING | DECIDED["deals.claim"]
    return RowChange(
        table="claim",
        number=now.pk if now else 0,
        name=str(now),
        public_id=now.public_id if now else "",
        done="changed",
        fields=tuple(change for change in told if change.column not in aside),
        bookkeeping=(),
    )


def _stays(past: PastClaim) -> Stays:
    row = past.now or past.then
    return Stays(name=str(row), public_id=past.now.public_id if past.now else "", why=past.stays)
