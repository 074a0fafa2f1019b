"""An undo takes nothing away that an approval names, and nothing back that readers know, wherever the claim went."""

from __future__ import annotations

from typing import Any

import pytest

from deals.actions.citing import OriginDraft
from deals.actions.claims import add_citation, approve_claim, correct_citation, edit_claim, retract_claim
from deals.actions.deals import track_named
from deals.actions.moving import move_claims
from deals.actions.publishing import publish
from deals.actions.refused import RefusedError
from deals.models import Claim, Deal, Member, MemberRole
from deals.vocabulary.proof import Bearing
from tests import factories
from tests.actions.test_undoing import signature, undo

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Member:
    return factories.a_member()


@pytest.fixture
def publisher() -> Member:
    return factories.a_member(MemberRole.PUBLISHER)


def fresh(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


def test_a_track_and_a_source_that_an_approval_names_stay(editor: Member, publisher: Member) -> None:
    claim = factories.an_approved_claim(by=editor, publisher=publisher, track="Offsets")
    source = factories.a_source(by=editor)
    cited = add_citation(claim=claim, citation=factories.a_paraphrase(source=source, by=editor), by=editor)
    approve_claim(claim=cited, seen_version=cited.version, by=publisher)
    track, citation = fresh(claim).track, claim.citations.latest("pk")
    otherwise = fresh(claim)
    otherwise.track = track_named(deal=claim.deal, name="", by=editor)
    edit_claim(claim=otherwise, seen_version=otherwise.version, by=editor, why="Of the deal itself.")
    undo(signature(citation), editor)
    for row in (track, source):
        with pytest.raises(RefusedError, match="stands in what was approved"):
            undo(signature(row), editor)
    publish(deal=fresh(claim.deal), by=publisher, why="It can be read.")


def test_a_retraction_that_readers_know_is_not_undone_where_the_claim_went(publisher: Member) -> None:
    claim, other = factories.an_approved_claim(publisher=publisher), factories.a_deal()
    publish(deal=claim.deal, by=publisher, why="First.")
    retracted = retract_claim(claim=claim, by=publisher, why="A slip.")
    what = signature(retracted)
    publish(deal=Deal.objects.get(pk=claim.deal_id), by=publisher, why="It is retracted.")
    move_claims(claims=[fresh(claim)], to=other, by=publisher, why="There.")
    with pytest.raises(RefusedError, match="Readers know"):
        undo(what, publisher)


def test_a_citation_that_supports_again_is_the_proof_again(editor: Member) -> None:
    claim = factories.a_claim(by=editor)
    (citation,) = claim.citations.all()
    said = {"bearing": Bearing.DISPUTES}
    correct_citation(citation=citation, origin=OriginDraft(), said=said, seen_version=1, by=editor, why="So.")
    assert fresh(claim).proof is None
    undo(signature(citation), editor)
    assert Claim.objects.get(pk=claim.pk).proof == citation
