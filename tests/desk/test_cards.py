"""A suggestion reads the same before a deal is chosen, while it waits, and as the claim that it became."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from deals.suggestions.deciding import accept
from deals.suggestions.models import Suggestion
from deals.views.cards import card
from tests.factories import a_candidate, a_deal, an_intake_with_suggestions

if TYPE_CHECKING:
    from deals.models import Deal, Member

VALUE = a_candidate(
    "Lowland may walk away", "value", amount=Decimal(2_500_000_000), currency="USD", phrase="Monday", modality="planned"
)
DELIVERY = a_candidate("Lowland may walk away", "delivery", quantity=4, unit="systems", item="Halberd")


@pytest.fixture
def deal(editor: Member) -> Deal:
    return a_deal(by=editor)


def waiting(editor: Member, **more: object) -> list[Suggestion]:
    return list(Suggestion.objects.filter(intake=an_intake_with_suggestions(by=editor, **more)))  # type: ignore[arg-type]


def test_a_sum_is_in_words_before_a_deal_is_chosen(editor: Member) -> None:
    (value,) = waiting(editor, candidates=(VALUE,))
    shown = card(value, None)
    assert (shown.kind, shown.headline) == ("valuation", "Valued at 2.5 billion USD (planned).")
    assert "Phrase" not in dict(shown.facts)
    assert dict(shown.facts)["Amount"] == "2,500,000,000"


def test_what_is_delivered_is_told_before_a_deal_is_chosen(editor: Member) -> None:
    (delivery,) = waiting(editor, candidates=(DELIVERY,))
    assert card(delivery, None).headline == "Delivery of 4 systems of Halberd."


def test_without_a_deal_a_card_has_the_labels_that_it_has_with_one(editor: Member, deal: Deal) -> None:
    for suggestion in waiting(editor):
        without, on_deal = card(suggestion, None), card(suggestion, deal)
        assert (without.headline, without.kind) == (on_deal.headline, on_deal.kind)
        assert [name for name, _ in without.facts] == [name for name, _ in on_deal.facts]


def test_an_accepted_suggestion_keeps_its_labels(editor: Member, deal: Deal) -> None:
    for suggestion in waiting(editor, deal=deal):
        before = card(suggestion, deal)
        accept(suggestion=suggestion, deal=deal, by=editor)
        suggestion.refresh_from_db()
        after = card(suggestion, deal)
        assert dict(after.facts) == dict(before.facts)
        assert after.headline == before.headline
