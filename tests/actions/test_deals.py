"""Deals, tracks, parties, speakers and systems: made once, found whatever the case."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from deals.actions.deals import add_alias, create_deal, edit_deal, party_named, speaker_for, system_for, track_named
from deals.actions.refused import ChangedMeanwhileError, NotAllowedError
from deals.models import Deal, Party, Speaker, Track
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_deal_has_a_main_track_from_the_start() -> None:
    deal = factories.a_deal()
    assert [(track.name, track.is_main) for track in deal.tracks.all()] == [("The deal", True)]
    assert [system.designation for system in deal.systems.all()] == ["Halberd"]


def test_a_deal_without_title_is_refused_and_nothing_is_stored() -> None:
    with pytest.raises(ValidationError):
        create_deal(deal=Deal(title=""), systems=[], by=factories.a_member())
    assert not Deal.objects.exists()
    assert not Track.objects.exists()


def test_a_member_who_has_left_makes_and_changes_no_deal() -> None:
    deal, left = factories.a_deal(), factories.a_member()
    system = factories.a_system()
    left.is_active = False
    with pytest.raises(NotAllowedError, match="may not change deals"):
        edit_deal(deal=deal, seen_version=1, by=left)
    with pytest.raises(NotAllowedError, match="may not make deals"):
        create_deal(deal=Deal(title="Another"), systems=[system], by=left)


def test_an_edit_of_an_older_version_of_a_deal_is_refused() -> None:
    deal, editor = factories.a_deal(), factories.a_member()
    deal.title = "Highland leases radars to Lowland"
    assert edit_deal(deal=deal, seen_version=1, by=editor).version == 2
    with pytest.raises(ChangedMeanwhileError, match="Somebody else saved this deal meanwhile"):
        edit_deal(deal=deal, seen_version=1, by=editor)


def test_a_track_is_made_once_whatever_the_case_and_empty_is_the_main_one() -> None:
    deal, editor = factories.a_deal(), factories.a_member()
    one = track_named(deal=deal, name="Joint production", by=editor)
    assert track_named(deal=deal, name=" joint PRODUCTION ", by=editor) == one
    assert track_named(deal=deal, name=" ", by=editor).is_main
    assert deal.tracks.count() == 2


def test_a_party_is_found_by_its_name_before_anothers_alias() -> None:
    editor = factories.a_member()
    lowland, port = factories.a_party("Lowland"), factories.a_party("Saltport")
    add_alias(party=lowland, name="Saltport", by=editor, is_metonym=True)
    add_alias(party=lowland, name="The Lowlands", by=editor)
    assert party_named("saltport ") == port
    assert party_named("the lowlands") == lowland
    assert party_named("nobody") is None
    assert factories.a_party("LOWLAND") == lowland
    assert Party.objects.count() == 2


def test_speakers_and_systems_are_made_once() -> None:
    editor, party = factories.a_member(), factories.a_party()
    assert speaker_for(party=party, name=" Ada Brook ", by=editor) == speaker_for(
        party=party, name="Ada Brook", by=editor
    )
    assert speaker_for(party=party, name="Ada Brook", office="minister", by=editor).pk is not None
    assert Speaker.objects.count() == 2
    assert system_for(designation="halberd ", by=editor) == system_for(designation="Halberd", by=editor)
