"""The article's page warns where the chosen deal shares nothing with what the article is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deals.actions.deals import add_alias
from deals.suggestions.models import IntakeState
from deals.vocabulary.parties import Role
from tests.desk.pages import desk, text
from tests.factories import a_deal, a_participation, a_party, a_reading, an_intake

if TYPE_CHECKING:
    from django.test import Client

    from deals.models import Deal, Member


@pytest.fixture
def deal(editor: Member) -> Deal:
    """Highland sells Halberd radars to Lowland."""
    deal = a_deal(by=editor)
    a_participation(deal, "Highland", Role.SUPPLIER, by=editor)
    a_participation(deal, "Lowland", Role.RECIPIENT, by=editor)
    return deal


def warning(client: Client, editor: Member, deal: Deal | None, **found: list[str]) -> str:
    names = {"suppliers": [], "recipients": [], "systems": [], **found}
    intake = an_intake(IntakeState.READY, by=editor, reading=a_reading(by=editor), deal=deal, found=names)
    page = client.get(desk("intake", intake.public_id))
    told = str(page.context["wrong_deal"])
    assert told in text(page)
    return told


def test_an_article_about_others_asks_whether_it_is_the_right_deal(
    editor: Member, editor_desk: Client, deal: Deal
) -> None:
    told = warning(editor_desk, editor, deal, suppliers=["Highland"], recipients=["Farland"], systems=["Glaive"])
    assert told == (
        "The article names Farland and Glaive; this deal is about Lowland and Halberd. Is it the right deal?"
    )


@pytest.mark.parametrize(
    "found",
    [
        {"recipients": ["Lowland"], "systems": ["Glaive"]},
        {"recipients": ["Farland"], "systems": ["Halberd Mk 2"]},
        {"recipients": ["Low City"]},
        {"suppliers": ["Highland"]},
        {},
    ],
)
def test_an_article_that_shares_anything_with_the_deal_is_not_warned_of(
    editor: Member, editor_desk: Client, deal: Deal, found: dict[str, list[str]]
) -> None:
    add_alias(party=a_party("Lowland", by=editor), name="Low City", by=editor, is_metonym=True)
    assert warning(editor_desk, editor, deal, **found) == ""


def test_another_supplier_alone_is_warned_of(editor: Member, editor_desk: Client, deal: Deal) -> None:
    assert warning(editor_desk, editor, deal, suppliers=["Farland"]).startswith("The article names Farland; this deal")


def test_without_a_deal_nothing_is_asked(editor: Member, editor_desk: Client) -> None:
    assert warning(editor_desk, editor, None, recipients=["Farland"]) == ""
