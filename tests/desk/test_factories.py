"""The factories make rows that the database takes."""

import pytest

from deals.suggestions.deciding import accept
from tests import factories


@pytest.mark.django_db
def test_suggestions_of_the_article_are_accepted_on_a_deal() -> None:
    deal = factories.a_deal()
    intake = factories.an_intake_with_suggestions(deal=deal)
    claims = [accept(suggestion=s, deal=deal, by=intake.started_by) for s in intake.suggestions.all()]
    assert [claim.kind for claim in claims] == ["statement", "stage", "payment"]


@pytest.mark.django_db
def test_an_approved_claim_is_published_in_a_release() -> None:
    assert factories.a_release().number == 1
