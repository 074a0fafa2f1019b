from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from deals.suggestions.models import Intake, IntakeState
from tests.desk.pages import desk, errors, text
from tests.factories import a_claim, a_deal, an_intake, an_intake_with_suggestions

if TYPE_CHECKING:
    from django.test import Client

    from deals.models import Member


def shown(page: Any) -> list[Any]:
    return [article.intake for article in page.context["articles"]]


def test_a_pasted_text_is_taken_in_and_handed_to_the_worker(editor_desk: Client, no_queue: list[int]) -> None:
    answer = editor_desk.post(
        desk("inbox"), {"text": "Lowland may buy radars.", "published": "2031-10-09", "publisher": "Morning Post"}
    )
    intake = Intake.objects.get()
    assert answer["Location"] == desk("intake", intake.public_id)
    assert (intake.method, intake.published_edtf, intake.publisher) == ("pasted", "2031-10-09", "Morning Post")
    assert no_queue == [intake.pk]


def test_an_uploaded_page_keeps_its_name_and_type(editor_desk: Client, no_queue: list[int]) -> None:
    file = SimpleUploadedFile("radars.HTML", b"<p>Lowland may buy radars.</p>", content_type="image/png")
    editor_desk.post(desk("inbox"), {"file": file})
    intake = Intake.objects.get()
    assert (intake.method, intake.file_name, intake.media_type) == ("uploaded", "radars.HTML", "text/html")


def test_an_address_is_taken_in(editor_desk: Client, no_queue: list[int]) -> None:
    editor_desk.post(desk("inbox"), {"url": "https://Morning.example/radars#top"})
    assert Intake.objects.get().requested_url == "https://morning.example/radars"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "url", "Give the article’s address, its text, or a file."),
        ({"url": "https://a.example/", "text": "Words"}, "text", "Give one of"),
        ({"text": "Words", "published": "9 October"}, "published", "is not a date"),
        ({"file": SimpleUploadedFile("radars.pdf", b"%PDF")}, "file", "Only .html and .txt"),
        ({"file": SimpleUploadedFile("radars.txt", b"")}, "file", "empty"),
        ({"url": "ftp://a.example/radars"}, "__all__", "http"),
        ({"text": "  \n "}, "url", "Give the article’s address"),
    ],
)
def test_what_cannot_be_taken_in_is_said_at_the_field_and_nothing_is_stored(
    editor_desk: Client, no_queue: list[int], typed: dict[str, Any], field: str, sentence: str
) -> None:
    answer = editor_desk.post(desk("inbox"), {**typed, "title": "Kept as typed"})
    assert sentence in " ".join(errors(answer)[field])
    assert "Kept as typed" in text(answer)
    assert not Intake.objects.exists()
    assert no_queue == []


def test_a_text_larger_than_the_limit_is_refused(editor_desk: Client, no_queue: list[int], settings: Any) -> None:
    settings.UPLOAD_BYTES = 10
    answer = editor_desk.post(desk("inbox"), {"text": "More than ten bytes."})
    assert "larger than 10 bytes" in errors(answer)["__all__"][0]
    assert not Intake.objects.exists()


def test_the_inbox_counts_what_waits(editor: Member, editor_desk: Client) -> None:
    deal = a_claim(by=editor).deal
    intake = an_intake_with_suggestions(by=editor, deal=deal)
    page = editor_desk.get(desk("inbox"))
    assert [(i, i.number_waiting, i.number_found) for i in shown(page)] == [(intake, 3, 3)]
    assert [(d, d.number_drafts, d.number_claims) for d, _ in page.context["deals"]] == [(deal, 1, 1)]


def test_the_newest_article_stands_first(editor: Member, editor_desk: Client) -> None:
    intakes = [an_intake(by=editor) for _ in range(3)]
    assert shown(editor_desk.get(desk("inbox"))) == intakes[::-1]


def test_the_inbox_takes_as_many_queries_for_one_row_as_for_several(
    editor: Member, editor_desk: Client, django_assert_num_queries: Any
) -> None:
    for _ in range(2):
        for _ in range(3):
            an_intake_with_suggestions(by=editor, deal=a_deal(by=editor))
        with django_assert_num_queries(5):
            editor_desk.get(desk("inbox"))


@pytest.mark.parametrize("state", [IntakeState.QUEUED, IntakeState.CAPTURED, IntakeState.READ])
def test_an_intake_under_way_says_what_happens_and_looks_again(
    editor: Member, editor_desk: Client, state: IntakeState
) -> None:
    page = text(editor_desk.get(desk("intake", an_intake(state, by=editor).public_id)))
    assert '<meta http-equiv="refresh" content="2">' in page
    assert "Try again" not in page


@pytest.mark.parametrize("state", [IntakeState.FAILED, IntakeState.SET_ASIDE])
def test_an_intake_that_stopped_says_why_and_can_be_tried_again(
    editor: Member, editor_desk: Client, no_queue: list[int], state: IntakeState
) -> None:
    intake = an_intake(state, by=editor, error="The page is behind a wall. Paste its text.")
    page = text(editor_desk.get(desk("intake", intake.public_id)))
    assert "The page is behind a wall. Paste its text." in page
    assert "http-equiv" not in page
    editor_desk.post(desk("try_again", intake.public_id))
    intake.refresh_from_db()
    assert intake.state == IntakeState.QUEUED
    assert no_queue == [intake.pk]


def test_a_publisher_reads_how_many_drafts_wait_for_him_and_how_many_are_his_own(
    editor: Member, publisher: Member, editor_desk: Client, publisher_desk: Client
) -> None:
    deal = a_claim(by=editor).deal
    a_claim(deal, by=publisher)
    page = publisher_desk.get(desk("inbox"))
    assert [(d.number_drafts, d.number_for_me, d.number_claims) for d, _ in page.context["deals"]] == [(2, 1, 2)]
    assert "1 for you" in text(page)
    assert [source.number_waiting for source in page.context["sources_waiting"]] == [1]
    assert "for you" not in text(editor_desk.get(desk("inbox")))
