"""A source is corrected at the desk, and the article's page says where it knew other than was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from deals.models import Claim, Deal
from deals.signing import signed
from deals.sources.models import Capture, Outlet, Source
from deals.suggestions.models import IntakeState
from deals.vocabulary.proof import CaptureMethod
from tests.desk.pages import desk, errors, said, text
from tests.factories import a_claim, a_deal, a_paraphrase, a_reading, a_source, an_approved_claim, an_intake

if TYPE_CHECKING:
    from django.test import Client

    from deals.models import Member
    from deals.suggestions.models import Intake

TYPED = {
    "seen_version": "1",
    "title": "Lowland looks for radars",
    "kind": "press_release",
    "outlet_name": "Evening Post",
    "author": "Ben Hill",
    "published_day": "2031-10-08",
    "language": "en",
    "url": "https://Evening.example/radars#top",
}


@pytest.fixture
def source(editor: Member) -> Source:
    return a_source("Radars", by=editor)


def taken_in_again(editor: Member, **typed: Any) -> Intake:
    """An intake of a text that another intake had brought before."""
    reading = a_reading(by=editor)
    known = reading.snapshot
    with signed(by=editor.pk, why="a test"):
        capture = Capture.objects.create(
            source=known.source, snapshot=known, method=CaptureMethod.PASTED, attempted_at=known.taken_at
        )
    return an_intake(IntakeState.READY, by=editor, reading=reading, capture=capture, found={}, **typed)


def test_what_is_corrected_is_stored_and_signed(editor: Member, editor_desk: Client, source: Source) -> None:
    answer = editor_desk.post(desk("source", source.public_id), {**TYPED, "why": "The page was misread."})
    assert answer["Location"] == desk("source", source.public_id)
    stored = Source.objects.get(pk=source.pk)
    assert (stored.title, stored.kind, stored.author) == ("Lowland looks for radars", "press_release", "Ben Hill")
    assert (stored.outlet, stored.url) == (Outlet.objects.get(name="Evening Post"), "https://evening.example/radars")
    assert (stored.published_edtf, str(stored.published_first), stored.language) == ("2031-10-08", "2031-10-08", "en")
    metadata = stored.history.latest("pgh_id").pgh_context.metadata  # type: ignore[attr-defined]
    assert (metadata["member"], metadata["why"]) == (editor.pk, "The page was misread.")


def test_an_approved_claim_asks_for_the_reason(editor: Member, editor_desk: Client, source: Source) -> None:
    an_approved_claim(by=editor, citations=[a_paraphrase(source=source)])
    answer = editor_desk.post(desk("source", source.public_id), TYPED)
    assert "Say why you correct a source" in errors(answer)["__all__"][0]
    assert "Lowland looks for radars" in text(answer)
    assert Source.objects.get(pk=source.pk).title == "Radars"
    assert not Outlet.objects.filter(name="Evening Post").exists()
    editor_desk.post(desk("source", source.public_id), {**TYPED, "why": "Misread."})
    assert Source.objects.get(pk=source.pk).title == "Lowland looks for radars"


def test_a_draft_asks_for_no_reason(editor: Member, editor_desk: Client, source: Source) -> None:
    a_claim(by=editor, citations=[a_paraphrase(source=source)])
    editor_desk.post(desk("source", source.public_id), TYPED)
    assert Source.objects.get(pk=source.pk).title == "Lowland looks for radars"


def test_the_page_lists_the_claims_that_rest_on_the_source_and_warns_of_their_dates(
    editor: Member, editor_desk: Client, source: Source
) -> None:
    claim = a_claim(by=editor, citations=[a_paraphrase(source=source)])
    a_claim(claim.deal, by=editor, text="Of another source.", label="Other")
    page = editor_desk.get(desk("source", source.public_id))
    assert list(page.context["claims"]) == [claim]
    assert "changes no date that was worked out from the old one" in text(page)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"title": ""}, "title", "Fill this in."),
        ({"published_day": "soon"}, "published_day", "is not a date"),
        ({"url": "ftp://a.example/"}, "url", "http"),
        ({"url": "https://taken.example/"}, "url", "Another source has this address: “Taken"),
        ({"language": "English!"}, "language", "Give the language’s code"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(  # noqa: PLR0917 -- a row of the table, and its cast
    editor: Member, editor_desk: Client, source: Source, typed: dict[str, str], field: str, sentence: str
) -> None:
    a_source("Taken", by=editor, url="https://taken.example/")
    answer = editor_desk.post(desk("source", source.public_id), {**TYPED, **typed})
    assert sentence in " ".join(errors(answer)[field])
    assert Source.objects.get(pk=source.pk).title == "Radars"


def test_a_title_that_is_typed_is_the_sources_own(editor: Member, editor_desk: Client, source: Source) -> None:
    with signed(by=editor.pk, why="a test"):
        Source.objects.filter(pk=source.pk).update(title_is_description=True)
    editor_desk.post(desk("source", source.public_id), {**TYPED, "title": "Radars"})
    assert Source.objects.get(pk=source.pk).title_is_description is True
    editor_desk.post(desk("source", source.public_id), {**TYPED, "seen_version": "2"})
    assert Source.objects.get(pk=source.pk).title_is_description is False


def test_an_article_that_was_here_already_says_what_was_given_otherwise(editor: Member, editor_desk: Client) -> None:
    intake = taken_in_again(editor, title="Another title", published_edtf="2031-11-01", publisher="Evening Post")
    page = editor_desk.get(desk("intake", intake.public_id))
    assert page.context["already_here"] == (
        "This text was already here as “Lowland may walk away”, published 2031-10-09; you gave the title "
        "“Another title”, the publisher Evening Post and the day 2031-11-01."
    )
    assert intake.reading is not None
    assert desk("source", intake.reading.snapshot.source.public_id) in text(page)


@pytest.mark.parametrize("typed", [{}, {"title": "lowland  may walk away", "published_edtf": "2031-10-09"}])
def test_an_article_taken_in_again_with_the_same_told_says_nothing(
    editor: Member, editor_desk: Client, typed: dict[str, str]
) -> None:
    page = editor_desk.get(desk("intake", taken_in_again(editor, **typed).public_id))
    assert page.context["already_here"] == ""


def test_the_first_intake_of_a_source_that_was_corrected_says_nothing(editor: Member, editor_desk: Client) -> None:
    reading = a_reading(by=editor)
    first = reading.snapshot.captures.get()
    intake = an_intake(IntakeState.READY, by=editor, reading=reading, capture=first, title="As typed", found={})
    assert editor_desk.get(desk("intake", intake.public_id)).context["already_here"] == ""


def names_of(page: Any) -> list[str]:
    return [article.name for article in page.context["articles"]]


def untitled(editor: Member, words: str, deal: Deal | None = None) -> Intake:
    reading = a_reading(words, by=editor)
    with signed(by=editor.pk, why="a test"):
        Source.objects.filter(pk=reading.snapshot.source_id).update(title="Untitled text", title_is_description=True)
    return an_intake(IntakeState.READY, by=editor, reading=reading, deal=deal, found={})


def test_texts_without_a_title_go_by_their_first_words(editor: Member, editor_desk: Client) -> None:
    deal = a_deal(by=editor)
    untitled(editor, "Lowland signed.", deal)
    words = "The minister told the Morning Post on Tuesday that Lowland would go on, whatever comes."
    intake = untitled(editor, words, deal)
    names = ["“The minister told the Morning Post on Tuesday that Lowland would go…”", "“Lowland signed.”"]
    assert names_of(editor_desk.get(desk("inbox"))) == names
    assert names_of(editor_desk.get(desk("deal", deal.public_id))) == names
    assert f"<h1>{names[0]}</h1>" in text(editor_desk.get(desk("intake", intake.public_id)))


def test_an_article_goes_by_its_sources_title_on_every_page(editor: Member, editor_desk: Client) -> None:
    deal = a_deal(by=editor)
    reading = a_reading(by=editor)
    intake = an_intake(IntakeState.READY, by=editor, reading=reading, deal=deal, found={}, file_name="a.txt")
    place = f"{desk('add_claim', intake.public_id)}?start=0&end=7&kind=stage"
    opening = desk("new_deal_from_article", intake.public_id)
    for address in (desk("inbox"), desk("deal", deal.public_id), place, opening):
        page = text(editor_desk.get(address))
        assert "Lowland may walk away" in page
        assert "a.txt" not in page


def test_a_citation_leads_to_its_source(editor: Member, editor_desk: Client, source: Source) -> None:
    claim = a_claim(by=editor, citations=[a_paraphrase(source=source)])
    assert desk("source", source.public_id) in text(editor_desk.get(desk("claim", claim.public_id)))
    assert said(editor_desk.get(desk("source", source.public_id))) == ""
    assert Claim.objects.count() == 1
