"""What rests on a source and on an outlet, out of a real register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import pytest
from django.db import connections

from deals.actions.publishing import publish
from deals.queries.published import NotPublishedError
from deals.queries.resting import claims_in_words
from deals.queries.subjects import MentioningDeals, mentioning_deals, subject
from deals.vocabulary.subjects import Subject, outlet_id
from tests import factories

if TYPE_CHECKING:
    from deals.models import Member
    from deals.sources.models import Source

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher() -> Member:
    return factories.a_member("publisher")


@pytest.fixture
def source(publisher: Member) -> Source:
    """Two published deals cite it, the first one twice; a third one cites another source."""
    source = factories.a_source("A long day of talks", outlet="Evening Post")
    for number in (2, 1):
        deal = factories.a_deal()
        for _ in range(number):
            cited = [factories.a_paraphrase(source=source)]
            factories.an_approved_claim(deal, publisher=publisher, citations=cited)
        publish(deal=deal, by=publisher, why="First.")
    factories.a_release(publisher=publisher)
    return source


def deals_of(kind: Subject, own_id: str) -> MentioningDeals:
    return mentioning_deals(subject(kind, own_id), role="", phase="", after="", most=9)


def test_each_deal_is_told_with_the_claims_that_rest_on_the_source(source: Source) -> None:
    found = deals_of(Subject.SOURCE, source.public_id)
    assert sorted(len(deal.proofs["supports"]) for deal in found.deals) == [1, 2]
    texts = claims_in_words(found.deals)
    assert len(texts) == 3
    assert all(text.startswith("Talks are held") for text in texts.values())


def test_an_outlet_has_what_rests_on_its_sources(source: Source) -> None:
    assert len(deals_of(Subject.OUTLET, outlet_id("Evening Post")).deals) == 2
    assert subject(Subject.OUTLET, outlet_id("Evening Post")).told == {"name": "Evening Post"}


def test_a_source_is_described_as_its_release_does(source: Source) -> None:
    told = subject(Subject.SOURCE, source.public_id).told
    assert (told["title"], told["outlet"], told["url"]) == ("A long day of talks", "Evening Post", source.url)


def test_a_source_that_only_a_draft_cites_has_no_page() -> None:
    draft = factories.a_source("Not yet", outlet="The Draft")
    factories.a_claim(citations=[factories.a_paraphrase(source=draft)])
    for kind, own_id in ((Subject.SOURCE, draft.public_id), (Subject.OUTLET, outlet_id("The Draft"))):
        with pytest.raises(NotPublishedError):
            subject(kind, own_id)


def test_of_many_claims_the_first_are_told_with_one_question(source: Source, django_assert_num_queries: Any) -> None:
    found = deals_of(Subject.SOURCE, source.public_id)
    with (
        patch("deals.queries.resting.CLAIMS_SHOWN", 1),
        django_assert_num_queries(1, connection=connections["public"]),
    ):
        assert len(claims_in_words(found.deals)) == 2
