"""Approved claims -> release -> projection."""

from __future__ import annotations

import hashlib

import pytest
from django.db import IntegrityError

from deals.actions.claims import approve_claim, edit_claim, retract_claim
from deals.actions.publishing import publish, rebuild_published
from deals.actions.refused import NotAllowedError, RefusedError
from deals.models import Claim, Deal, MemberRole, PublishedDeal, PublishedEntry, Release
from deals.publishing.claims import ELLIPSIS, shortened
from deals.queries.published import NotPublishedError
from deals.queries.search import Search, search
from deals.queries.shown import shown_release
from deals.record.reading import as_document, canonical, record_from
from deals.signing import signed
from deals.vocabulary.kinds import Kind
from deals.vocabulary.parties import Role
from tests import factories
from tests.rules.together import at_once

pytestmark = pytest.mark.django_db


def texts(release: Release) -> list[str]:
    return [claim.text for claim in record_from(release.document).claims]


def test_publishing_needs_a_publisher_a_reason_and_an_approved_claim() -> None:
    deal, publisher = factories.a_deal(), factories.a_member(MemberRole.PUBLISHER)
    factories.a_claim(deal)
    with pytest.raises(RefusedError, match="Say why this is published"):
        publish(deal=deal, by=publisher, why=" ")
    with pytest.raises(NotAllowedError, match="Only a publisher publishes"):
        publish(deal=deal, by=factories.a_member(), why="A test.")
    with pytest.raises(RefusedError, match="No claim of this deal is approved yet"):
        publish(deal=deal, by=publisher, why="A test.")
    assert not Release.objects.exists()


def test_a_release_is_canonical_and_its_hash_is_that_of_its_bytes() -> None:
    release = factories.a_release()
    assert release.sha256 == hashlib.sha256(release.document.encode()).hexdigest()
    assert canonical(as_document(record_from(release.document))) == release.document


def test_releases_are_numbered_from_one_on_for_each_deal() -> None:
    deal = factories.an_approved_claim().deal
    assert [factories.a_release(deal).number for _ in range(3)] == [1, 2, 3]
    assert factories.a_release().number == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_publishers_at_once_the_second_is_told_that_nothing_has_changed() -> None:
    deal = factories.an_approved_claim().deal
    publishers = [factories.a_member(MemberRole.PUBLISHER) for _ in range(2)]
    found = at_once(*(lambda by=by: publish(deal=deal, by=by, why="A test.") for by in publishers))
    assert [release.number for release in found if isinstance(release, Release)] == [1], found
    refusals = [str(error) for error in found if isinstance(error, RefusedError)]
    assert refusals == ["Nothing has changed since release 1."]
    assert PublishedDeal.objects.get().release.number == 1


def test_the_last_approved_version_stays_public_while_an_edit_waits() -> None:
    claim = factories.an_approved_claim(text="Talks are held.")
    claim.text = "Talks go on."
    edit_claim(claim=claim, seen_version=1, by=factories.a_member(), why="Said better.")
    assert texts(factories.a_release(claim.deal)) == ["Talks are held."]
    approve_claim(claim=claim, seen_version=2, by=factories.a_member(MemberRole.PUBLISHER))
    assert texts(factories.a_release(claim.deal)) == ["Talks go on."]


def test_a_retraction_shows_in_the_next_release_with_its_reason() -> None:
    claim, publisher = factories.an_approved_claim(), factories.a_member(MemberRole.PUBLISHER)
    before = factories.a_release(claim.deal)
    retract_claim(claim=claim, by=publisher, why="The paper took it back.")
    after = record_from(factories.a_release(claim.deal).document)
    assert after.claims[0].retraction_reason == "The paper took it back."
    assert not record_from(before.document).claims[0].is_retracted
    assert PublishedEntry.objects.get().is_retracted
    assert PublishedDeal.objects.get().stage == ""


def test_a_retraction_while_an_edit_waits_shows_the_version_that_was_public() -> None:
    claim = factories.an_approved_claim(text="Talks are held.")
    factories.a_release(claim.deal)
    claim.text = "A secret draft."
    edit_claim(claim=claim, seen_version=1, by=factories.a_member(), why="Said better.")
    retract_claim(claim=claim, by=factories.a_member(MemberRole.PUBLISHER), why="The paper took it back.")
    record = record_from(factories.a_release(claim.deal).document)
    assert [(c.text, c.is_retracted) for c in record.claims] == [("Talks are held.", True)]


def test_what_was_retracted_before_any_release_showed_it_stays_out() -> None:
    shown, never_shown = an_approved_pair()
    retract_claim(claim=never_shown, by=factories.a_member(MemberRole.PUBLISHER), why="A slip.")
    assert texts(factories.a_release(shown.deal)) == [shown.text]


def an_approved_pair() -> tuple[Claim, Claim]:
    first = factories.an_approved_claim()
    return first, factories.an_approved_claim(first.deal)


def test_a_track_that_only_drafts_use_is_no_part_of_the_release() -> None:
    claim = factories.an_approved_claim()
    factories.a_claim(claim.deal, track="Secret licence talks")
    assert "Secret licence talks" not in factories.a_release(claim.deal).document


def test_an_older_release_stays_as_it_was_when_names_change() -> None:
    deal = factories.a_deal()
    approve_claim(claim=factories.a_participation(deal), seen_version=1, by=factories.a_member(MemberRole.PUBLISHER))
    before, lowland = factories.a_release(deal), factories.a_party("Lowland")
    lowland.name = "Netherland"
    with signed(by=factories.a_member().pk, why="It calls itself so."):
        lowland.save()
    after = factories.a_release(deal)
    names = [record_from(release.document).parties_as(Role.RECIPIENT)[0].name for release in (before, after)]
    assert names == ["Lowland", "Netherland"]
    assert {lowland.public_id} == set(record_from(after.document).parties)


def test_the_projection_is_of_the_newest_release_and_can_be_remade() -> None:
    deal = factories.a_deal()
    signature = {"stage": "contract_signed", "instrument": "supply_contract", "happened": "2031-09-12"}
    factories.an_approved_claim(deal, **signature)  # type: ignore[arg-type]
    factories.an_approved_claim(deal, Kind.PAYMENT, payment_state="paid", payment_measure="flow", happened="2031-09")
    publisher = factories.a_member(MemberRole.PUBLISHER)
    factories.a_release(deal)
    factories.a_release(deal)
    made = PublishedDeal.objects.values().get(), list(PublishedEntry.objects.order_by("text").values("text", "kind"))
    assert (made[0]["stage"], made[0]["phase"], made[0]["number_claims"]) == ("contract_signed", "contracted", 2)
    PublishedEntry.objects.all().delete()
    assert rebuild_published(by=publisher) == 1
    again = PublishedDeal.objects.values().get(), list(PublishedEntry.objects.order_by("text").values("text", "kind"))
    assert again == made


def test_the_public_reads_the_newest_release_an_older_one_or_the_words_that_there_is_none() -> None:
    claim = factories.an_approved_claim()
    factories.a_release(claim.deal)
    factories.a_release(claim.deal)
    assert shown_release(claim.deal.public_id).record.number == 2
    assert shown_release(claim.deal.public_id, number=1).record.number == 1
    assert [row.id for row in search(Search(), most=9).deals] == [claim.deal.public_id]
    for deal_id, number in ((claim.deal.public_id, 3), ("nothere", None)):
        with pytest.raises(NotPublishedError):
            shown_release(deal_id, number=number)


def test_a_long_passage_is_cut_after_a_word_and_marked() -> None:
    quote = "word " * 100
    assert shortened("short") == "short"
    cut = shortened(quote)
    assert len(cut) <= 300
    assert cut.endswith("word" + ELLIPSIS)
    assert len(shortened("w" * 400)) == 300


def test_a_release_of_the_same_number_is_refused() -> None:
    release = factories.a_release()
    release.pk = None
    with pytest.raises(IntegrityError, match="release_once"), signed(by=release.published_by_id, why="A test."):
        release.save(force_insert=True)


def test_the_register_has_no_stage_of_a_deal() -> None:
    assert not {field.name for field in Deal._meta.get_fields()} & {"stage", "phase", "status", "state"}
    assert Claim._meta.get_field("stage").null
