"""A new deal from an article: the deal, and who takes part in it, cited by the passage that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from deals.actions.deals import create_deal
from deals.actions.refused import RefusedError
from deals.models import Claim, Decision
from deals.models.claim import LABEL_LENGTH
from deals.signing import signed
from deals.suggestions.deciding import add_from_passage
from deals.suggestions.drafting import DraftClaim
from deals.suggestions.intakes import choose_deal
from deals.vocabulary.kinds import Kind
from deals.vocabulary.proof import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deals.models import Deal, Member, Party, WeaponSystem
    from deals.suggestions.models import Intake
    from deals.vocabulary.parties import Role


def names_a_passage(intake: Intake) -> bool:
    """Whether reading found a sentence that says who takes part."""
    return intake.reading is not None and intake.found.get("start") is not None


def open_deal(
    *, intake: Intake, deal: Deal, systems: Sequence[WeaponSystem], parties: Sequence[tuple[Role, Party]], by: Member
) -> Deal:
    """Store the deal and choose it for the intake. Who takes part becomes claims, where a passage says so.

    Raises ValidationError for wrong values; then nothing is stored.
    """
    with signed(by=by.pk, why="new deal from an article"):
        create_deal(deal=deal, systems=systems, by=by)
        if names_a_passage(intake):
            _add_participations(intake, deal, parties, by)
        choose_deal(intake=intake, deal=deal, by=by)
    return deal


def _add_participations(intake: Intake, deal: Deal, parties: Sequence[tuple[Role, Party]], by: Member) -> None:
    if intake.reading is None:
        raise RefusedError("This article has not been read yet: wait until it is ready.")
    for role, party in parties:
        # The names were proposed by a program; the person who sends them off decides.
        decision = Decision.objects.create(verdict=Verdict.ADDED, decided_by=by, decided_at=timezone.now())
        words = f"{party} is the {role.label}."
        claim = Claim(
            deal=deal, kind=Kind.PARTICIPATION, participant=party, role=role, text=words, label=words[:LABEL_LENGTH]
        )
        add_from_passage(
            reading=intake.reading,
            start=intake.found["start"],
            end=intake.found["end"],
            deal=deal,
            draft=DraftClaim(claim=claim),
            by=by,
            decision=decision,
        )
