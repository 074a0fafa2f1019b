"""A claim that a person reads: the passage is found by its words, or by the places that a script sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deals.models import Claim, Deal, Member, Passage
from tests.desk.pages import desk, errors, said, text
from tests.factories import ARTICLE, a_deal, an_intake_with_suggestions

if TYPE_CHECKING:
    from django.test import Client

    from deals.suggestions.models import Intake

WORDS = "Both sides agreed in principle"


@pytest.fixture
def deal(editor: Member) -> Deal:
    return a_deal(by=editor)


@pytest.fixture
def intake(editor: Member, deal: Deal) -> Intake:
    return an_intake_with_suggestions(by=editor, deal=deal, candidates=(), asides=("A picture of a radar.",))


def select(client: Client, intake: Intake, quote: str, kind: str = "stage", **place: Any) -> Any:
    return client.post(desk("select_passage", intake.public_id), {"quote": quote, "kind": kind, **place})


def test_pasted_words_are_found_in_the_article(editor_desk: Client, intake: Intake) -> None:
    answer = select(editor_desk, intake, f"  {WORDS} ")
    start = ARTICLE.index(WORDS)
    assert answer["Location"].endswith(f"?start={start}&end={start + len(WORDS)}&kind=stage")


def test_of_words_that_stand_twice_the_selected_ones_are_taken(editor: Member, editor_desk: Client, deal: Deal) -> None:
    twice = "𝔸 payment was made. A payment was made."
    intake = an_intake_with_suggestions(by=editor, deal=deal, text=twice, candidates=())
    second = twice.index("payment", 15)
    answer = select(editor_desk, intake, "payment", start=second, end=second + 7)
    assert f"start={second}&" in answer["Location"]
    answer = select(editor_desk, intake, "payment")
    assert "start=2&" in answer["Location"]


def test_places_that_do_not_hold_the_words_are_not_believed(editor_desk: Client, intake: Intake) -> None:
    answer = select(editor_desk, intake, WORDS, start=0, end=9)
    assert f"start={ARTICLE.index(WORDS)}&" in answer["Location"]


def test_words_that_do_not_stand_there_are_refused_and_kept(editor_desk: Client, intake: Intake) -> None:
    answer = select(editor_desk, intake, "Both sides disagreed")
    assert answer.status_code == 422
    assert "do not stand in the article" in errors(answer, "passage")["quote"][0]
    assert "Both sides disagreed" in text(answer)


def test_captions_are_shown_apart_and_cannot_be_quoted(editor_desk: Client, intake: Intake) -> None:
    page = text(editor_desk.get(desk("intake", intake.public_id)))
    assert "A picture of a radar." in page.partition("<details")[2]
    assert select(editor_desk, intake, "A picture of a radar.").status_code == 422


def test_the_form_makes_a_claim_cited_by_the_passage(editor_desk: Client, intake: Intake, deal: Deal) -> None:
    address = select(editor_desk, intake, WORDS)["Location"]
    typed = {
        "quote": WORDS,
        "text": "The two agree in principle to build together.",
        "label": "Agreed in principle",
        "stage": "agreed_in_principle",
        "modality": "asserted",
        "weight": "key",
        "track": "joint production",
        "speaker_party": "Highland",
    }
    answer = editor_desk.post(address, typed)
    claim = deal.claims.get()
    assert said(answer) == "Added: Agreed in principle."
    assert (claim.track.name, claim.entry, claim.state) == ("joint production", "typed", "draft")
    assert Passage.objects.get().text == WORDS
    assert str(claim.citations.get().origin.speaker) == "Highland"


def test_a_form_that_was_sent_with_other_words_is_refused(editor_desk: Client, intake: Intake) -> None:
    address = select(editor_desk, intake, WORDS)["Location"]
    typed = {
        "quote": "Other words",
        "text": "t",
        "label": "l",
        "stage": "talks",
        "modality": "asserted",
        "weight": "key",
    }
    answer = editor_desk.post(address, typed)
    assert "not the one that you selected" in errors(answer)["__all__"][0]
    assert not Claim.objects.exists()


@pytest.mark.parametrize(
    "place", ["", "?start=0&end=9999&kind=stage", "?start=5&end=5&kind=stage", "?start=0&end=4&kind=x"]
)
def test_an_address_without_a_passage_is_not_found(editor_desk: Client, intake: Intake, place: str) -> None:
    assert editor_desk.get(desk("add_claim", intake.public_id) + place).status_code == 404


def test_without_a_deal_the_passage_waits_for_one(editor: Member, editor_desk: Client) -> None:
    intake = an_intake_with_suggestions(by=editor)
    assert "Choose the deal first" in said(select(editor_desk, intake, WORDS))
