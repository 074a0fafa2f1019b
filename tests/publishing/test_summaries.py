"""The sentence above everything is public only with a claim that stands under it."""

from __future__ import annotations

import re

import pytest
from django.db import IntegrityError
from django.test import Client

from deals.actions.claims import retract_claim
from deals.actions.deals import edit_deal
from deals.actions.publishing import publish
from deals.models import Claim, Deal, Member, MemberRole
from deals.views.summaries import NOT_SHOWN, summaries_to_mend
from tests.factories import a_deal, a_member, an_approved_claim

pytestmark = pytest.mark.django_db
SENTENCE = "Talks go on since 2031."


@pytest.fixture
def editor() -> Member:
    return a_member()


@pytest.fixture
def publisher() -> Member:
    return a_member(MemberRole.PUBLISHER)


@pytest.fixture
def claims(editor: Member, publisher: Member) -> list[Claim]:
    deal = a_deal(by=editor, summary=SENTENCE)
    return [an_approved_claim(deal, by=editor, publisher=publisher, label=f"Round {n}") for n in (1, 2)]


def resting_on(deal: Deal, claims: list[Claim], by: Member) -> Deal:
    deal = Deal.objects.get(pk=deal.pk)
    deal.rests_on = [claim.public_id for claim in claims]
    return edit_deal(deal=deal, seen_version=deal.version, by=by, why="Read again.")


def page(deal: Deal) -> str:
    return Client().get(f"/deals/{deal.public_id}/").content.decode()


def test_a_sentence_that_rests_on_nothing_is_not_public(claims: list[Claim], publisher: Member) -> None:
    deal = claims[0].deal
    record = publish(deal=deal, by=publisher, why="A test.").record()
    assert (record.summary, record.rests_on) == ("", ())
    assert SENTENCE not in page(deal)
    assert summaries_to_mend([deal]) == {deal.pk: [NOT_SHOWN]}


def test_the_page_links_the_sentence_to_its_facts(claims: list[Claim], editor: Member, publisher: Member) -> None:
    deal = resting_on(claims[0].deal, claims, editor)
    publish(deal=deal, by=publisher, why="A test.")
    assert SENTENCE in page(deal)
    grounds = re.search(r'<p class="grounds.*?</p>', page(deal), re.DOTALL)
    assert grounds
    linked = re.findall(r'<a href="#claim-(\w+)"[^>]*><bdi[^>]*>([^<]*)<', grounds[0])
    assert sorted(linked) == sorted((claim.public_id, claim.label) for claim in claims)
    assert summaries_to_mend([deal]) == {}
    assert SENTENCE not in Client().get(f"/deals/{deal.public_id}/?as_of=2031-12-31").content.decode()


def test_what_a_sentence_rests_on_and_is_retracted_is_told_beside_it(
    claims: list[Claim], editor: Member, publisher: Member
) -> None:
    deal = resting_on(claims[0].deal, claims, editor)
    publish(deal=deal, by=publisher, why="A test.")
    for number, claim in enumerate(claims, 1):
        retract_claim(claim=claim, by=publisher, why="It was denied.")
        release = publish(deal=deal, by=publisher, why="A retraction.")
        assert bool(release.record().summary) is (number == 1)
    assert NOT_SHOWN in summaries_to_mend([deal])[deal.pk]
    first = Client().get(f"/deals/{deal.public_id}/releases/2/").content.decode()
    assert "A fact that this sentence rests on is retracted:" in first
    assert "The summary rests on" in Client().get(f"/deals/{deal.public_id}/releases/3/changes/").content.decode()


def test_a_sentence_rests_on_no_claim_of_another_deal(claims: list[Claim], editor: Member, publisher: Member) -> None:
    other = an_approved_claim(by=editor, publisher=publisher)
    with pytest.raises(IntegrityError, match="approved claims of its deal"):
        resting_on(claims[0].deal, [other], editor)
